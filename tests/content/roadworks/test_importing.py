"""Road works from GeoJSON: rehearsed, row by row, repeatable; bad rows are told, good ones go in."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from content.imports import Outcome
from content.reference.models import Neighbourhood
from content.roadworks.models import RoadWorkPage
from search.rebuild import rebuild
from tests.factories.roadworks import LINE, index, work
from tests.factories.site import directorate, neighbourhood
from tests.factories.staff import staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    neighbourhood("Barbaros")
    neighbourhood("Ahi Evran", aliases="Ahievran")
    directorate("Fen İşleri Müdürlüğü")
    return index()


def feature(**properties) -> dict:
    geometry = properties.pop("geometry", LINE)
    values = {
        "external_id": "yol-1",
        "title": "Oymak Caddesi: sıcak asfalt",
        "kind": "hot_asphalt",
        "status": "planned",
        "neighbourhoods": ["Barbaros"],
        "streets": ["Oymak Caddesi", "Nar Sokak"],
        "start": "2026-11-24T09:00:00+03:00",
        "end": "2026-11-30T18:00:00+03:00",
        "start_confirmed": True,
        "end_confirmed": False,
        "vehicle_impact": "some-lanes-closed",
        "detour": "",
        "progress": 0,
        "tonnage": 450,
        "area_m2": 3200,
        "directorate": "Fen İşleri Müdürlüğü",
        "contact": "0352 000 20 01",
        **properties,
    }
    return {"type": "Feature", "geometry": geometry, "properties": values}


@pytest.fixture
def run(tmp_path: Path, section):
    """Return a function that imports features on the command line and gives what it prints."""

    def run(*features, **options) -> str:
        path = tmp_path / "yollar.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}))
        out = io.StringIO()
        call_command("import_roadworks", str(path), stdout=out, stderr=io.StringIO(), **options)
        return out.getvalue()

    return run


def reasons(output: str) -> list[str]:
    """Return the lines about rejected rows."""
    return [line for line in output.splitlines() if line.startswith("satır")]


def test_a_work_goes_in_with_everything_the_file_says(run):
    run(feature(), publish=True)
    page = RoadWorkPage.objects.get(external_id="yol-1")
    assert page.live
    assert page.start_confirmed
    assert (page.tonnage, page.area_m2, page.contact_phone) == (450, 3200, "0352 000 20 01")
    assert page.directorate.name == "Fen İşleri Müdürlüğü"
    assert [area.name for area in page.neighbourhoods.all()] == ["Barbaros"]
    streets = [(street.name, street.geometry) for street in page.streets.all()]
    assert streets == [("Oymak Caddesi", LINE), ("Nar Sokak", None)]
    assert not rebuild(check_only=True)


def test_without_the_word_publish_all_stays_a_draft(run):
    run(feature())
    assert not RoadWorkPage.objects.get().live


def test_a_rehearsal_reports_and_changes_nothing(run):
    output = run(feature(), feature(external_id="yol-2", kind="x"), dry_run=True, publish=True)
    assert not RoadWorkPage.objects.exists()
    assert "yol-2" in reasons(output)[0]


def test_the_same_file_again_changes_nothing(run):
    run(feature(), publish=True)
    before = RoadWorkPage.objects.get()
    run(feature(), publish=True)
    assert RoadWorkPage.objects.get().latest_revision_id == before.latest_revision_id


def test_a_changed_row_updates_the_work_and_keeps_the_first_announced_end(run):
    run(feature(), publish=True)
    first = RoadWorkPage.objects.get().planned_end
    run(feature(end="2026-12-04T18:00:00+03:00"), publish=True)
    page = RoadWorkPage.objects.get()
    assert page.planned_end > first
    assert page.first_planned_end == first


def test_what_an_editor_added_stays_when_the_file_does_not_speak_of_it(run):
    run(feature(), publish=True)
    page = RoadWorkPage.objects.get()
    page.transit_effect = "Otobüsler iki durağa uğramaz."
    page.save_revision().publish()
    run(feature(progress=10), publish=True)
    assert RoadWorkPage.objects.get().transit_effect == "Otobüsler iki durağa uğramaz."


BAD_ROWS = [
    ({"external_id": ""}, "external_id boş"),
    ({"title": "  "}, "title boş"),
    ({"title": {"a": 1}}, "title metin olmalı"),
    ({"title": "a" * 300}, "255"),
    ({"kind": "asfalt"}, "kind şunlardan biri olmalı: hot_asphalt"),
    ({"status": "bitti"}, "status şunlardan biri olmalı"),
    ({"vehicle_impact": "kapalı"}, "vehicle_impact şunlardan biri olmalı"),
    ({"vehicle_impact": "all-lanes-closed"}, "alternatif güzergâhı yazın"),
    ({"start": "yarın"}, "start 2026-11-24T09:00:00+03:00 gibi"),
    ({"start": "9999-12-31T23:59:59-12:00"}, "start"),
    ({"end": "2026-11-20T18:00:00+03:00"}, "planlanan başlangıçtan önce"),
    ({"neighbourhoods": ["Atlantis"]}, "“Atlantis” diye bir mahalle yok"),
    ({"neighbourhoods": []}, "en az bir mahalle"),
    ({"neighbourhoods": [3]}, "neighbourhoods bir metin listesi"),
    ({"streets": {"a": 1}}, "streets bir metin listesi"),
    ({"directorate": "Uzay Müdürlüğü"}, "“Uzay Müdürlüğü” diye bir müdürlük yok"),
    ({"progress": 140}, "100"),
    ({"progress": "çok"}, "progress tam sayı"),
    ({"tonnage": -3}, "tonnage tam sayı"),
    ({"tonnage": True}, "tonnage tam sayı"),
    ({"start_confirmed": "belki"}, "start_confirmed true ya da false"),
    ({"geometry": {"type": "Point", "coordinates": [38.73, 35.48]}}, "yer değiştirmiş"),
    ({"geometry": {"type": "Polygon", "coordinates": []}}, "çizgi ya da nokta"),
]


def test_bad_rows_are_told_with_their_line_and_reason_while_good_ones_go_in(run):
    rows = [
        feature(**{"external_id": f"kotu-{number}", **wrong})
        for number, (wrong, _reason) in enumerate(BAD_ROWS)
    ]
    output = run(*rows, feature(external_id="iyi"), publish=True)
    told = reasons(output)
    assert len(told) == len(BAD_ROWS)
    for line, (_wrong, reason) in zip(told, BAD_ROWS, strict=True):
        assert reason in line
    assert len({line.split()[1] for line in told}) == len(told)
    assert [page.external_id for page in RoadWorkPage.objects.all()] == ["iyi"]


def test_an_id_that_stands_twice_in_the_file_goes_in_once(run):
    output = run(feature(), feature(title="İkinci"), publish=True)
    assert len(reasons(output)) == 1
    assert RoadWorkPage.objects.get().title.startswith("Oymak")


def test_a_status_the_table_does_not_allow_is_refused_for_a_public_work(run):
    run(feature(), publish=True)
    output = run(feature(status="finished"), publish=True)
    assert "şunlardan birini seçin: Sürüyor, İptal" in reasons(output)[0]
    assert RoadWorkPage.objects.get().status == "planned"


def test_states_get_what_they_need_from_the_planned_dates(run):
    run(
        feature(status="finished", progress=100),
        feature(external_id="yol-2", status="paused"),
        publish=True,
    )
    done = RoadWorkPage.objects.get(external_id="yol-1")
    assert (done.actual_start, done.actual_end) == (done.planned_start, done.planned_end)
    assert RoadWorkPage.objects.get(external_id="yol-2").status_reason == "Neden belirtilmedi."


def test_words_of_the_file_are_understood_as_people_write_them(run):
    run(
        feature(
            neighbourhoods=["Ahievran Mah.", "BARBAROS MAHALLESİ"],
            detour="Alternatif yok.",
            vehicle_impact="all-lanes-closed",
            contact="Asfalt şefliği",
            start_confirmed="evet",
            start="2026-11-24T09:00",
        ),
        publish=True,
    )
    page = RoadWorkPage.objects.get()
    assert {area.name for area in page.neighbourhoods.all()} == {"Ahi Evran", "Barbaros"}
    assert page.no_alternative
    assert page.contact == "Asfalt şefliği"
    assert page.start_confirmed
    assert page.planned_start.isoformat() == "2026-11-24T06:00:00+00:00"


def test_unknown_neighbourhoods_are_made_when_asked_and_not_left_behind_by_a_rehearsal(run):
    rows = [feature(external_id=number, neighbourhoods=["Yeni Mahalle Sokağı"]) for number in "12"]
    known = Neighbourhood.objects.count()
    assert not reasons(run(*rows, dry_run=True, create_missing=True))
    assert Neighbourhood.objects.count() == known
    assert not reasons(run(*rows, create_missing=True, publish=True))
    assert Neighbourhood.objects.count() == known + 1
    assert RoadWorkPage.objects.filter(neighbourhoods__name="Yeni Mahalle Sokağı").count() == 2


def test_an_editors_half_work_is_not_published_by_an_import(run):
    run(feature(), publish=True)
    page = RoadWorkPage.objects.get()
    page.description = "Yarım"
    page.save_revision(user=staff("roadworks"))
    output = run(feature(progress=20), publish=True)
    assert "biri düzenliyor" in reasons(output)[0]
    assert RoadWorkPage.objects.get().description == ""


def test_a_withdrawn_work_is_not_put_out_again(run):
    run(feature(), publish=True)
    RoadWorkPage.objects.get().unpublish()
    run(feature(progress=20), publish=True)
    assert not RoadWorkPage.objects.get().live


def test_works_of_other_sources_are_left_alone(run):
    other = work("Elle girilen")
    run(feature(), publish=True)
    assert RoadWorkPage.objects.get(pk=other.pk).title == "Elle girilen"


def test_a_file_that_is_no_geojson_is_refused_as_a_whole(tmp_path, section):
    path = tmp_path / "yollar.geojson"
    path.write_text("{")
    with pytest.raises(CommandError, match="GeoJSON"):
        call_command("import_roadworks", str(path))
    with pytest.raises(CommandError, match="no such file"):
        call_command("import_roadworks", str(tmp_path / "yok.geojson"))


def test_hostile_values_are_rejected_and_never_break_the_import(run):
    hostile = [None, 1e308, "\x00", "a" * 10_000, [], {}, [[]], True, -1, "<script>", "9" * 400]
    names = ("title", "start", "streets", "progress", "contact", "detour", "geometry")
    rows = [
        feature(**{name: value, "external_id": f"{name}-{number}"})
        for number, value in enumerate(hostile)
        for name in names
    ]
    output = run(*rows, publish=True)
    assert RoadWorkPage.objects.count() + len(reasons(output)) == len(rows)
    assert not rebuild(check_only=True)
    assert str(Outcome.REJECTED.label) in output
