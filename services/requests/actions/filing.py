"""A report comes in."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from services.cases.actions import Filing, assign, change_status, file_case
from services.cases.kinds import By
from services.cases.models import Case
from services.requests.contacts import digest_of
from services.requests.kinds import INFORMATION_REQUEST, REPORT
from services.requests.models import Category, Moderation, PublicState, Report, ReportType
from services.requests.promises import promised_on
from services.requests.queries.similar import own_same_report
from services.requests.routing import route_of, settle
from services.requests.terms import terms_of

TITLE_LENGTH = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportFiling:
    """What a citizen reports.

    Attributes:
        key: From the form; the same key again is the same report.
        text: The citizen's own words; only the citizen and staff read them.
        public_text: What everybody may read, chosen by the citizen; "" for nothing.
        point: `(lng, lat)` in degrees.
        owner, author, contact_email, contact_phone, officer, channel, language, disclosure: As in
            `services.cases.actions.Filing`.
        read_first: An officer reads the public words first, whatever the topic says.
    """

    key: uuid.UUID
    type: str
    category: Category
    text: str
    title: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    public_text: str = ""
    applicant_name: str = ""
    applicant_address: str = ""
    point: tuple[float, float] | None = None
    accuracy_m: int | None = None
    place_source: str = ""
    neighbourhood: Any = None
    street: str = ""
    door: str = ""
    place_words: str = ""
    owner: Any = None
    author: Any = None
    officer: Any = None
    contact_email: str = ""
    contact_phone: str = ""
    language: str = "tr"
    channel: str = "web"
    disclosure: str = ""
    read_first: bool = False


@transaction.atomic
def file_report(*, filing: ReportFiling, now: datetime | None = None) -> Report:
    """Store a report with its case, give it to who deals with it; return it.

    A known key gives the report that is there. What the same person reported here and now already
    is filed too (everybody gets an answer), and closed as a duplicate of the first.
    """
    now = now or timezone.now()
    case = file_case(filing=_case_filing(filing), now=now)
    known = Report.objects.filter(case=case).select_related("case", "category").first()
    if known is not None:
        return known
    report = _report_of(filing, case, now)
    report.full_clean(exclude=["case", "status", "phase", "received_at"])
    report.save()
    first = own_same_report(report)
    _send_on_its_way(report, now)
    if first is not None:
        _close_as_second(report, first, now)
    return Report.objects.select_related("case", "category").get(pk=report.pk)


def _send_on_its_way(report: Report, now: datetime) -> None:
    """Give a new report to whom the plan of rules, or its topic, names."""
    route = route_of(report)
    if route.priority is not None:
        Report.objects.filter(pk=report.pk).update(priority=route.priority)
    if route.directorate is not None:
        assign(case=report.case, directorate=route.directorate, by=By.SYSTEM, now=now)
    settle(report, route)


def kind_for(type_: str) -> str:
    """Return the letters of the kind: requests for information have a clock of their own."""
    return INFORMATION_REQUEST if type_ == ReportType.INFORMATION else REPORT


def title_of(filing: ReportFiling) -> str:
    """Return what the case is called: its own title, or topic and place."""
    if filing.title.strip():
        return filing.title.strip()[:TITLE_LENGTH]
    area = filing.neighbourhood.name if filing.neighbourhood is not None else ""
    where = ", ".join(part for part in (area, filing.street.strip()) if part)
    return " – ".join(part for part in (filing.category.name, where) if part)[:TITLE_LENGTH]


def _case_filing(filing: ReportFiling) -> Filing:
    return Filing(
        kind=kind_for(filing.type),
        key=filing.key,
        title=title_of(filing),
        text=filing.text.strip(),
        owner=filing.owner,
        author=filing.author,
        officer=filing.officer,
        contact_email=filing.contact_email,
        contact_phone=filing.contact_phone,
        language=filing.language,
        channel=filing.channel,
        disclosure=filing.disclosure,
    )


def _report_of(filing: ReportFiling, case: Case, now: datetime) -> Report:
    lng, lat = filing.point or (None, None)
    state = _public_state(filing)
    return Report(
        case=case,
        type=filing.type,
        category=filing.category,
        answers=dict(filing.answers),
        applicant_name=filing.applicant_name.strip() or None,
        applicant_address=filing.applicant_address.strip() or None,
        contact_digest=digest_of(
            email=filing.contact_email, phone=filing.contact_phone, owner=filing.owner
        ),
        lng=lng,
        lat=lat,
        accuracy_m=filing.accuracy_m,
        place_source=filing.place_source,
        neighbourhood=filing.neighbourhood,
        street=filing.street.strip(),
        door=filing.door.strip(),
        place_words=filing.place_words.strip(),
        public_state=state,
        public_text=filing.public_text.strip(),
        public_at=now if state == PublicState.PUBLIC else None,
        promised_on=_promise(filing, now),
        public_terms=terms_of(filing.public_text, filing.street),
        terms=terms_of(filing.text, filing.street, filing.place_words, filing.title),
        status=case.status,
        phase=case.phase,
        received_at=case.received_at,
    )


def _public_state(filing: ReportFiling) -> str:
    if filing.category.moderation == Moderation.NEVER or not filing.public_text.strip():
        return PublicState.PRIVATE
    if filing.category.moderation == Moderation.AT_ONCE and not filing.read_first:
        return PublicState.PUBLIC
    return PublicState.WAITING


def _promise(filing: ReportFiling, now: datetime) -> date | None:
    if filing.type == ReportType.INFORMATION or not filing.category.promise_days:
        return None
    return promised_on(timezone.localdate(now), filing.category.promise_days)


def _close_as_second(report: Report, first: Report, now: datetime) -> None:
    change_status(
        case=report.case,
        after="duplicate",
        by=By.SYSTEM,
        text=str(first.case.reference),
        now=now,
    )
    Report.objects.filter(pk=report.pk).update(merged_into=first, reason="repeated")
