"""The reports, on the page and as XLSX."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.audit.actions import record
from services.debts.money import lira
from services.debts.staff import rights
from services.debts.staff.audited import EXPORTED
from services.debts.staff.queries.reports import REPORTS, Report
from services.debts.staff.views.frame import shown
from services.desk import export
from services.desk.spans import SpanForm
from services.desk.views.frame import let_in

LABELS = {
    "gun": gettext_lazy("Collection by day"),
    "gelir": gettext_lazy("Collection by revenue"),
    "kanal": gettext_lazy("Collection by channel"),
    "yas": gettext_lazy("Overdue by age (today)"),
    "kasa": gettext_lazy("Till sessions"),
    "iade": gettext_lazy("Refunds and voids"),
}


class ReportForm(SpanForm):
    """Which days, and which report."""

    gore = forms.ChoiceField(label=gettext_lazy("Report"), choices=list(LABELS.items()))
    field_order = ("gore", "ilk", "son")


@let_in(rights.may_report)
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Show a report; the same as XLSX, recorded."""
    today = timezone.localdate()
    usual: dict[str, Any] = {"gore": "gun", "ilk": today - timedelta(days=29), "son": today}
    given = {name: request.GET[name] for name in usual if request.GET.get(name)}
    form = ReportForm({**usual, **given})
    wanted: dict[str, Any] = form.cleaned_data if form.is_valid() else usual
    first: date = wanted["ilk"]
    found = REPORTS[wanted["gore"]](first, wanted["son"])
    if request.GET.get("bicim") == "xlsx" and form.is_valid():
        details = {"what": wanted["gore"], "count": len(found.rows)}
        record(EXPORTED, actor=request.user, details=details)
        return export.answer(_workbook(found), f"borc-{wanted['gore']}")
    query = request.GET.copy()
    query["bicim"] = "xlsx"
    context = {
        "form": form,
        "report": found,
        "heads": _heads(found),
        "rows": [_cells(found, row) for row in found.rows],
        "total": _cells(found, found.total),
        "query": query.urlencode(),
    }
    return shown(request, "reports.html", title=_("Reports of collection"), context=context)


def _heads(found: Report) -> list[dict[str, Any]]:
    """Return the heads; one above numbers stands to the right as they do."""
    some = found.total or (found.rows[0] if found.rows else ())
    numbers = [_text(value)["is_number"] for value in some] or [False] * len(found.heads)
    pairs = zip(found.heads, numbers, strict=False)
    return [{"text": head, "is_number": is_number} for head, is_number in pairs]


def _workbook(found: Report) -> bytes:
    rows = [*found.rows, *([found.total] if found.total else [])]
    return export.workbook(found.title, found.heads, ([_cell(v) for v in row] for row in rows))


def _cells(found: Report, row: Sequence[Any]) -> list[dict[str, Any]]:
    """Return a line with its heads, which a phone shows beside each value."""
    pairs = zip(found.heads, row, strict=False)
    return [{**_text(value), "head": head} for head, value in pairs]


def _cell(value: Any) -> Any:
    """Return an amount as a number: a spreadsheet adds numbers up, not texts."""
    return float(value) if isinstance(value, Decimal) else value


def _text(value: Any) -> dict[str, Any]:
    """Return how the page writes a value, and whether it stands to the right."""
    if value is None:
        return {"text": "–", "is_number": False}
    if isinstance(value, Decimal):
        return {"text": lira(value), "is_number": True}
    if hasattr(value, "tzinfo"):
        local = timezone.localtime(value)
        return {"text": date_format(local, "j F Y H.i"), "is_number": False}
    if isinstance(value, date):
        return {"text": date_format(value, "j F Y"), "is_number": False}
    return {"text": str(value), "is_number": isinstance(value, int)}
