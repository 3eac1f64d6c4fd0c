"""Template tags of the staff side of debts."""
