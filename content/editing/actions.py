"""Writes that concern the editorial staff."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.users.models import UserProfile

from content.editing.grants import grant_roles, group_of

__all__ = ["create_staff", "grant_roles"]


@transaction.atomic
def create_staff(
    *,
    username: str,
    role: str,
    password: str,
    email: str = "",
    first_name: str = "",
    last_name: str = "",
) -> Any:
    """Create an editor with a role of `roles.ROLES`, or bring an existing one into line.

    Nobody is made a superuser: administrators have their rights by their group, and the rule that
    nobody approves an own edit holds for them as well. Mail about approvals is off until the
    person wants it; the dashboard shows what waits.
    """
    users = get_user_model()
    user = users.objects.filter(username=username).first() or users(username=username)
    user.email = email or user.email or f"{username}@example.org"
    user.first_name, user.last_name = first_name, last_name
    user.is_staff = False
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    others = Group.objects.filter(staff_role__isnull=False)
    user.groups.remove(*others)
    user.groups.add(group_of(role))
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "tr"
    profile.submitted_notifications = False
    profile.approved_notifications = False
    profile.rejected_notifications = False
    profile.updated_comments_notifications = False
    profile.save()
    return user
