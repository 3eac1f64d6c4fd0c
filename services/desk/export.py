"""The queue and the figures as XLSX. Cells never hold formulas a spreadsheet would run."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from content.signs import for_xml, inert
from services.desk.queries.figures import Figure
from services.desk.queries.queue import Row

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 20_000


def cell(value: Any) -> Any:
    """Return a value as a cell may hold it."""
    if value is None or isinstance(value, int | float):
        return value
    if hasattr(value, "tzinfo"):
        return timezone.localtime(value).replace(tzinfo=None) if value.tzinfo else value
    if hasattr(value, "isoformat"):
        return value
    return inert(for_xml(str(value)))


def workbook(title: str, heads: Sequence[Any], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return a workbook of one sheet with a bold first row."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    first = [WriteOnlyCell(sheet, value=str(head)) for head in heads]
    for one in first:
        one.font = Font(bold=True)
    sheet.append(first)
    for row in rows:
        sheet.append([cell(value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def answer(content: bytes, name: str) -> HttpResponse:
    """Return a download named after today."""
    response = HttpResponse(content, content_type=XLSX)
    day = f"{timezone.localdate():%Y-%m-%d}"
    response["Content-Disposition"] = f'attachment; filename="{name}-{day}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


def cases_book(rows: Iterable[Row]) -> bytes:
    """Return the queue: nothing of it names a citizen."""
    heads = [
        *(_("Reference"), _("Title"), _("Topic"), _("Neighbourhood"), _("Street"), _("Status")),
        *(_("Priority"), _("Directorate"), _("In the hands of"), _("Received"), _("Our promise")),
        *(_("Date of the law"), _("Closed at"), _("Have joined"), _("latitude"), _("longitude")),
    ]
    return workbook(_("Cases"), heads, (_line(row) for row in rows))


def figures_book(by: str, found: Iterable[Figure]) -> bytes:
    """Return the figures."""
    heads = [
        *(
            by,
            _("Came"),
            _("Answered"),
            _("Open at this moment"),
            _("Late now"),
            _("Median working days"),
        ),
        *(_("With a day"), _("In time"), _("In time, per cent")),
    ]
    lines = (
        (
            *(one.label, one.came, one.went, one.is_open, one.is_late, one.median_days),
            *(one.with_day, one.kept, one.kept_percent),
        )
        for one in found
    )
    return workbook(_("Figures"), heads, lines)


def _line(row: Row) -> Sequence[Any]:
    case, report = row.case, row.report
    if report is None:
        return (
            *(row.reference, case.title, row.about, "", "", row.status, ""),
            *(row.directorate or "", row.hands, row.received_at, None, case.due_on),
            *(case.closed_at, None, None, None),
        )
    return (
        *(row.reference, case.title, row.about, report.neighbourhood or ""),
        *(report.street, row.status, report.get_priority_display(), report.directorate or ""),
        *(row.hands, report.received_at, report.promised_on, report.due_on, report.closed_at),
        *(report.joined, report.lat, report.lng),
    )
