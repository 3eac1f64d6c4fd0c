"""Writes: ask the family, take its answer, publish without it for a reason."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from content.obituaries.family.mail import forget_mail, put_link
from content.obituaries.family.queries import link_of
from content.obituaries.family.reading import LABELS, read_by_family
from content.obituaries.models.approval import ApprovalState, FamilyApproval

LONGEST_CHANGE = 500
LOG_ASKED, LOG_OVERRIDDEN, LOG_ANSWERED = (
    "obituaries.family_asked",
    "obituaries.family_overridden",
    "obituaries.family_answered",
)


def digest(token: str) -> str:
    """Return what is kept of a token: whoever reads the database cannot make the link of it."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def ask(*, page: Any, user: Any, email: str = "") -> tuple[FamilyApproval, str]:
    """Make a one-time link to the newest draft; hand it to the outbox where an address is given.

    Earlier links and answers end. Returns the asking and the link's token, which nothing keeps.
    """
    draft = page.get_latest_revision_as_object()
    end(page=page)
    token = secrets.token_urlsafe(32)
    approval = FamilyApproval(
        page_id=page.pk,
        state=ApprovalState.WAITING,
        token_hash=digest(token),
        expires_at=timezone.now() + timedelta(hours=settings.OBITUARY_APPROVAL_HOURS),
        email=email,
        read=read_by_family(draft),
        created_by=user,
    )
    approval.full_clean(exclude=["page"])
    approval.save()
    log(instance=page, action=LOG_ASKED, user=user, data={"by_mail": bool(email)})
    if email:
        put_link(approval, name=draft.title, link=link_of(token))
    return approval, token


def waiting_for(token: str) -> FamilyApproval | None:
    """Return what a link asks; None for one that is unknown, used, replaced or has run out.

    The four look alike to whoever tries links.
    """
    if not token or len(token) > 100:
        return None
    return (
        FamilyApproval.objects.filter(
            token_hash=digest(token), state=ApprovalState.WAITING, expires_at__gt=timezone.now()
        )
        .select_related("page")
        .first()
    )


@transaction.atomic
def answer(
    *,
    token: str,
    approves: bool,
    changes: Mapping[str, str] | None = None,
    remark: str = "",
    wants_book: bool = False,
    wants_search_engines: bool = False,
) -> FamilyApproval | None:
    """Take the family's answer, once; None when the link no longer works.

    What it approved is what it was shown, whatever the desk has typed meanwhile.
    """
    found = waiting_for(token)
    if found is None:
        return None
    approval = FamilyApproval.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if approval.token_hash != digest(token):  # the same link, pressed twice at once
        return None
    approval.state = ApprovalState.APPROVED if approves else ApprovalState.CHANGES
    approval.token_hash = ""
    approval.email = ""
    approval.changes = {
        name: text.strip()[:LONGEST_CHANGE]
        for name, text in (changes or {}).items()
        if name in LABELS and text.strip()
    }
    approval.remark = remark.strip()[:1000]
    approval.wants_book = wants_book
    approval.wants_search_engines = wants_search_engines
    approval.decided_at = timezone.now()
    approval.full_clean(exclude=["page"])
    approval.save()
    forget_mail(approval.pk)
    _keep_wishes(approval)
    log(instance=approval.page, action=LOG_ANSWERED, data={"state": approval.state})
    return approval


@transaction.atomic
def override(*, page: Any, reason: str, user: Any = None) -> FamilyApproval:
    """Let a notice become public without the family's approval. The reason is compulsory.

    Raises:
        ValidationError: Without a reason.
    """
    end(page=page)
    approval = FamilyApproval(
        page_id=page.pk,
        state=ApprovalState.OVERRIDDEN,
        reason=reason.strip()[:250],
        created_by=user,
        decided_at=timezone.now(),
    )
    approval.full_clean(exclude=["page"])
    approval.save()
    log(instance=page, action=LOG_OVERRIDDEN, user=user, data={"reason": approval.reason})
    return approval


def end(*, page: Any) -> int:
    """End what holds: it was asked anew, or the notice was withdrawn. Schedules end with it."""
    held = FamilyApproval.objects.filter(page_id=page.pk).exclude(state=ApprovalState.ENDED)
    keys = list(held.values_list("pk", flat=True))
    ended = held.update(state=ApprovalState.ENDED, token_hash="", email="")
    for key in keys:
        forget_mail(key)
    if ended and not page.live:
        page.revisions.update(approved_go_live_at=None)
    return ended


def _keep_wishes(approval: FamilyApproval) -> None:
    """Write the family's wishes into the draft; what is public keeps them with its next edition."""
    draft = approval.page.get_latest_revision_as_object()
    draft.allow_search_engines = approval.wants_search_engines
    draft.condolence_book = approval.wants_book
    draft.save_revision(clean=False)
