"""Writes of the staff side of debts."""
