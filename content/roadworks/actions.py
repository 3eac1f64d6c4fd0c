"""Writes of road works."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.roadworks.models import RoadWorkPage
from content.roadworks.states import ALLOWED, Status


def change_status(
    *, page_id: int, status: str, user: Any, reason: str = "", at: datetime | None = None
) -> RoadWorkPage:
    """Change the status of a live work under its row lock, and publish the change.

    Raises:
        ValidationError: When the change is not allowed, or something it needs is missing.
    """
    moment = at or timezone.now()
    with transaction.atomic():
        page = RoadWorkPage.objects.select_for_update(of=("self",)).get(pk=page_id)
        if status not in ALLOWED[page.status]:
            raise ValidationError(
                _("A work cannot go from “%(before)s” to “%(after)s”.")
                % {"before": Status(page.status).label, "after": Status(status).label}
            )
        page.status, page.status_reason = status, reason
        if status == Status.IN_PROGRESS:
            page.actual_start = page.actual_start or moment
            page.actual_end = None
        if status == Status.FINISHED:
            page.actual_start = page.actual_start or page.planned_start
            page.actual_end, page.progress = moment, 100
        page.last_confirmed_on = timezone.localdate()
        page.full_clean()
        page.save_revision(user=user).publish(user=user)
    return page


def confirm(*, page_id: int, user: Any) -> RoadWorkPage:
    """Say that what is published about a work still holds today."""
    with transaction.atomic():
        page = RoadWorkPage.objects.select_for_update(of=("self",)).get(pk=page_id)
        page.last_confirmed_on = timezone.localdate()
        page.full_clean()
        page.save_revision(user=user).publish(user=user)
    return page
