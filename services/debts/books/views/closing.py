"""Closed days: the list, one day with its tables, closing, and its report as PDF and CSV."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from services.debts.books import rights
from services.debts.books.actions.closing import CannotClose, close_day
from services.debts.books.forms import DayForm
from services.debts.books.models import Batch, BatchEntry, ClosedDay
from services.debts.books.papers import csv_of, pdf_of, tables_of
from services.debts.books.views.frame import shown
from services.debts.days import yesterday
from services.debts.money import lira
from services.desk.views.frame import let_in


@let_in(rights.may_see)
@require_safe
def days(request: HttpRequest) -> HttpResponse:
    """List the closed days and offer to close the next one."""
    return _listed(request, DayForm(initial={"gun": yesterday()}))


@let_in(rights.may_keep)
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Close a day."""
    form = DayForm(request.POST)
    if form.is_valid():
        try:
            closed = close_day(day=form.cleaned_data["gun"], by=request.user)
        except CannotClose as error:
            words = {
                "future": _("That day has not come yet."),
                "earlier": _("A later day is closed already; what is booked now belongs to today."),
            }
            form.add_error("gun", words[error.why])
        else:
            messages.success(request, _("The day is closed."))
            return HttpResponseRedirect(reverse("debtbooks_day", args=[closed.day]))
    return _listed(request, form, status=422)


@let_in(rights.may_see)
@require_safe
def day(request: HttpRequest, day: date) -> HttpResponse:
    """Show a closed day."""
    closed = get_object_or_404(ClosedDay.objects.select_related("closed_by"), day=day)
    return shown(
        request,
        "day.html",
        title=_("Closing of %(day)s") % {"day": date_format(closed.day, "j F Y l")},
        closed=closed,
        receipts=closed.figures["receipts"],
        tables=[
            {"title": title, "heads": heads, "rows": [_cells(heads, row) for row in rows]}
            for title, heads, rows in tables_of(closed)
        ],
    )


@let_in(rights.may_see)
@require_safe
def paper(request: HttpRequest, day: date, form: str) -> HttpResponse:
    """Give a closed day's report as a file."""
    closed = get_object_or_404(ClosedDay.objects.select_related("closed_by"), day=day)
    if form == "pdf":
        response = HttpResponse(pdf_of(closed), content_type="application/pdf")
    else:
        response = HttpResponse("\ufeff" + csv_of(closed), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="gun-sonu-{closed}.{form}"'
    return response


@let_in(rights.may_see)
@require_safe
def batches(request: HttpRequest) -> HttpResponse:
    """List what was handed to the accounting system, and what it refused."""
    return shown(
        request,
        "batches.html",
        title=_("Hand-over to accounting"),
        batches=Batch.objects.all()[:100],
        refused=BatchEntry.objects.exclude(refusal="").select_related("batch", "entry")[:100],
    )


def _listed(request: HttpRequest, form: DayForm, status: int = 200) -> HttpResponse:
    rows = ClosedDay.objects.select_related("closed_by")[:62]
    listed = [{"row": row, "paid_in": _came_in(row)} for row in rows]
    return shown(
        request, "days.html", title=_("Closed days"), status=status, form=form, days=listed
    )


def _came_in(closed: ClosedDay) -> Decimal:
    channels = closed.figures["channels"].values()
    return sum((Decimal(row["in"]) - Decimal(row["out"]) for row in channels), Decimal("0.00"))


def _cells(heads: Sequence[str], row: Sequence[str]) -> dict[str, Any]:
    """Return a line: each amount with its head, which a phone shows beside it."""
    amounts = [lira(Decimal(one)) for one in row[1:]]
    return {"name": row[0], "amounts": list(zip(heads[1:], amounts, strict=True))}
