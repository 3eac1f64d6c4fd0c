"""The books of debts: reconciled with the provider, closed day by day, handed to accounting."""
