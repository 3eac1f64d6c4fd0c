"""Good rows go in, bad ones are told; a rehearsal changes nothing."""

import pytest
from django.core.exceptions import ValidationError

from content.imports import FileError, Outcome, Report, Row, RowError, run_import
from content.reference.models import Neighbourhood

pytestmark = pytest.mark.django_db


class Areas:
    """Imports neighbourhoods by name, so that the engine is looked at alone."""

    model = Neighbourhood

    def key(self, values):
        if not values.get("id"):
            raise RowError("id yok")
        return values["id"]

    def apply(self, values):
        name = values["name"]
        if name == "yanlış":
            raise RowError("yanlış ad")
        known = Neighbourhood.objects.filter(name=name).first()
        area = known or Neighbourhood(name=name, postal_code=values.get("code", ""))
        area.full_clean()
        if not known:
            area.save()
        if name == "yarım":
            raise ValidationError({"postal_code": "olmaz"})
        return area, Outcome.UNCHANGED if known else Outcome.CREATED


def rows(*values):
    return [Row(line, item) for line, item in enumerate(values, start=2)]


def names():
    return set(Neighbourhood.objects.values_list("name", flat=True))


def test_good_rows_go_in_beside_bad_ones():
    report = run_import(
        Areas(),
        rows({"id": "1", "name": "A"}, {"id": "2", "name": "yanlış"}, {"id": "3", "name": "C"}),
        dry_run=False,
    )
    assert names() == {"A", "C"}
    assert [(row.line, row.message) for row in report.rejected] == [(3, "yanlış ad")]
    assert report.counts[Outcome.CREATED] == 2


def test_what_a_rejected_row_had_begun_is_undone():
    report = run_import(Areas(), rows({"id": "1", "name": "yarım"}), dry_run=False)
    assert names() == set()
    assert report.rejected[0].message.endswith("olmaz")


def test_messages_name_the_field_as_people_call_it():
    report = run_import(Areas(), rows({"id": "1", "name": "A", "code": "1234567"}), dry_run=False)
    label = str(Neighbourhood._meta.get_field("postal_code").verbose_name)
    assert report.rejected[0].message.startswith(f"{label}: ")


def test_a_rehearsal_reports_the_same_and_leaves_nothing():
    given = rows({"id": "1", "name": "A"}, {"id": "2", "name": "yanlış"})
    rehearsed = run_import(Areas(), given, dry_run=True)
    assert names() == set()
    assert rehearsed.rows == run_import(Areas(), given, dry_run=False).rows


def test_an_id_that_stands_twice_counts_once():
    given = rows({"id": "1", "name": "A"}, {"id": "1", "name": "B"})
    report = run_import(Areas(), given, dry_run=False)
    assert names() == {"A"}
    assert report.rejected[0].line == 3


def test_a_rejected_row_does_not_block_its_corrected_twin():
    given = rows({"id": "1", "name": "yanlış"}, {"id": "1", "name": "B"})
    run_import(Areas(), given, dry_run=False)
    assert names() == {"B"}


def test_what_went_in_before_the_file_broke_stays_and_the_report_says_so():
    def broken():
        yield Row(2, {"id": "1", "name": "A"})
        raise FileError("bozuk")

    report = run_import(Areas(), broken(), dry_run=False)
    assert names() == {"A"}
    assert report.stopped == "bozuk"


def test_a_file_that_breaks_at_once_is_an_error():
    def broken():
        raise FileError("bozuk")
        yield

    with pytest.raises(FileError):
        run_import(Areas(), broken(), dry_run=False)


def test_a_report_keeps_all_counts_but_not_all_details(monkeypatch):
    monkeypatch.setattr(Report, "KEPT", 2)
    given = rows(*({"id": "", "name": str(number)} for number in range(5)))
    report = run_import(Areas(), given, dry_run=False)
    assert report.counts[Outcome.REJECTED] == 5
    assert len(report.rows) == 2
