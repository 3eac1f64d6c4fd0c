"""Asking the civil registry whether number, name and birth date belong together.

Three answers, because no answer is neither yes nor no: a service that is away must never refuse a
citizen, who then goes on unverified (a service may ask for e-Devlet or the desk instead).
"""

from accounts.registry.verifying import IdentityVerifier, Outcome, Person, verifier, verify

__all__ = ["IdentityVerifier", "Outcome", "Person", "verifier", "verify"]
