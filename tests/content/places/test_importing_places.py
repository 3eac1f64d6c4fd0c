"""Places from files: what is taken over, what is rejected and why, what stays as it was."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import translation

from content.imports import run_import
from content.places.admin import EXPORT, exported
from content.places.models import PlaceCategory, PlacePage
from content.reference.models import Neighbourhood
from search.models import PublishedDocument
from tests.factories.places import csv_file, guide, importer, place, row
from tests.factories.staff import staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _turkish():
    with translation.override("tr"):
        yield


def run(*rows, dry_run=False, **options):
    return run_import(importer(**options), rows, dry_run=dry_run)


def outcomes(report):
    return {outcome.value: number for outcome, number in report.counts.items()}


def test_a_row_becomes_a_public_place_with_everything_it_says():
    assert outcomes(run(row(other_names="Lale | Eski Lale", capacity="40"))) == {"created": 1}
    data = PublishedDocument.objects.get(kind="place").payload
    assert data["url"] == "/kent-rehberi/lale-eczanesi/"
    assert data["other_names"] == ["Lale", "Eski Lale"]
    assert data["phones"] == ["0352 000 10 08"]
    assert data["opening_hours"] == "Mo-Sa 08:30-19:00"
    assert (data["lat"], data["lng"]) == (38.7402, 35.479)
    assert data["accessibility"]["step_free"] == "yes"
    assert data["accessibility"]["hearing_loop"] == "unknown"
    assert (data["capacity"], data["verified_on"]) == (40, "2026-04-04")
    assert data["address"] == "Sahabiye Mah. Lale Sokak No: 12A"


def test_the_same_file_again_changes_nothing():
    run(row())
    version = PublishedDocument.objects.get(kind="place").version
    assert outcomes(run(row())) == {"unchanged": 1}
    assert PublishedDocument.objects.get(kind="place").version == version


def test_a_changed_row_updates_the_place_at_its_address():
    run(row())
    assert outcomes(run(row(opening_hours="24/7", name="Lale Eczanesi 2"))) == {"updated": 1}
    data = PublishedDocument.objects.get(kind="place").payload
    assert data["always_open"] is True
    assert data["title"] == "Lale Eczanesi 2"
    assert data["url"] == "/kent-rehberi/lale-eczanesi/"


def test_two_places_of_one_name_get_two_addresses():
    run(row(), row(external_id="yer-2"))
    paths = set(PublishedDocument.objects.filter(kind="place").values_list("path", flat=True))
    assert paths == {"/kent-rehberi/lale-eczanesi/", "/kent-rehberi/lale-eczanesi-yer-2/"}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"external_id": ""}, "external_id"),
        ({"name": ""}, "name"),
        ({"subcategory": "Berber"}, "Berber"),
        ({"category": "Spor"}, "Spor"),
        ({"neighbourhood": "Olmayan"}, "Olmayan"),
        ({"lat": "38,74"}, "lat"),
        ({"lat": "35.479", "lng": "38.7402"}, "enlem"),
        ({"lng": ""}, "lat"),
        ({"lat": "nan"}, "enlem"),
        ({"opening_hours": "sabahları"}, "sabahları"),
        ({"step_free": "belki"}, "step_free"),
        ({"capacity": "çok"}, "capacity"),
        ({"verified_on": "04.04.2026"}, "verified_on"),
        ({"verified_on": "2999-01-01"}, "doğrul"),
        ({"phone": "yok"}, "yok"),
        ({"web": "javascript:alert(1)"}, "web"),
        ({"email": "yok"}, "posta"),
        ({"name": "a" * 300}, "255"),
        ({"geometry": {"type": "Point", "coordinates": ["a", 1]}}, "nokta"),
        ({"geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}}, "nokta"),
        ({"name": {"a": 1}}, "name"),
    ],
)
def test_a_wrong_row_is_rejected_with_its_reason_and_the_next_goes_in(changes, says):
    report = run(row(**changes), row(3, external_id="yer-2", name="Gül Eczanesi"))
    assert outcomes(report) == {"rejected": 1, "created": 1}
    assert report.rejected[0].line == 2
    assert says in report.rejected[0].message


def test_unknown_categories_and_neighbourhoods_are_made_only_when_told_to():
    given = row(category="Eğitim", subcategory="Lise", neighbourhood="Yeni Mahallesi")
    assert outcomes(run(given)) == {"rejected": 1}
    assert outcomes(run(given, create_missing=True)) == {"created": 1}
    assert PlaceCategory.objects.get(slug="lise").parent.name == "Eğitim"
    assert Neighbourhood.objects.filter(name="Yeni").exists()


def test_a_rehearsal_with_new_categories_leaves_nothing_behind():
    rows = [
        row(category="Eğitim", subcategory="Lise"),
        row(3, external_id="yer-2", category="Eğitim", subcategory="Lise"),
    ]
    report = run(*rows, create_missing=True, dry_run=True)
    assert outcomes(report) == {"created": 2}
    assert not PlaceCategory.objects.filter(slug="lise").exists()
    assert not PlacePage.objects.exists()
    assert not PublishedDocument.objects.filter(kind="place").exists()


def test_neighbourhoods_are_known_by_their_other_spellings():
    Neighbourhood.objects.create(name="Ahi Evran", aliases="Ahievran, Ahi-Evran")
    run(row(neighbourhood="AHİEVRAN Mahallesi"))
    assert PlacePage.objects.get().neighbourhood.name == "Ahi Evran"


def test_columns_the_file_does_not_have_leave_the_editors_work_alone():
    run(row())
    page = PlacePage.objects.get()
    page.email, page.public_holidays = "lale@example.org", "usual"
    page.save_revision().publish()
    run(row(email=None, description=None, street="Gül Sokak"))
    page = PlacePage.objects.get()
    assert (page.email, page.public_holidays) == ("lale@example.org", "usual")
    assert (page.street, page.description) == ("Gül Sokak", "Reçeteli ilaçlar.")


def test_an_editors_half_work_is_never_published_by_an_import():
    run(row())
    page = PlacePage.objects.get()
    page.description = "Yarım"
    page.save_revision(user=staff("guide"))
    assert outcomes(run(row(street="Gül Sokak"))) == {"rejected": 1}
    assert PlacePage.objects.get().description == "Reçeteli ilaçlar."


def test_drafts_wait_until_a_later_import_publishes_them():
    run(row(), publish=False)
    assert not PublishedDocument.objects.filter(kind="place").exists()
    assert outcomes(run(row())) == {"updated": 1}
    assert PublishedDocument.objects.filter(kind="place", gone=False).exists()


def test_a_withdrawn_place_stays_withdrawn():
    run(row())
    PlacePage.objects.get().unpublish()
    run(row(street="Gül Sokak"))
    page = PlacePage.objects.get()
    assert not page.live
    assert page.get_latest_revision_as_object().street == "Gül Sokak"


def test_the_database_itself_refuses_an_id_twice_in_one_language():
    place(external_id="yer-1")
    key = PlacePage.objects.get().external_key
    other = PlacePage.objects.filter(pk=place("Gül Eczanesi").pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        other.update(external_key=key)


def test_geojson_brings_the_same(tmp_path):
    values = dict(row().values)
    del values["lat"], values["lng"]
    values |= {"capacity": 40, "other_names": ["A", "B"], "phone": None, "step_free": True}
    point = {"type": "Point", "coordinates": [35.479, 38.7402]}
    feature = {"type": "Feature", "geometry": point, "properties": values}
    path = tmp_path / "yerler.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    importer()
    call_command("import_places", str(path), "--publish", stdout=StringIO())
    page = PlacePage.objects.get()
    assert (page.lat, page.lng, page.capacity, page.other_names) == (38.7402, 35.479, 40, "A|B")
    assert (page.live, page.step_free) == (True, "yes")


def command(tmp_path: Path, *options, rows=None):
    path = tmp_path / "yerler.csv"
    path.write_bytes(csv_file(*(rows or [row(), row(external_id="")])).read())
    out = StringIO()
    call_command("import_places", str(path), *options, stdout=out)
    return out.getvalue()


def test_the_command_names_bad_rows_and_counts_the_rest(tmp_path):
    importer()
    said = command(tmp_path)
    assert "satır 3 (Lale Eczanesi): external_id boş." in said
    assert "1 yeni, 0 değişen, 0 değişmeyen, 1 alınmayan" in said
    assert not PlacePage.objects.get().live


def test_the_command_rehearses(tmp_path):
    importer()
    assert command(tmp_path, "--dry-run", "--create-missing", "--publish").count("deneme: 1 yeni")
    assert not PlacePage.objects.exists()


def test_the_command_without_a_guide_or_a_file_says_so(tmp_path):
    with pytest.raises(CommandError, match="kent rehberi"):
        command(tmp_path)
    guide()
    with pytest.raises(CommandError):
        call_command("import_places", str(tmp_path / "yok.csv"))


def test_what_the_export_writes_comes_in_unchanged():
    run(row(opening_hours="Mo-Fr 08:00-12:00,13:00-17:00; PH off", other_names="A|B"))
    out = exported(PlacePage.objects.get())
    values = {EXPORT[name]: str(value) for name, value in out.items()}
    assert outcomes(run(row(**values))) == {"unchanged": 1}
