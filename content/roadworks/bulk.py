"""Confirms several road works at once."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction

from content.roadworks import actions
from content.roadworks.models import RoadWorkPage
from content.roadworks.states import OPEN_STATES


class ConfirmBulkAction(PageBulkAction):
    """Says of the chosen works that what is published still holds."""

    display_name = gettext_lazy("Confirm road works")
    action_type = "confirm_roadworks"
    aria_label = gettext_lazy("Confirm the selected road works")
    template_name = "roadworks/bulk_confirm.html"
    action_priority = 60

    def check_perm(self, page: Any) -> bool:
        """Allow public works that are not over, for who may publish them."""
        work = page.specific
        if not isinstance(work, RoadWorkPage) or not work.live or work.status not in OPEN_STATES:
            return False
        return bool(work.permissions_for_user(self.request.user).can_publish())

    @classmethod
    def execute_action(cls, objects: list[Any], user: Any = None, **kwargs: Any) -> tuple[int, int]:
        """Confirm one after the other; what breaks a rule by now stays unconfirmed."""
        done = 0
        for page in objects:
            try:
                actions.confirm(page_id=page.pk, user=user)
            except ValidationError:
                continue
            done += 1
        return done, len(objects) - done

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """Say how many, and how many were left because a rule stands in the way."""
        done = ngettext(
            "%(num)d road work was confirmed.",
            "%(num)d road works were confirmed.",
            num_parent_objects,
        ) % {"num": num_parent_objects}
        if not num_child_objects:
            return done
        left = ngettext(
            "%(num)d must be corrected first; open it.",
            "%(num)d must be corrected first; open them.",
            num_child_objects,
        ) % {"num": num_child_objects}
        return f"{done} {left}"
