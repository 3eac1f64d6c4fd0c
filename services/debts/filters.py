"""The filters of the list of debts, from the address."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from services.debts.reckoning import Debt
from services.debts.states import STATES

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to see; unknown values are left out."""

    which: str = "acik"
    kind: str = ""
    year: str = ""

    @property
    def count(self) -> int:
        """Return how many filters are set."""
        return bool(self.kind) + bool(self.year)

    def query(self, **changes: Any) -> str:
        """Return the query of the address with changes, in its shortest form."""
        values = {"durum": self.which, "tur": self.kind, "yil": self.year} | changes
        if values["durum"] == "acik":
            values["durum"] = ""
        kept = {name: value for name, value in values.items() if value}
        return f"?{urlencode(kept)}" if kept else "?"


def wanted(data: QueryDict, debts: Iterable[Debt]) -> Wanted:
    """Read the address; only what somebody's own debts offer is taken."""
    kinds, years = options_of(debts)
    which = data.get("durum", "")
    kind, year = data.get("tur", ""), data.get("yil", "")
    return Wanted(
        which if which in tabs() else "acik",
        kind if kind in dict(kinds) else "",
        year if year in dict(years) else "",
    )


def tabs() -> dict[str, str]:
    """Return the tabs: value in the address → words."""
    return {
        "acik": _("To be paid"),
        "geciken": _("Overdue"),
        "odenen": _("Paid"),
        "hepsi": _("All of them"),
    }


def options_of(debts: Iterable[Debt]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the revenues and years that occur."""
    rows = list(debts)
    kinds = {debt.row.revenue_type: debt.row.get_revenue_type_display() for debt in rows}
    years = sorted({str(debt.row.year) for debt in rows}, reverse=True)
    return sorted(kinds.items(), key=lambda item: item[1]), [(year, year) for year in years]


def in_tab(debt: Debt, which: str) -> bool:
    """Tell whether a debt belongs into a tab."""
    if which == "hepsi":
        return True
    if which == "odenen":
        return debt.row.status == "paid"
    if which == "geciken":
        return bool(debt.late_parts)
    return STATES[debt.row.status].owed and debt.open_amount > 0


def chosen(debts: Iterable[Debt], wish: Wanted) -> list[Debt]:
    """Return the debts somebody wants to see."""
    return [
        debt
        for debt in debts
        if in_tab(debt, wish.which)
        and wish.kind in {"", debt.row.revenue_type}
        and wish.year in {"", str(debt.row.year)}
    ]
