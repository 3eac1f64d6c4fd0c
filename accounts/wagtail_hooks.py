"""Places of accounts in Wagtail's admin."""

from wagtail import hooks

from accounts.staff.bulk import ACTIONS

for action in ACTIONS:  # after Wagtail's own of the same names, in whose place they stand
    hooks.register("register_bulk_action", action, order=100)
