"""Reads of debts."""
