"""Papers of a case: the receipt with its QR code, and the calendar file of a visit."""

from datetime import datetime

from django.conf import settings
from django.core import signing
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from content.full_addresses import page_address
from home.letterhead import letterhead
from home.models import MunicipalitySettings
from printing import A5, Sheet
from services.cases.kinds import Visit
from services.cases.models import Case

SALT = "cases.receipt"
QR_MM = 38


def receipt_token(case: Case) -> str:
    """Return what the QR code of a receipt proves: that we made it, for this case."""
    return signing.Signer(salt=SALT).sign(str(case.pk))


def case_of_receipt(token: str) -> Case | None:
    """Return whose receipt it is; None for one that we did not make."""
    try:
        return Case.objects.filter(pk=int(signing.Signer(salt=SALT).unsign(token))).first()
    except (signing.BadSignature, ValueError):
        return None


def genuine_url(case: Case, language: str) -> str:
    """Return the address behind the QR code; it opens nothing of the case."""
    return page_address("case_genuine", receipt_token(case), language=language)


def receipt(case: Case, *, now: datetime | None = None) -> bytes:
    """Return the receipt as a PDF, in the active language.

    It is made to be shown to others, so it holds what was filed and where it stands, and neither
    the contact nor what the citizen wrote.
    """
    now = timezone.localtime(now)
    language = translation.get_language() or "tr"
    title = _("Receipt of the application %(reference)s") % {"reference": case.reference}
    sheet = Sheet(title=title, letterhead=letterhead(), size=A5, language=language, made_at=now)
    sheet.add_page()
    sheet.heading(_("Receipt of an application"))
    sheet.band(str(case.reference))
    sheet.facts(
        [
            (_("Kind"), str(case.type.label)),
            (_("Received"), date_format(timezone.localtime(case.received_at), "DATETIME_FORMAT")),
            (_("Status"), str(case.state.label)),
            (_("Answer by"), _due(case)),
            (_("Closed on"), _closed(case)),
            (_("Disclosure shown"), case.disclosure),
        ]
    )
    sheet.paragraph(str(case.state.told))
    address = genuine_url(case, language)
    top = max(sheet.y + 2, sheet.h - sheet.b_margin - QR_MM - 2)
    if top + QR_MM > sheet.h - sheet.b_margin:
        sheet.add_page()
        top = sheet.y
    alt = _("Address that tells whether this paper is genuine: %(address)s") % {"address": address}
    sheet.qr(address, x=sheet.l_margin, y=top, width=QR_MM, alt=alt)
    with sheet.local_context():
        sheet.set_left_margin(sheet.l_margin + QR_MM + 4)
        sheet.set_xy(sheet.l_margin, top + 4)
        sheet.paragraph(_("Is this paper genuine?"), bold=True)
        sheet.paragraph(
            _("Scan the code: our site says so, and where the application stands today."), size=9
        )
        printed = _("Made on %(moment)s") % {"moment": date_format(now, "DATETIME_FORMAT")}
        sheet.paragraph(printed, size=8.5, quiet=True)
        sheet.set_left_margin(sheet.l_margin - QR_MM - 4)
    return sheet.pdf()


def calendar(case: Case, visit: Visit, *, now: datetime | None = None) -> bytes:
    """Return the visit as an iCalendar file (RFC 5545)."""
    made = Calendar()
    made.add("prodid", "-//e-belediye//cases//TR")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"{case.reference}-{visit.start:%Y%m%dT%H%M}@{_host()}")
    event.add("dtstamp", now or timezone.now())
    event.add("dtstart", visit.start)
    event.add("dtend", visit.end)
    name = MunicipalitySettings.current().name
    event.add("summary", _("%(who)s: %(reference)s") % {"who": name, "reference": case.reference})
    if visit.place:
        event.add("location", visit.place)
    made.add_component(event)
    return bytes(made.to_ical())


def _due(case: Case) -> str:
    if case.due_on is None:
        return ""
    return f"{date_format(case.due_on, 'DATE_FORMAT')} ({case.due_source})"


def _closed(case: Case) -> str:
    if case.closed_at is None:
        return ""
    return date_format(timezone.localtime(case.closed_at), "DATE_FORMAT")


def _host() -> str:
    return str(settings.WAGTAILADMIN_BASE_URL).partition("://")[2].split("/")[0]
