"""Reads of the staff side of debts."""
