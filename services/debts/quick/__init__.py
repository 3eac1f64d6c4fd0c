"""Debts without an account: with a number and a code, or with the link of a printed notice.

Principle decision 2022/388 of the data protection board (21.04.2022, official gazette 29.04.2022):
an identity, tax or register number alone opens nothing and does not say whether there is something.
The second step is a one-time code to the contact that is registered already; no contact is typed,
and neither birth dates nor names of parents are asked for. Then: initials and amounts.
"""
