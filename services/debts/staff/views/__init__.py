"""Screens of the staff side of debts, in the admin."""
