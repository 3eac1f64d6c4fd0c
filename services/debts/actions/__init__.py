"""Writes of debts."""
