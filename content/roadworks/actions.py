"""Writes of road works."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.roadworks.models import RoadWorkPage
from content.roadworks.rules import transition_problem
from content.roadworks.states import EXPLAINED, OPEN_STATES, Status


def change_status(
    *, page_id: int, status: str, user: Any, reason: str = "", at: datetime | None = None
) -> RoadWorkPage:
    """Change the status of a live work under its row lock, and publish the change.

    Args:
        page_id: The work.
        status: What follows.
        user: Who says so.
        reason: Why, for citizens; needed when pausing or cancelling.
        at: When the work really began or ended; now by default.

    Raises:
        ValidationError: When the change is not allowed, or something it needs is missing.
        RoadWorkPage.DoesNotExist: When the work is not published.
    """
    moment = at or timezone.now()
    with transaction.atomic():
        page = _locked(page_id)
        if page.status == status:
            raise ValidationError({"status": _already(status)})
        wrong = transition_problem(page.status, status)
        if wrong:
            raise ValidationError({"status": wrong})
        values: dict[str, Any] = {
            "status": status,
            "status_reason": reason if status in EXPLAINED else "",
        }
        if status in OPEN_STATES:
            values["actual_end"] = None
        if status == Status.PLANNED:
            values["actual_start"] = None
        if status == Status.IN_PROGRESS:
            values["actual_start"] = page.actual_start or moment
        if status == Status.FINISHED:
            began = page.actual_start or min(page.planned_start, moment)
            values |= {"actual_start": began, "actual_end": moment, "progress": 100}
        _publish(page, values, user)
    return page


def confirm(*, page_id: int, user: Any) -> RoadWorkPage:
    """Say that what is published about a work still holds today.

    Raises:
        ValidationError: When what is published breaks a rule by now; the editor's form says how.
        RoadWorkPage.DoesNotExist: When the work is not published.
    """
    with transaction.atomic():
        page = _locked(page_id)
        _publish(page, {}, user)
    return page


def _already(status: str) -> str:
    return _("The work is already “%(status)s”; somebody was faster.") % {
        "status": Status(status).label
    }


def _locked(page_id: int) -> RoadWorkPage:
    return RoadWorkPage.objects.select_for_update(of=("self",)).get(pk=page_id, live=True)


def _publish(page: RoadWorkPage, values: dict[str, Any], user: Any) -> None:
    """Publish values on what is live; a draft somebody works on gets them too and stays a draft."""
    values = {**values, "last_confirmed_on": timezone.localdate()}
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else None
    _set(page, values)
    page.full_clean()
    page.save_revision(user=user).publish(user=user)
    if draft is not None:
        _set(draft, values)
        draft.save_revision(user=draft.latest_revision.user, clean=False)


def _set(page: RoadWorkPage, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(page, name, value)
