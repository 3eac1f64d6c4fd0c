"""Writes: keys are made and revoked, a program files a report."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts import limits
from accounts.audit.actions import record
from accounts.limits import Limit
from accounts.secrets.sealing import digests
from services.cases.actions import keep_upload
from services.open311 import audited, confirming, keys, queries
from services.open311.faults import Fault
from services.open311.models import ApiKey, Submission
from services.open311.sent import Sent, checked
from services.requests import contacts
from services.requests.actions import ReportFiling, file_report
from services.requests.form.sending import filing_limits
from services.requests.kinds import CM
from services.requests.models import Report

LOCK = 7_310_311
CHANNEL = "open311"
BODY_PURPOSE, RETRY_PURPOSE = "open311-body", "open311-retry"
SAME_BODY = timedelta(minutes=10)
"""So long the very same words of one program are the same report, without a retry key."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A report, and whether this request has made it."""

    report: Report
    is_new: bool


@transaction.atomic
def make_key(*, key: ApiKey, by: Any) -> str:
    """Store a new key and return its secret, which nobody can read again."""
    secret = keys.new_key()
    key.digest, key.begins = keys.digest_of(secret), secret[:8]
    key.full_clean()
    key.save()
    record(audited.KEY_MADE, actor=by, about=f"open311.program:{key.pk}")
    return secret


@transaction.atomic
def revoke_key(*, key: ApiKey, by: Any) -> bool:
    """End a key at once; False where it was ended before."""
    locked = ApiKey.objects.select_for_update().get(pk=key.pk)
    if locked.is_revoked:
        return False
    locked.revoked_at = timezone.now()
    locked.save(update_fields=["revoked_at"])
    record(audited.KEY_REVOKED, actor=by, about=f"open311.program:{key.pk}")
    return True


@transaction.atomic
def file_request(*, key: ApiKey, sent: Sent, retry: str = "") -> Filed:
    """File what a program sent, by the action of the site; the same request again is one report.

    Known again by its retry key, for ever, or by the very same words within ten minutes. Requests
    that are alike wait for each other, so that two at once are one as well. Files, report, case
    and messages are committed together or not at all.

    Raises:
        Fault: As `checked`; 403 for barred contacts, 409 for a retry key with other words, 429.
    """
    body = digests(sent.body(), BODY_PURPOSE)
    again = digests(retry, RETRY_PURPOSE) if retry else []
    _one_at_a_time(f"{key.pk}:{(again or body)[0]}")
    known = queries.filed_with(key, again) if retry else None
    if known is not None and known.body_digest not in body:
        raise Fault(409, _("This Idempotency-Key was used for another report."))
    if not retry:
        known = queries.same_body(key, body, timezone.now() - SAME_BODY)
    if known is not None:
        return Filed(known.report, is_new=False)
    report = _file(key, sent, checked(sent))
    Submission.objects.create(
        key=key, report=report, retry_digest=again[0] if again else "", body_digest=body[0]
    )
    return Filed(report, is_new=True)


def _file(key: ApiKey, sent: Sent, values: dict[str, Any]) -> Report:
    contact = {"email": values.pop("contact_email"), "phone": values.pop("contact_phone")}
    if contacts.is_barred(**contact):
        raise Fault(403, _("We cannot take reports from this contact by the web for some time."))
    counted = _counted(key, contact)
    wait = max(limits.blocked(rules, account=account, network="") for rules, account in counted)
    if wait:
        raise Fault(429, _("Very many reports have come; this one was not kept."), retry_after=wait)
    form = uuid.uuid4()
    try:
        for file in sent.files:
            keep_upload(key=form, file=file, rule=CM.files)
    except ValidationError as error:
        raise Fault(400, *(f"media: {words}" for words in error.messages)) from None
    proved = contact if key.proves_contacts else {"email": "", "phone": ""}
    try:
        report = file_report(
            filing=ReportFiling(
                key=form,
                contact_email=proved["email"],
                contact_phone=proved["phone"],
                language=(get_language() or "tr")[:2],
                channel=CHANNEL,
                read_first=True,
                **values,
            )
        )
    except ValidationError as error:
        raise Fault(400, *error.messages) from None
    for rules, account in counted:
        limits.count_failure(rules, account=account, network="")
    if not key.proves_contacts:
        confirming.ask(report, **contact)
    return report


def _counted(key: ApiKey, contact: dict[str, str]) -> list[tuple[tuple[Limit, ...], str]]:
    """Return what is counted: the program by its own limits, the person by those of the form."""
    of_key = (
        Limit("open311-hour", ("account",), key.per_hour, 60 * 60),
        Limit("open311-day", ("account",), key.per_day, 24 * 60 * 60),
    )
    of_person = tuple(limit for limit in filing_limits() if limit.by == ("account",))
    person = contact["email"] or contact["phone"]
    return [(of_key, f"open311:{key.pk}"), *([(of_person, person)] if person else [])]


def _one_at_a_time(text: str) -> None:
    """Let requests that are alike wait for each other, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCK, text])
