"""Hooks into Wagtail's admin."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.permissions import register_permission_policy

from content.editing.queues import NobodyAdds, may_decide
from content.obituaries.admin import LISTING, PAGES
from content.obituaries.condolences import admin as condolences
from content.obituaries.family.actions import LOG_ANSWERED, LOG_ASKED, LOG_OVERRIDDEN
from content.obituaries.family.admin import FamilyView
from content.obituaries.family.panel import UndeliveredPanel
from content.obituaries.models import CondolenceMessage, ObituaryPage, ObituarySubmission
from content.obituaries.prayer_times import prayer_times
from content.obituaries.submissions import admin as submissions

register_permission_policy(ObituarySubmission, NobodyAdds(ObituarySubmission))
register_permission_policy(CondolenceMessage, NobodyAdds(CondolenceMessage))


@hooks.register("register_admin_viewset")
def obituary_lists() -> list[object]:
    """Give the explorer the desk's columns, and the main menu a way to them."""
    return [PAGES, LISTING, submissions.viewset, condolences.viewset]


@hooks.register("construct_homepage_panels")
def waiting(request: HttpRequest, panels: list[Any]) -> None:
    """Show the desk on its dashboard what citizens have sent."""
    if may_decide(request.user, ObituarySubmission):
        panels.extend((UndeliveredPanel(), submissions.SubmissionsPanel()))


def times_of_day(request: HttpRequest, day: str) -> JsonResponse:
    """Answer the prayer times of an ISO date, `{"ogle": "12:41", …}`; empty if it is none."""
    try:
        times = prayer_times(date.fromisoformat(day))
    except (ValueError, OverflowError):
        times = {}
    return JsonResponse({prayer: f"{clock:%H:%M}" for prayer, clock in times.items()})


@hooks.register("register_admin_urls")
def prayer_time_address() -> list[URLPattern]:
    """Give the form's script the times of a day."""
    return [
        path("vefat-vakitleri/<str:day>/", times_of_day, name="obituary_prayer_times"),
        path(
            "vefat-taziye-defteri/<int:page_id>.pdf",
            condolences.export,
            name="condolence_book_pdf",
        ),
        path("vefat-aile-onayi/<int:page_id>/", FamilyView.as_view(), name="obituary_family"),
    ]


@hooks.register("register_page_header_buttons")
def header_buttons(
    page: Any, user: Any, next_url: str | None = None, view_name: str = "", **kwargs: Any
) -> Iterator[Button]:
    """Lead from the form to the family's approval."""
    if isinstance(page, ObituaryPage) and page.permissions_for_user(user).can_publish():
        url = reverse("obituary_family", args=[page.pk])
        yield Button(_("Family's approval"), url, icon_name="group", priority=5)
        if page.condolence_book:
            pdf = reverse("condolence_book_pdf", args=[page.pk])
            yield Button(_("The book as a PDF"), pdf, icon_name="download", priority=6)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Name in the history of a page what was asked and answered."""
    actions.register_action(LOG_ASKED, _("Family asked"), _("The family was asked to approve"))
    actions.register_action(LOG_ANSWERED, _("Family answered"), _("The family answered"))

    @actions.register_action(LOG_OVERRIDDEN)
    class OverrideFormatter(LogFormatter):
        label = _("Published without approval")

        def format_message(self, log_entry: Any) -> str:
            return gettext("Without the family's approval: %(reason)s") % {
                "reason": log_entry.data.get("reason", "")
            }
