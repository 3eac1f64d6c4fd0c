"""What is done to many users at once in the admin is done to the staff alone, as one by one.

Wagtail's own would take any number of an account from the address: stops closing, deleting or
giving a role to a citizen's account, and reading names in the question before it.
"""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.users.views import bulk_actions as wagtail
from wagtail.users.views.bulk_actions.user_bulk_action import UserBulkAction
from wagtail.users.views.users import change_user_perm

from accounts.signin.actions import end_all_sessions
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


class EndSessionsForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("Kept in the audit log. Example: the phone was lost."),
    )


class EndSessions(StaffOnly, UserBulkAction):
    """Signs people out everywhere; their accounts stay open (ASVS 5.0, 7.4.5)."""

    display_name = _("End all sessions")
    action_type = "end_sessions"
    aria_label = _("End all sessions of the selected users")
    template_name = "users/confirm_bulk_end_sessions.html"
    action_priority = 30
    form_class = EndSessionsForm

    def check_perm(self, obj: Any) -> bool:
        """Ask for the right to change users."""
        return bool(self.request.user.has_perm(change_user_perm))

    def get_execution_context(self) -> dict[str, Any]:
        """Tell by whom and why."""
        return {"by": self.request.user, "reason": self.cleaned_form.cleaned_data["reason"]}

    @classmethod
    def execute_action(
        cls, objects: Any, by: Any = None, reason: str = "", **kwargs: Any
    ) -> tuple[int, int]:
        """Sign out everybody but oneself, for which there is the button “Sign out”."""
        others = [one for one in objects if one.pk != by.pk]
        for one in others:
            end_all_sessions(user=one, by=by, reason=reason)
        return len(others), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """Say for how many."""
        return ngettext(
            "%(count)d person was signed out everywhere.",
            "%(count)d people were signed out everywhere.",
            num_parent_objects,
        ) % {"count": num_parent_objects}


ACTIONS = (AssignRole, Delete, SetActiveState, EndSessions)
