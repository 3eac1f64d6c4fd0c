"""Reads of the case screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.audit.models import people
from accounts.identity.masks import mask_email, mask_phone
from content.reference.models import Directorate
from home.models import MunicipalitySettings
from services.cases.kinds import By
from services.cases.models import Attachment, Entry, EntryKind
from services.desk.models import AnswerTemplate
from services.requests.models import Report
from services.requests.questions import NO, YES, text_in


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the timeline as staff read it."""

    entry: Entry
    what: str
    who: str
    text: str
    files: Sequence[Attachment]


@dataclass(frozen=True, slots=True)
class Contact:
    """How the applicant can be reached; masked until it is asked for with a reason."""

    name: str
    address: str
    email: str
    phone: str
    has_account: bool
    is_masked: bool


def timeline_of(report: Report) -> list[Line]:
    """Return the timeline, the newest first. Four queries."""
    entries = list(report.case.timeline.order_by("-number"))
    names = people({entry.author for entry in entries if entry.author})
    slugs = {entry.data.get("directorate") for entry in entries} - {None}
    units = dict(Directorate.objects.filter(slug__in=slugs).values_list("slug", "name"))
    files: dict[int | None, list[Attachment]] = {}
    for file in report.case.attachments.select_related("public_photo"):
        files.setdefault(file.entry_id, []).append(file)
    return [
        Line(
            entry=entry,
            what=_what(report, entry, units),
            who=_who(entry, names),
            text=entry.text,
            files=files.get(entry.pk, []),
        )
        for entry in entries
    ]


def contact_of(report: Report, *, is_masked: bool) -> Contact:
    """Return how the applicant can be reached."""
    case = report.case
    name, address = report.applicant_name or "", report.applicant_address or ""
    owner = case.owner
    email = case.contact_email or (owner.email if owner is not None else "")
    phone = case.contact_phone or ""
    if not name and owner is not None:
        name = owner.get_full_name()
    if is_masked:
        return Contact(
            name=" ".join(f"{part[:1]}***" for part in name.split()),
            address="***" if address else "",
            email=mask_email(email) if email else "",
            phone=mask_phone(phone) if phone else "",
            has_account=owner is not None,
            is_masked=True,
        )
    return Contact(name, address, email, phone, owner is not None, False)


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


def templates_for(report: Report) -> list[AnswerTemplate]:
    """Return the ready-made answers that fit topic and directorate."""
    topic = Q(category=None) | Q(category__in=[report.category_id, report.category.group_id])
    unit = Q(directorate=None) | Q(directorate=report.case.directorate_id)
    return list(AnswerTemplate.objects.filter(topic, unit, is_active=True))


def values_for(report: Report) -> dict[str, str]:
    """Return what stands in the fields of a ready-made answer."""
    case = report.case
    return {
        "başvuru_no": str(case.reference),
        "konu": report.category.name,
        "mahalle": report.neighbourhood.name if report.neighbourhood else "",
        "müdürlük": case.directorate.name if case.directorate else "",
        "son_gün": date_format(case.due_on, "DATE_FORMAT") if case.due_on else "",
        "belediye": MunicipalitySettings.current().name,
    }


def _what(report: Report, entry: Entry, units: dict[str, str]) -> str:
    kind, data = report.case.type, entry.data
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


def waited(report: Report) -> int:
    """Return for how many days a case has been with us."""
    return (timezone.localdate() - timezone.localdate(report.received_at)).days
