"""The bank, who pays, what is owed."""

from tests.factories.paying import bank, client, hooked, owed, payer

__all__ = ["bank", "client", "hooked", "owed", "payer"]
