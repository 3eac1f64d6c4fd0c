"""The list of users in the admin holds the staff alone.

Whoever may give roles has no reason to see the names and addresses of 420,000 people. A look at a
citizen's data needs a reason and a record (`accounts.audit.actions.record_view`), which this list
would be the way around.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from wagtail.admin.views.generic.usage import UsageView
from wagtail.users.views import users as wagtail

from accounts.profiles.models import CitizenProfile


def staff_accounts() -> QuerySet[Any]:
    """Return accounts with a role or rights, and those made in the admin that have none yet.

    Accounts without any right that came through the citizens' door (they have a profile, or an
    address that allauth keeps) are citizens.
    """
    from allauth.account.models import EmailAddress

    users = get_user_model()
    has_group = users.groups.through._default_manager.filter(user_id=OuterRef("pk"))
    has_right = users.user_permissions.through._default_manager.filter(user_id=OuterRef("pk"))
    has_profile = CitizenProfile.objects.filter(pk=OuterRef("pk"))
    has_address = EmailAddress.objects.filter(user_id=OuterRef("pk"))
    works = Q(is_superuser=True) | Q(is_staff=True) | Exists(has_group) | Exists(has_right)
    made_here = ~Exists(has_profile) & ~Exists(has_address)
    return users._default_manager.filter(works | made_here)


class _Staff:
    """Finds staff only: 404 for everybody else."""

    def get_queryset(self) -> QuerySet[Any]:
        """Return whom these screens are about."""
        return staff_accounts()


class StaffIndexView(wagtail.IndexView):
    """The list."""

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return whom the list is about."""
        return staff_accounts().select_related("wagtail_userprofile")


class StaffEditView(_Staff, wagtail.EditView):
    """The form."""


class StaffDeleteView(_Staff, wagtail.DeleteView):
    """The question before deleting."""


class StaffHistoryView(wagtail.HistoryView):
    """What was done to it; its own rows are entries of a log."""

    def get_base_object_queryset(self) -> QuerySet[Any]:
        """Return whose history may be seen."""
        return staff_accounts()


class StaffUsageView(UsageView):
    """Where it is used; its heading names the account."""

    def get_object(self) -> Any:
        """Return whom it is about."""
        return get_object_or_404(staff_accounts(), pk=self.kwargs[self.pk_url_kwarg])


class StaffUserViewSet(wagtail.UserViewSet):
    """Wagtail's screens of users, about the staff."""

    index_view_class = StaffIndexView
    edit_view_class = StaffEditView
    delete_view_class = StaffDeleteView
    history_view_class = StaffHistoryView
    usage_view_class = StaffUsageView
    copy_view_enabled = False  # it would fill a form with the data of any account
