"""Writes: file a case."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from services.cases.actions.files import bind, claimed, files_of
from services.cases.actions.timeline import add, iso
from services.cases.deadlines import due_date
from services.cases.holidays import is_holiday
from services.cases.kinds import By, kind_of
from services.cases.models import Case, EntryKind, Series
from services.cases.notices.telling import tell


@dataclass(frozen=True, kw_only=True, slots=True)
class Filing:
    """What somebody files.

    Attributes:
        key: From the form; the same key again is the same case (a second press, a lost connection).
        owner: The account of whom it is for; None without one.
        author: The account that wrote it by the owner's authorisation; None where it is the owner.
        officer: Who wrote it down for the citizen, at the desk or on the phone.
        contact_email, contact_phone: Verified before; where codes and news go.
        disclosure: Slug and version of the disclosure that was shown.
    """

    kind: str
    key: uuid.UUID
    title: str
    text: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    owner: Any = None
    author: Any = None
    officer: Any = None
    contact_email: str = ""
    contact_phone: str = ""
    language: str = "tr"
    channel: str = "web"
    disclosure: str = ""


@transaction.atomic
def file_case(*, filing: Filing, now: datetime | None = None) -> Case:
    """Store a case and return it; the case that is there already when its key is known.

    The reference's number is taken under a lock, so numbers have no gaps and no doubles. Files kept
    under the form's key become the case's, and who filed is written to, in the same transaction.
    """
    now = now or timezone.now()
    kind = kind_of(filing.kind)
    year = timezone.localdate(now).year
    Series.objects.get_or_create(kind=kind.letters, year=year)
    series = Series.objects.select_for_update().get(kind=kind.letters, year=year)
    known = Case.objects.filter(filing_key=filing.key).first()
    if known is not None:
        return known
    series.last += 1
    series.save(update_fields=["last"])
    case = Case(
        kind=kind.letters,
        year=year,
        number=series.last,
        status=kind.first.name,
        phase=kind.first.phase,
        title=filing.title,
        text=filing.text,
        data=dict(filing.data),
        language=filing.language,
        channel=filing.channel,
        owner=filing.owner,
        filing_key=filing.key,
        contact_email=filing.contact_email or None,
        contact_phone=filing.contact_phone or None,
        disclosure=filing.disclosure,
        received_at=now,
    )
    if kind.term is not None:
        case.due_on = due_date(timezone.localdate(now), kind.term, is_holiday)
        case.due_source = kind.term.source
    case.full_clean()
    case.save()
    kept = claimed(case, filing.key)
    entry = add(
        case,
        kind=EntryKind.FILED,
        by=By.STAFF if filing.officer else By.CITIZEN,
        author=filing.officer or filing.author or filing.owner,
        is_public=True,
        data={"status": case.status, "due_on": iso(case.due_on), **files_of(kept)},
        at=now,
    )
    bind(kept, entry)
    tell(case, entry)
    return case
