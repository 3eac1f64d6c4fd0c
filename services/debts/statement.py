"""The statement of a year on paper."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from printing import Letterhead, Sheet
from services.debts.money import lira
from services.debts.reckoning import ZERO, Debt


def statement_of(
    debts: Sequence[Debt],
    *,
    year: int,
    name: str,
    number: str,
    letterhead: Letterhead,
    as_of: datetime | None,
    now: datetime,
    language: str = "tr",
) -> bytes:
    """Return the statement of a year as PDF.

    Args:
        debts: Those of the year.
        year: The year of the assessments.
        name: Whose.
        number: The identity number as it may be shown.
        letterhead: Who writes.
        as_of: When the accounting system read the figures.
        now: When it is printed; fees are those of that day.
        language: Code of the language.
    """
    title = _("Statement of debts %(year)d") % {"year": year}
    sheet = Sheet(title=title, letterhead=letterhead, language=language, made_at=now)
    sheet.add_page()
    sheet.heading(title)
    told = date_format(as_of, "j F Y H.i") if as_of else ""
    sheet.facts(
        [
            (_("Name"), name),
            (_("Identity number"), number),
            (_("Printed on"), date_format(now, "j F Y H.i")),
            (_("Figures as of"), told),
        ]
    )
    if debts:
        sheet.grid(
            [_row(debt) for debt in debts] + [_sums(debts)],
            head=[_("Debt"), _("Assessed"), _("Paid"), _("Late fee today"), _("To be paid")],
            widths=(0.4, 0.15, 0.15, 0.15, 0.15),
        )
    else:
        sheet.paragraph(_("No debts were assessed for this year."))
    sheet.paragraph(
        _("Late fees are those of the day of printing. The office's own figures bind."),
        quiet=True,
        size=9,
    )
    return sheet.pdf()


def _row(debt: Debt) -> tuple[str, ...]:
    what = f"{debt.row.get_revenue_type_display()}\n{debt.row.number} {debt.row.description}"
    return (
        what.strip(),
        lira(debt.principal),
        lira(debt.collected),
        lira(debt.fee),
        lira(debt.total),
    )


def _sums(debts: Sequence[Debt]) -> tuple[str, ...]:
    return (
        _("Together"),
        lira(sum((debt.principal for debt in debts), ZERO)),
        lira(sum((debt.collected for debt in debts), ZERO)),
        lira(sum((debt.fee for debt in debts), ZERO)),
        lira(sum((debt.total for debt in debts), ZERO)),
    )
