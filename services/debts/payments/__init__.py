"""Paying online: the provider's interface, states of attempts, settling."""
