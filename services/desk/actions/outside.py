"""Writes: a body outside the house is asked by a link, and answers without an account."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from content.full_addresses import absolute
from home.models import MunicipalitySettings
from outbox import actions as outbox
from outbox.models import ChannelName
from services.cases.actions import write_note
from services.cases.actions.timeline import locked
from services.cases.kinds import Phase
from services.cases.models import Case
from services.desk.actions.working import WorkRefused
from services.desk.models import OutsideRequest

LINK_DAYS = 14
MOST_OPEN = 3
LONGEST_ANSWER = 4_000
LINK = "[[link]]"


@transaction.atomic
def ask_outside(*, case: Case, body: Any, email: str, question: str, author: Any) -> OutsideRequest:
    """Ask a body about an open case by e-mail; its link works once and for `LINK_DAYS` days.

    The letter holds the question as the officer wrote it, and nothing of the citizen.
    """
    case = locked(case)
    if case.phase == Phase.CLOSED:
        raise WorkRefused("closed")
    email = email.strip() or body.email
    if not email:
        raise WorkRefused("no_email")
    waiting = [row for row in OutsideRequest.objects.filter(case=case) if row.is_open]
    if any(row.body_id == body.pk for row in waiting):
        raise WorkRefused("asked")
    if len(waiting) >= MOST_OPEN:
        raise WorkRefused("many")
    token = secrets.token_urlsafe(32)
    asked = OutsideRequest(
        case=case,
        body=body,
        email=email,
        question=question.strip(),
        token_digest=digest_of(token),
        asked_by=author,
        asked_at=timezone.now(),
        expires_at=timezone.now() + timedelta(days=LINK_DAYS),
    )
    asked.full_clean()
    asked.save()
    write_note(case=case, text=f"{_('Asked')}: {body}\n{asked.question}", author=author)
    _write(asked, token)
    return asked


@transaction.atomic
def answer_from_outside(*, asked: OutsideRequest, text: str, name: str) -> bool:
    """Put a body's answer into the timeline as a note, with the files kept for it.

    Returns False when the link has ended meanwhile.

    Raises:
        ValidationError: When the case has too many files.
    """
    case = locked(asked.case)
    row = (
        OutsideRequest.objects.select_for_update(of=("self",))
        .select_related("body")
        .get(pk=asked.pk)
    )
    if not row.is_open:
        return False
    row.answered_at, row.answered_by = timezone.now(), name.strip()[:120]
    row.full_clean()
    row.save(update_fields=["answered_at", "answered_by"])
    with translation.override(settings.LANGUAGE_CODE):
        said = _("Answer of %(body)s (%(name)s)") % {"body": row.body, "name": row.answered_by}
    answer = f"{said}:\n{text.strip()[:LONGEST_ANSWER]}"
    write_note(case=case, text=answer, author=None, files=row.files_key)
    return True


@transaction.atomic
def cancel_outside(*, asked: OutsideRequest, author: Any) -> bool:
    """End a link before its time; False when it has ended already."""
    case = locked(asked.case)
    row = (
        OutsideRequest.objects.select_for_update(of=("self",))
        .select_related("body")
        .get(pk=asked.pk)
    )
    if not row.is_open:
        return False
    row.cancelled_at = timezone.now()
    row.save(update_fields=["cancelled_at"])
    write_note(case=case, text=f"{_('Question taken back')}: {row.body}", author=author)
    return True


def asked_by_token(token: str) -> OutsideRequest | None:
    """Return whose link it is, ended or not; None for one that was never given out."""
    return (
        OutsideRequest.objects.select_related("case", "body", "case__directorate")
        .filter(token_digest=digest_of(token), case__erased_at=None)
        .first()
    )


def digest_of(token: str) -> str:
    """Return what is stored of a token; it has 256 bits of chance, so a plain digest is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def _write(asked: OutsideRequest, token: str) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse("casedesk_outside", args=[token])
        office = MunicipalitySettings.current()
        day = timezone.localtime(asked.expires_at)
        subject = _("%(office)s asks: %(reference)s") % {
            "office": office.name,
            "reference": asked.case.reference,
        }
        text = "\n\n".join(
            (
                asked.question,
                _("Please answer here, without an account, until %(day)s:")
                % {"day": f"{day:%d.%m.%Y}"},
                LINK,
                _("The link works once. Who does not know what this is about need do nothing."),
                str(office.name),
            )
        )
    draft = outbox.Draft(
        channel=ChannelName.MAIL,
        recipient=asked.email,
        key=f"outside:{asked.pk}",
        owner=f"outside:{asked.pk}",
        values={"link": absolute(path)},
        is_secret=True,
    )
    outbox.put(draft, subject=subject, text=text)
