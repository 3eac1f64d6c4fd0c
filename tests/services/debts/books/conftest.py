"""The bank, who pays, what is owed: as in the tests of payments."""

from tests.factories.paying import bank, client, hooked, owed, payer

__all__ = ["bank", "client", "hooked", "owed", "payer"]
