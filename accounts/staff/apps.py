"""Wagtail's app of users, with our screens."""

from wagtail.users.apps import WagtailUsersAppConfig


class StaffUsersConfig(WagtailUsersAppConfig):
    """Lists the staff."""

    user_viewset = "accounts.staff.users.StaffUserViewSet"
