"""Writes of road works."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.images import get_image_model

from content.editing.grants import collection_of
from content.editing.roles import role
from content.roadworks.models import RoadWorkChange, RoadWorkPage
from content.roadworks.models.site import TOLD
from content.roadworks.rules import transition_problem
from content.roadworks.states import EXPLAINED, OPEN_STATES, Status

REPORT = "roadworks.report_from_site"


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
    with transaction.atomic():
        page = _locked(page_id)
        values = _status_values(page, status, reason, at or timezone.now())
        _publish(page, values, user)
    return page


def report_from_site(
    *,
    page_id: int,
    user: Any,
    status: str = "",
    reason: str = "",
    planned_end: datetime | None = None,
    progress: int | None = None,
    photo: ContentFile[bytes] | None = None,
    photo_alt: str = "",
) -> RoadWorkPage:
    """Publish what the crew lead of a work reports, with its step in the history.

    Args:
        page_id: The work.
        user: The crew lead of the work, or who may publish it.
        status: What follows; empty leaves it.
        reason: Why, for citizens; needed when pausing and when the end moves.
        planned_end: The new end; None leaves it.
        progress: Per cent; None leaves it.
        photo: As `photos.cleaned` returns it.
        photo_alt: What it shows; needed with a photo.

    Raises:
        PermissionDenied: When it is somebody else's work.
        ValidationError: When the change is not allowed, or something it needs is missing.
        RoadWorkPage.DoesNotExist: When the work is not published.
    """
    with transaction.atomic():
        page = _locked(page_id)
        if not may_report(user, page):
            raise PermissionDenied
        values = _status_values(page, status, reason, timezone.now()) if status else {}
        if planned_end is not None:
            values |= _delay_values(page, planned_end, reason)
        if progress is not None and status != Status.FINISHED:
            values["progress"] = progress
        image = _stored_photo(page, photo, photo_alt, user) if photo else None
        if image is not None:
            values |= _photo_values(page, status, image, photo_alt)
        if not values and image is None:
            raise ValidationError(_("Choose what has changed on site."))
        _set(page, values)
        page.full_clean()
        RoadWorkChange.objects.create(
            page=page,
            user=user,
            reason=reason,
            photo=image,
            photo_alt=photo_alt if image else "",
            **{name: getattr(page, name) for name in TOLD},
        )
        _publish(page, values, user)
    return page


def may_report(user: Any, page: RoadWorkPage) -> bool:
    """Tell whether somebody may report from the site of a work: its lead, or who publishes it."""
    if page.crew_lead_id == user.pk and user.has_perm(REPORT):
        return True
    return bool(page.permissions_for_user(user).can_publish())


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


def _status_values(
    page: RoadWorkPage, status: str, reason: str, moment: datetime
) -> dict[str, Any]:
    """Return what a change of status changes with it."""
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
    return values


def _delay_values(page: RoadWorkPage, planned_end: datetime, reason: str) -> dict[str, Any]:
    """Return a new end with its reason; it must be to come, and the reason is for citizens."""
    if page.status not in OPEN_STATES:
        raise ValidationError({"planned_end": _("The work is over; its end cannot move.")})
    if planned_end <= timezone.now():
        raise ValidationError({"planned_end": _("The new end must be today or later.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the end moves, e.g. “Yağış”.")})
    return {"planned_end": planned_end, "delay_reason": reason}


def _photo_values(page: RoadWorkPage, status: str, image: Any, alt: str) -> dict[str, Any]:
    """Return the page's own photos: one at the beginning, one at the end."""
    if status == Status.FINISHED:
        return {"photo_after": image, "photo_after_alt": alt}
    if status == Status.IN_PROGRESS and page.photo_before_id is None:
        return {"photo_before": image, "photo_before_alt": alt}
    return {}


def _stored_photo(page: RoadWorkPage, photo: ContentFile[bytes], alt: str, user: Any) -> Any:
    if not alt.strip():
        raise ValidationError(
            {"photo_alt": _("Say what the photo shows, for people who cannot see it.")}
        )
    image = get_image_model()(
        title=f"{page.title[:180]} ({timezone.localdate():%d.%m.%Y})",
        file=photo,
        description=alt,
        uploaded_by_user=user,
        collection=collection_of(role("roadworks").collection),
    )
    image.full_clean()
    image.save()
    return image


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
    # Who may was asked before: a crew lead publishes a report, and nothing else.
    page.save_revision(user=user).publish(user=user, skip_permission_checks=True)
    if draft is not None:
        _set(draft, values)
        draft.save_revision(user=draft.latest_revision.user, clean=False)


def _set(page: RoadWorkPage, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(page, name, value)
