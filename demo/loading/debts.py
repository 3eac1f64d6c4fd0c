"""The demo's debts: those of the people the demo's e-Devlet and its accounts know.

They come the way real ones do, through the import, from an invented accounting system.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from accounts.registry.fake import invented_people
from demo.accounting import totals_of
from demo.gate import PEOPLE
from demo.loading.context import Loading
from services.debts.actions.imports import import_from
from services.debts.due_dates import due_dates, moved
from services.debts.imports.files import totals_of as read_totals
from services.debts.imports.source import Header, Totals
from services.debts.models import RunKind
from services.debts.staff.actions.names import index_names
from services.debts.staff.models import Till

KURUS = (184_250, 61_500, 240_000, 97_375, 318_040, 12_40, 455_000)


class InventedAccounting:
    """Rows in memory."""

    name = "Gösterim muhasebesi"

    def __init__(self, rows: list[dict[str, Any]], at: datetime) -> None:
        """Keep them."""
        self._rows, self._at = rows, at

    def open(self) -> Header:
        """Return that it is everything."""
        return Header(RunKind.FULL, self._at)

    def rows(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """Yield the rows."""
        yield from enumerate(self._rows, start=1)

    def totals(self) -> Totals:
        """Return their totals."""
        return read_totals(totals_of(self._rows))


def load_debts(run: Loading) -> None:
    """Give everybody debts in all states."""
    rows: list[dict[str, Any]] = []
    people = [(number, f"{first} {last}") for number, first, last in PEOPLE]
    people += [(one.number, f"{one.first_name} {one.last_name}") for one in invented_people()]
    for place, (number, name) in enumerate(people, start=1):
        rows += _of_person(run, place, number, name)
    morning = timezone.make_aware(datetime.combine(run.today, time(6)))
    import_from(source=InventedAccounting(rows, min(morning, timezone.now())))
    index_names()
    for counter in (1, 2):
        Till.objects.create(name=f"Vezne {counter}")


def _of_person(run: Loading, place: int, number: str, name: str) -> Iterator[dict[str, Any]]:
    year = run.today.year
    base = {"account": f"G{place:03}", "identity": number, "name": name, "email": ""}
    base["phone"] = f"+90500000{place:04}"
    parcel = f"Erkilet, {100 + place} ada {place} parsel"

    def debt(
        key: str, revenue: str, of_year: int, dues: list[date], paid: list[int], **more: Any
    ) -> Iterator[dict[str, Any]]:
        kurus = KURUS[(place + len(key)) % len(KURUS)]
        for count, (due, share) in enumerate(zip(dues, paid, strict=True), start=1):
            collected = kurus * share // 100
            yield base | {
                "external_id": f"G{place}-{key}",
                "number": f"{of_year}/{place:03}{len(key):02}{count if len(dues) == 1 else 0}",
                "revenue_type": revenue,
                "year": str(of_year),
                "period": "0",
                "description": parcel,
                "status": "open",
                "instalment": str(count),
                "due_on": due.isoformat(),
                "principal": _text(kurus),
                "collected": _text(collected),
                "online": "0.00",
                "cancelled": "0.00",
                **more,
            }

    yield from debt("bina", "building_tax", year, list(due_dates("building_tax", year)), [0, 0])
    last = list(due_dates("building_tax", year - 1))
    yield from debt("gecen-yil", "building_tax", year - 1, last, [100, 30 * (place % 2)])
    yield from debt(
        "eski", "building_tax", year - 2, list(due_dates("building_tax", year - 2)), [100, 100]
    )
    shop = {"description": f"İşyeri {place}, Örnek Sokak"}
    if place % 2:
        ad = list(due_dates("advertising_tax", year))
        yield from debt("ilan", "advertising_tax", year, ad, [0], **shop)
        cleaning = list(due_dates("environment_tax", year))
        yield from debt("ctv-isyeri", "environment_tax", year, cleaning, [100, 0], **shop)
    if place % 3 == 0:
        fine = {"description": "Zabıta tutanağı", "status": "disputed"}
        yield from debt("ceza", "administrative_fine", year, [run.day(-60)], [0], **fine)
    if place % 3 == 1:
        plan = [moved(run.day(30 * month)) for month in (-1, 1, 2)]
        more = {"description": "Taksitlendirme", "status": "deferred"}
        yield from debt("tecil", "participation_share", year - 1, plan, [100, 0, 0], **more)
    if place % 4 == 0:
        rent = {"description": "Belediye dükkânı kirası", "period": str(run.today.month)}
        yield from debt("kira", "rent", year, [moved(run.day(10))], [0], **rent)


def _text(kurus: int) -> str:
    return f"{kurus // 100}.{kurus % 100:02}"
