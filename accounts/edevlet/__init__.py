"""Signing in by e-Devlet Kapısı: OAuth2 of its own kind, not OpenID Connect.

What is known of the gate is public and listed in docs/operations.md; so is what is not known.
"""
