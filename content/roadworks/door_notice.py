"""The notice for doors: an A5 sheet of a work with a QR code that leads to its page."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from content.roadworks.states import OPEN_STATES, Status, VehicleImpact
from content.turkish_dates import long_date
from home.letterhead import letterhead
from printing import A5, Letterhead, Sheet
from search.queries import Found, Shown

NAME = "kapi-ilani"
QR_MM = 34
# The notice is hung up in the town, so it is in Turkish whatever the reader's language.
STATUS = {
    Status.PLANNED: "Yol çalışması yapılacak",
    Status.IN_PROGRESS: "Yol çalışması sürüyor",
    Status.PAUSED: "Yol çalışmasına ara verildi",
    Status.FINISHED: "Yol çalışması tamamlandı",
    Status.CANCELLED: "Yol çalışması iptal edildi",
}


def notice_below(request: HttpRequest, found: Found, name: str) -> HttpResponse | None:
    """Answer the notice below the page of a work; None for other names."""
    if name != NAME:
        return None
    document = found.document
    unit = (document.data.get("directorate") or {}).get("name", "")
    content = notice(
        document, address=request.build_absolute_uri(document.path), head=letterhead(unit=unit)
    )
    response = HttpResponse(content, content_type="application/pdf")
    slug = document.path.strip("/").rpartition("/")[2]
    response["Content-Disposition"] = f'inline; filename="{slug}-kapi-ilani.pdf"'
    response["X-Robots-Tag"] = "noindex"
    return response


def notice(document: Shown, *, address: str, head: Letterhead) -> bytes:
    """Return the sheet: what, where, from when to when, what to do, whom to ask."""
    data = document.data
    sheet = Sheet(title=document.title, letterhead=head, size=A5)
    sheet.add_page()
    status = Status(data["status"])
    is_open = status in OPEN_STATES
    sheet.paragraph(str(STATUS[status]), quiet=True)
    sheet.heading(_streets(data) or document.title)
    if is_open and data["vehicle_impact"] == VehicleImpact.ALL_CLOSED:
        closed = "Yol trafiğe kapalı olacak" if status == Status.PLANNED else "Yol trafiğe kapalı"
        sheet.band(closed)
    sheet.paragraph(data.get("announcement") or data["description"] or document.title)
    sheet.facts(list(_facts(data)), share=0.27)
    # The code stands at the foot, beside what it is for.
    top = max(sheet.y + 2, sheet.h - sheet.b_margin - QR_MM - 2)
    if top + QR_MM > sheet.h - sheet.b_margin:
        sheet.add_page()
        top = sheet.y
    sheet.qr(address, x=sheet.l_margin, y=top, width=QR_MM, alt=f"Sayfanın adresi: {address}")
    with sheet.local_context():
        sheet.set_left_margin(sheet.l_margin + QR_MM + 4)
        sheet.set_xy(sheet.l_margin, top + 5)
        sheet.paragraph("Son durum için telefonunuzla okutun", bold=True)
        sheet.paragraph(address.removeprefix("https://").removeprefix("http://"), size=8.5)
        printed = timezone.localtime()
        sheet.paragraph(f"Basıldığı gün: {long_date(printed.date())}", size=8.5, quiet=True)
        sheet.set_left_margin(sheet.l_margin - QR_MM - 4)
    return sheet.pdf()


def _facts(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "Başlangıç", _moment(data["actual_start"] or data["planned_start"])
    yield (
        "Bitiş" if data["actual_end"] else "Planlanan bitiş",
        _moment(data["actual_end"] or data["planned_end"]),
    )
    yield "Mahalle", ", ".join(area["name"] for area in data["neighbourhoods"])
    if data["status"] in OPEN_STATES:
        yield "Saatler", data["closure_hours"]
        yield "Otobüsler", data["transit_effect"]
        yield "Erişilebilirlik", data["accessibility_effect"]
    unit = data["directorate"] or {}
    phone = data["contact_phone"] or unit.get("phone", "")
    yield "Bilgi", " · ".join(part for part in (data["contact"], phone) if part)


def _moment(text: str) -> str:
    moment = timezone.localtime(datetime.fromisoformat(text))
    return f"{long_date(moment.date())}, {moment:%H.%M}"


def _streets(data: Mapping[str, Any]) -> str:
    names = list(dict.fromkeys(street["name"] for street in data["streets"]))
    shown = ", ".join(names[:4])
    return f"{shown} ve {len(names) - 4} sokak daha" if len(names) > 4 else shown
