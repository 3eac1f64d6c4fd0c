"""Reads of the case screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.audit.models import people
from accounts.identity.masks import mask_email, mask_phone
from content.reference.models import Directorate
from home.models import MunicipalitySettings
from outbox.models import Message
from services.cases.kinds import By
from services.cases.models import Attachment, Case, Entry, EntryKind
from services.cases.notices.telling import recipients, sent_of
from services.desk.models import AnswerTemplate
from services.desk.rights import report_of
from services.requests.models import Report
from services.requests.queries.similar import similar_for_desk
from services.requests.questions import NO, YES, text_in


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the timeline as staff read it."""

    entry: Entry
    what: str
    who: str
    text: str
    files: Sequence[Attachment]
    letters: Sequence[Message] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """How the applicant can be reached; masked until it is asked for with a reason."""

    name: str
    address: str
    email: str
    phone: str
    has_account: bool
    is_masked: bool
    told_at: Sequence[str] = ()


def timeline_of(case: Case) -> list[Line]:
    """Return the timeline, the newest first, with what was sent of it and how. Five queries."""
    letters = sent_of(case)
    entries = list(case.timeline.order_by("-number"))
    names = people({entry.author for entry in entries if entry.author})
    slugs = {entry.data.get("directorate") for entry in entries} - {None}
    units = dict(Directorate.objects.filter(slug__in=slugs).values_list("slug", "name"))
    files: dict[int | None, list[Attachment]] = {}
    for file in case.attachments.select_related("public_photo"):
        files.setdefault(file.entry_id, []).append(file)
    return [
        Line(
            entry=entry,
            what=_what(case, entry, units),
            who=_who(entry, names),
            text=entry.text,
            files=files.get(entry.pk, []),
            letters=letters.get(entry.number, ()),
        )
        for entry in entries
    ]


def contact_of(case: Case, *, is_masked: bool) -> Contact:
    """Return how the applicant can be reached."""
    report = report_of(case)
    name = (report.applicant_name if report is not None else "") or ""
    address = (report.applicant_address if report is not None else "") or ""
    owner = case.owner
    email = case.contact_email or (owner.email if owner is not None else "")
    phone = case.contact_phone or ""
    if not name and owner is not None:
        name = owner.get_full_name()
    told_at = tuple(one.masked for one in recipients(case)) if case.erased_at is None else ()
    if is_masked:
        return Contact(
            name=" ".join(f"{part[:1]}***" for part in name.split()),
            address="***" if address else "",
            email=mask_email(email) if email else "",
            phone=mask_phone(phone) if phone else "",
            has_account=owner is not None,
            is_masked=True,
            told_at=told_at,
        )
    return Contact(name, address, email, phone, owner is not None, False, told_at)


def answers_of(report: Report) -> list[tuple[str, str]]:
    """Return the further questions of the topic with the answers given."""
    said = {YES: _("Yes"), NO: _("No")}
    found = []
    for question in report.category.questions:
        value = report.answers.get(question["name"])
        if not value:
            continue
        choices = {
            str(one["value"]): text_in(one["label"], "tr") for one in question.get("choices", ())
        }
        label = text_in(question.get("label"), "tr")
        found.append((label, choices.get(value) or said.get(value, value)))
    return found


def report_facts(case: Case) -> dict[str, Any]:
    """Return what the screen shows of a report besides what it shows of every case."""
    report = case.report
    return {
        "answers": answers_of(report),
        "similar": similar_for_desk(report),
        "merged": list(report.merged.select_related("case")),
    }


def templates_for(case: Case) -> list[AnswerTemplate]:
    """Return the ready-made answers that fit topic and directorate."""
    report, topic = report_of(case), Q(category=None)
    if report is not None:
        topic |= Q(category__in=[report.category_id, report.category.group_id])
    unit = Q(directorate=None) | Q(directorate=case.directorate_id)
    return list(AnswerTemplate.objects.filter(topic, unit, is_active=True))


def values_for(case: Case) -> dict[str, str]:
    """Return what stands in the fields of a ready-made answer."""
    report = report_of(case)
    area = report.neighbourhood if report is not None else None
    return {
        "başvuru_no": str(case.reference),
        "konu": report.category.name if report is not None else str(case.type.label),
        "mahalle": area.name if area is not None else "",
        "müdürlük": case.directorate.name if case.directorate else "",
        "son_gün": date_format(case.due_on, "DATE_FORMAT") if case.due_on else "",
        "belediye": MunicipalitySettings.current().name,
    }


def _what(case: Case, entry: Entry, units: dict[str, str]) -> str:
    kind, data = case.type, entry.data
    if entry.kind == EntryKind.STATUS:
        before, after = (kind.status(data[key]).label for key in ("before", "after"))
        return f"{before} → {after}"
    if entry.kind == EntryKind.ASSIGNED:
        slug = str(data.get("directorate", ""))
        return f"{entry.get_kind_display()}: {units.get(slug, slug)}"
    return str(entry.get_kind_display())


def _who(entry: Entry, names: dict[Any, str]) -> str:
    if entry.author and entry.by == By.STAFF:
        return names.get(entry.author) or _("an account that is gone")
    return {By.CITIZEN: _("Citizen"), By.STAFF: _("Staff"), By.SYSTEM: _("By itself")}[By(entry.by)]
