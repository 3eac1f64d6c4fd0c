"""Courses from a file: what goes in, what is refused and why, nothing twice."""

from datetime import time
from decimal import Decimal

import pytest

from content.courses.importing import CourseImporter
from content.courses.models import CoursePage
from content.imports import Row, run_import
from tests.factories.courses import branch, day, index, moment

pytestmark = pytest.mark.django_db


def row(**changes) -> dict[str, str]:
    values = {
        "external_id": "kurs-1",
        "title": "Temel dikiş",
        "branch": "El sanatları",
        "summary": "Sıfırdan başlayanlar için.",
        "address": "Oymak Cad. 8",
        "starts_on": day(10).isoformat(),
        "ends_on": day(60).isoformat(),
        "applications_open": moment(-3).isoformat(),
        "applications_close": f"{day(5).isoformat()}T17:00",
        "how_to_apply": "Merkeze gelin.",
        "lessons": "Salı 18:00-20:00|perşembe 18.00 – 20.00",
        "fee": "1.250,50",
        "min_age": "18",
        "residents_only": "evet",
        "documents_needed": "Kimlik kartı|Fotoğraf",
        "certificate": "meb",
    }
    return values | changes


def imported(*rows, publish=True, **options):
    importer = CourseImporter(index(), publish=publish, **options)
    return run_import(
        importer, (Row(number, one) for number, one in enumerate(rows, start=2)), dry_run=False
    )


def test_a_row_becomes_a_public_course_and_the_same_row_changes_nothing():
    branch()
    report = imported(row())
    assert not report.rejected
    page = CoursePage.objects.get(live=True)
    assert page.fee == Decimal("1250.50")
    assert [(one.weekday, one.starts) for one in page.week] == [(1, time(18)), (3, time(18))]
    assert page.documents_needed == "Kimlik kartı\nFotoğraf"
    assert (page.residents_only, page.min_age, page.certificate) == (True, 18, "meb")
    version = page.latest_revision_id
    imported(row())
    page.refresh_from_db()
    assert (CoursePage.objects.count(), page.latest_revision_id) == (1, version)


def test_a_changed_row_changes_the_course_and_leaves_what_the_file_does_not_name():
    branch()
    imported(row())
    page = CoursePage.objects.get()
    page.description = "Editörün sözleri"
    page.save_revision().publish()
    imported(row(title="Temel dikiş 2", lessons="Cumartesi 10:00-12:00"))
    page = CoursePage.objects.get()
    assert (page.title, page.description) == ("Temel dikiş 2", "Editörün sözleri")
    assert [one.weekday for one in page.week] == [5]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "title"),
        ({"branch": "Uçuş"}, "Uçuş"),
        ({"starts_on": "5.10.2026"}, "starts_on"),
        ({"applications_open": "yarın"}, "applications_open"),
        ({"lessons": "Salı akşamı"}, "lessons"),
        ({"lessons": "Salı 20:00-18:00"}, "lessons"),
        ({"lessons": "Salı 25:00-26:00"}, "lessons"),
        ({"fee": "-1"}, "fee"),
        ({"fee": "NaN"}, "fee"),
        ({"fee": "1,234"}, "fee"),
        ({"min_age": "on sekiz"}, "min_age"),
        ({"max_age": "130"}, "max_age"),
        ({"capacity": "99999"}, "capacity"),
        ({"residents_only": "belki"}, "residents_only"),
        ({"certificate": "altın"}, "certificate"),
        ({"ends_on": "2020-01-01"}, ""),
        ({"address": ""}, ""),
    ],
)
def test_a_wrong_row_is_left_out_with_the_reason(changes, words):
    branch()
    report = imported(row(**changes), row(external_id="kurs-2"))
    [rejected] = report.rejected
    assert words in str(rejected)
    assert [page.external_id for page in CoursePage.objects.all()] == ["kurs-2"]


def test_a_missing_branch_is_made_where_that_was_asked():
    report = imported(row(branch="Uçuş"), create_missing=True)
    assert not report.rejected
    assert CoursePage.objects.get().branch.slug == "ucus"
