"""Writes: a notice comes in, becomes a draft or is turned down, and its sender is forgotten."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from accounts.limits import Limit, blocked, count_failure, network_of
from content.obituaries.models import (
    ObituaryIndexPage,
    ObituaryPage,
    ObituarySubmission,
    SubmissionState,
)
from content.obituaries.models.submission import Sender
from content.obituaries.wording import tidy_name

# A funeral service sends several a day from one network; a script sends hundreds.
LIMITS = (
    Limit("obituary_submission", ("network",), 12, 60 * 60),
    Limit("obituary_submission_day", ("network",), 40, 24 * 60 * 60),
)
TWICE = timedelta(hours=1)
SENT = (
    *("name", "father_name", "birth_year", "death_date", "burial_date", "prayer", "mosque"),
    *("cemetery", "neighbourhood", "condolence_address", "notes"),
    *("sender", "sender_name", "sender_phone", "sender_email"),
)


def limits() -> tuple[Limit, ...]:
    """Return the limits; `OBITUARY_SUBMISSION_LIMITS` of the settings replaces them."""
    return tuple(getattr(settings, "OBITUARY_SUBMISSION_LIMITS", LIMITS))


def receive(
    *, data: dict[str, Any], disclosure: tuple[str, str], address: str
) -> ObituarySubmission | None:
    """Put a notice into the desk's queue; None when this network has sent too many.

    The same words within an hour are the second press of the button: no second entry. Of the
    sender's internet address only a digest is used, in a cache that forgets it.
    """
    said = {name: data[name] for name in SENT}
    recent = ObituarySubmission.objects.filter(created_at__gt=timezone.now() - TWICE)
    same = recent.filter(**said).first()
    if same is not None:
        return same
    subject = {"account": "", "network": network_of(address)}
    if blocked(limits(), **subject):
        return None
    path, version = disclosure
    submission = ObituarySubmission(**said, disclosure_path=path, disclosure_version=version)
    submission.full_clean(exclude=["page", "neighbourhood"])
    submission.save()
    count_failure(limits(), **subject)
    return submission


@transaction.atomic
def make_draft(*, submission_id: int, user: Any) -> ObituaryPage | None:
    """Make a draft of a notice for the desk to check; None when somebody else was faster.

    It is a draft like any other: it becomes public when the family has approved it.
    """
    sent = ObituarySubmission.objects.select_for_update(of=("self",)).get(pk=submission_id)
    index = ObituaryIndexPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    if not sent.is_new or index is None:
        return None
    page = ObituaryPage(
        title=tidy_name(sent.name),
        father_name=sent.father_name,
        birth_year=sent.birth_year,
        death_date=sent.death_date,
        burial_date=sent.burial_date,
        prayer=sent.prayer,
        mosque=sent.mosque,
        cemetery=sent.cemetery,
        neighbourhood=sent.neighbourhood,
        condolence_address=sent.condolence_address,
        notes=sent.notes,
        desk_phone=sent.sender_phone,
        desk_informant=f"{sent.sender_name} ({Sender(sent.sender).label})"[:120],
        live=False,
        owner=user,
    )
    index.add_child(instance=page)
    page.save_revision(user=user, log_action=True, clean=False)
    _decide(sent, SubmissionState.DRAFTED, user, page)
    return page


@transaction.atomic
def reject(*, submission_id: int, user: Any) -> ObituarySubmission | None:
    """Turn a notice down (sent twice, a joke); None when somebody else was faster."""
    sent = ObituarySubmission.objects.select_for_update(of=("self",)).get(pk=submission_id)
    if not sent.is_new:
        return None
    _decide(sent, SubmissionState.REJECTED, user, None)
    return sent


def forget_old() -> int:
    """Erase who sent what arrived `OBITUARY_SUBMITTER_DAYS` ago; delete what was turned down then.

    Returns:
        How many notices were touched.
    """
    limit = timezone.now() - timedelta(days=settings.OBITUARY_SUBMITTER_DAYS)
    old = ObituarySubmission.objects.filter(created_at__lt=limit)
    deleted, _models = old.exclude(state=SubmissionState.DRAFTED).delete()
    erased = old.filter(erased_at=None).update(
        sender_name="", sender_phone="", sender_email="", notes="", erased_at=timezone.now()
    )
    return deleted + erased


def _decide(sent: ObituarySubmission, state: str, user: Any, page: ObituaryPage | None) -> None:
    sent.state, sent.page = state, page
    sent.decided_at, sent.decided_by = timezone.now(), user
    sent.full_clean(exclude=["page", "neighbourhood"])
    sent.save()
    log(instance=sent, action="wagtail.edit", user=user, data={"state": str(state)})
