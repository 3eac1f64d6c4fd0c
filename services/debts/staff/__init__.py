"""The staff side of debts: search, tills, refunds and corrections by two people, reports."""
