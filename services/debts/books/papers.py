"""The report of a closed day as CSV and on paper."""

import csv
import io
from decimal import Decimal

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from home.letterhead import letterhead
from printing import Sheet
from services.debts.books.models import ClosedDay
from services.debts.books.queries.figures import MONEY, sums_of
from services.debts.models import Book
from services.debts.money import lira
from services.debts.revenue_types import REVENUE_TYPES

Table = tuple[str, list[str], list[list[str]]]


def tables_of(closed: ClosedDay) -> list[Table]:
    """Return the report's tables: title, heads, rows. Amounts are texts with a decimal point."""
    figures = closed.figures
    revenues = figures["revenues"]
    names = {
        "paid": _("Principal paid"),
        "fee": _("Late fee paid"),
        "refunded": _("Principal paid back"),
        "fee_refunded": _("Late fee paid back"),
        "corrected": _("Taken back by correction"),
        "fee_corrected": _("Fee corrected"),
    }
    by_revenue = [
        [_revenue(code), *(row[name] for name in names)] for code, row in revenues.items()
    ]
    if revenues:
        sums = sums_of(revenues)
        by_revenue.append([_("Together"), *(f"{sums[name]:.2f}" for name in names)])
    channels = figures["channels"]
    taken = [[str(book.label), channels[book]["in"], channels[book]["out"]] for book in MONEY]
    taken.append([_("Together"), *(_sum(channels, side) for side in ("in", "out"))])
    books = [
        [str(Book(book).label), *(row[name] for name in ("opening", "plus", "minus", "closing"))]
        for book, row in figures["books"].items()
    ]
    return [
        (_("By revenue"), [_("Revenue"), *names.values()], by_revenue),
        (_("By channel"), [_("Channel of payment"), _("Came in"), _("Went back")], taken),
        (_("Books"), [_("Book"), _("Carried over"), _("Plus"), _("Minus"), _("Closing")], books),
    ]


def csv_of(closed: ClosedDay) -> str:
    """Return the report as CSV with semicolons: table, line, column, amount."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([_("Day"), _("Table"), _("Line"), _("Column"), _("Sum of money")])
    for title, heads, rows in tables_of(closed):
        for row in rows:
            for head, amount in zip(heads[1:], row[1:], strict=True):
                writer.writerow([closed.day.isoformat(), title, row[0], head, amount])
    return out.getvalue()


def pdf_of(closed: ClosedDay) -> bytes:
    """Return the report as PDF."""
    title = _("Closing of %(day)s") % {"day": date_format(closed.day, "j F Y l")}
    at = timezone.localtime(closed.closed_at)
    language = get_language() or settings.LANGUAGE_CODE
    sheet = Sheet(title=title, letterhead=letterhead(), language=language, made_at=at)
    sheet.add_page()
    sheet.heading(title)
    receipts = closed.figures["receipts"]
    sheet.facts(
        [
            (_("Closed at"), date_format(at, "j F Y H.i")),
            (_("Closed by"), str(closed.closed_by or _("the clock"))),
            (_("Entries"), str(closed.entries)),
            (_("Receipts"), _span(receipts)),
            (_("Digest"), closed.digest[:16]),
        ]
    )
    for name, heads, rows in tables_of(closed):
        sheet.heading(name, level=2)
        if not rows:
            sheet.paragraph(_("Nothing was booked."))
            continue
        widths = (0.28, *((0.72 / (len(heads) - 1),) * (len(heads) - 1)))
        sheet.grid(
            [(row[0], *(lira(Decimal(one)) for one in row[1:])) for row in rows],
            head=heads,
            widths=widths,
        )
    return sheet.pdf()


def _span(receipts: dict[str, str]) -> str:
    if not receipts["count"]:
        return _("None")
    return f"{receipts['count']}: {receipts['first']} – {receipts['last']}"


def _revenue(code: str) -> str:
    found = REVENUE_TYPES.get(code)
    return found.turkish if found else code or _("Of no debt")


def _sum(channels: dict[str, dict[str, str]], side: str) -> str:
    return f"{sum((Decimal(row[side]) for row in channels.values()), Decimal('0.00')):.2f}"
