"""The citizen behind an account: identity, contact, address, choices."""
