"""The rota from a file: whom a row finds, what a file replaces, what it leaves alone."""

from datetime import date

import pytest

from content.duty.importing import DutyImporter
from content.duty.models import DutyShift
from content.imports import run_import
from tests.factories.duty import duty_page, on_duty, pharmacy, row
from tests.factories.places import category, place
from tests.factories.site import neighbourhood

pytestmark = pytest.mark.django_db


def run(*rows, dry_run: bool = False):
    return run_import(DutyImporter(), rows, dry_run=dry_run)


def counts(report) -> dict[str, int]:
    return {outcome.value: number for outcome, number in report.counts.items() if number}


def stands() -> set[tuple[str, str]]:
    return {(shift.day.isoformat(), shift.pharmacy.title) for shift in DutyShift.objects.all()}


@pytest.fixture(autouse=True)
def pharmacies():
    duty_page()
    pharmacy("Lale Eczanesi", external_id="yer-8")
    pharmacy("Gül Eczanesi", neighbourhood=neighbourhood("Sahabiye"))


@pytest.mark.parametrize(
    "given",
    [
        row(),
        row("24.11.2026"),
        row("24/11/2026", "LALE ECZANESI"),
        row(name="başka ad", external_id="yer-8"),
    ],
)
def test_a_pharmacy_is_found_by_its_id_or_its_name(given):
    assert counts(run(given)) == {"created": 1}
    assert stands() == {("2026-11-24", "Lale Eczanesi")}


def test_namesakes_are_told_apart_by_neighbourhood_or_refused():
    pharmacy("Gül Eczanesi", neighbourhood=neighbourhood("Erkilet"), slug="gul-2")
    report = run(row(name="Gül Eczanesi"), row(name="Gül Eczanesi", neighbourhood="erkilet"))
    assert counts(report) == {"rejected": 1, "created": 1}
    assert "external_id" in report.rejected[0].message
    assert DutyShift.objects.get().pharmacy.neighbourhood.name == "Erkilet"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (row("31.02.2026"), "24.11.2026"),
        (row(name="Olmayan Eczane"), "Olmayan Eczane"),
        (row(external_id="yer-99"), "yer-99"),
        (row(name=""), "name"),
    ],
)
def test_a_wrong_row_is_refused_with_its_reason(given, says):
    report = run(given)
    assert counts(report) == {"rejected": 1}
    assert says in report.rejected[0].message


def test_only_public_places_of_the_pages_category_can_be_on_duty():
    place("Lale Parkı", category=category("Park", "Park ve Spor"))
    pharmacy("Taslak Eczanesi", live=False)
    report = run(row(name="Lale Parkı"), row(name="Taslak Eczanesi"))
    assert counts(report) == {"rejected": 2}


def test_the_same_file_again_changes_nothing():
    run(row())
    assert counts(run(row())) == {"unchanged": 1}


def test_a_file_replaces_the_days_it_names_and_no_others():
    on_duty("Gül Eczanesi", date(2026, 11, 24))
    on_duty("Gül Eczanesi", date(2026, 11, 26))
    report = run(row(), row("2026-11-25"))
    assert counts(report) == {"created": 2, "removed": 1}
    assert stands() == {
        ("2026-11-24", "Lale Eczanesi"),
        ("2026-11-25", "Lale Eczanesi"),
        ("2026-11-26", "Gül Eczanesi"),
    }


def test_a_day_with_a_refused_row_keeps_who_stood_there():
    on_duty("Gül Eczanesi", date(2026, 11, 24))
    report = run(row(), row(name="Gull Ezcanesi"))
    assert counts(report) == {"created": 1, "rejected": 1}
    assert ("2026-11-24", "Gül Eczanesi") in stands()


def test_a_row_without_a_readable_day_lets_nobody_be_taken_away():
    on_duty("Gül Eczanesi", date(2026, 11, 24))
    assert counts(run(row(), row("yarın"))) == {"created": 1, "rejected": 1}
    assert ("2026-11-24", "Gül Eczanesi") in stands()


def test_a_rehearsal_tells_the_same_and_changes_nothing():
    on_duty("Gül Eczanesi", date(2026, 11, 24))
    assert counts(run(row(), dry_run=True)) == {"created": 1, "removed": 1}
    assert stands() == {("2026-11-24", "Gül Eczanesi")}
