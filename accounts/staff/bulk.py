"""What is done to many users at once in the admin is done to the staff alone, as one by one.

Wagtail's own would take any number of an account from the address: stops closing, deleting or
giving a role to a citizen's account, and reading names in the question before it.
"""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from wagtail.users.views import bulk_actions as wagtail

from accounts.staff.users import staff_accounts

MOST_DIGITS = 18


class StaffOnly:
    """Finds staff only; 404 where none is left."""

    @classmethod
    def get_queryset(cls, model: Any, object_ids: Any) -> list[Any]:
        """Return those of the chosen who work here."""
        chosen = [
            int(text)
            for text in map(str, object_ids)
            if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
        ]
        found = list(staff_accounts().filter(pk__in=chosen))
        if not found:
            raise Http404
        return found

    def get_all_objects_in_listing_query(self, parent_id: Any) -> QuerySet[Any, Any]:
        """Return everybody the list shows, for “all”."""
        found: QuerySet[Any, Any] = super().get_all_objects_in_listing_query(parent_id)  # type: ignore[misc]
        return found.filter(pk__in=staff_accounts().values("pk"))


class AssignRole(StaffOnly, wagtail.AssignRoleBulkAction):
    """Gives a role."""


class Delete(StaffOnly, wagtail.DeleteBulkAction):
    """Deletes accounts."""


class SetActiveState(StaffOnly, wagtail.SetActiveStateBulkAction):
    """Opens or closes accounts, one by one: Wagtail's update would pass the audit log by."""

    @classmethod
    def execute_action(
        cls, objects: Any, mark_as_active: bool = False, user: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        """Change everybody but oneself."""
        others = [one for one in objects if user is None or one.pk != user.pk]
        for one in others:
            one.is_active = mark_as_active
            one.save(update_fields=["is_active"])
        return len(others), 0


ACTIONS = (AssignRole, Delete, SetActiveState)
