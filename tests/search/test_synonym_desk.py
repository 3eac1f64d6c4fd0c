"""The synonyms' screens: list, form, CSV in and out, and the notice of an outage."""

import csv
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from search import exchange
from search.engines import health
from search.models import EngineState, PublicationState, Synonym
from search.query import search
from tests.factories.search import document, titles

pytestmark = pytest.mark.django_db

LIST = "/yonetim/arama/es-anlamlilar/"


def upload(client, text, name="es.csv"):
    data = text.encode() if isinstance(text, str) else text
    return client.post(f"{LIST}iceri-al/", {"file": SimpleUploadedFile(name, data)})


def test_the_list_shows_words_and_finds_by_them(admin_client):
    Synonym.objects.create(terms="bilgievi|kütüphane", note="Kursta sorulmuş")
    page = admin_client.get(LIST, {"q": "bilgievi"}).content.decode()
    assert "bilgievi = kütüphane" in page
    assert "Kursta sorulmuş" in page
    assert "postane" not in page


def test_a_new_one_is_live_with_the_next_search(admin_client):
    document("Merkez Kütüphanesi")
    assert search("bilgievi").total == 0
    answer = admin_client.post(
        f"{LIST}new/",
        {"terms": "bilgievi|kütüphane", "weight": 60, "active": "on", "note": ""},
    )
    assert answer.status_code == 302
    assert titles(search("bilgievi")) == ["Merkez Kütüphanesi"]


def test_a_mistake_is_explained_and_what_was_typed_stays(admin_client):
    page = admin_client.post(
        f"{LIST}new/", {"terms": "bilgievi", "weight": 60, "note": "Yarım"}
    ).content.decode()
    assert "En az iki sözcük yazın" in page
    assert "Yarım" in page


def test_what_goes_out_comes_in_again_unchanged(admin_client):
    text = admin_client.get(f"{LIST}disari-ver/").content.decode("utf-8-sig")
    assert next(csv.reader(StringIO(text))) == list(exchange.COLUMNS)
    before = PublicationState.current()
    report = exchange.import_csv(text.encode())
    assert (report.added, report.changed, report.errors) == (0, 0, [])
    assert report.unchanged == Synonym.objects.count()
    assert PublicationState.current() == before


def test_good_rows_go_in_and_bad_ones_are_named_by_line(admin_client):
    Synonym.objects.create(terms="bilgievi|kütüphane")
    page = upload(
        admin_client,
        "terms,one_way,weight,active,note\n"
        "kütüphane|bilgievi,0,40,0,zayıf\n"
        "yalnız,0,60,1,\n"
        "a bir|b iki,belki,60,1,\n"
        "c üç|d dört,0,99,1,\n"
        "e beş|f altı,1,50,1,yeni\n",
    ).content.decode()
    assert "1 eklendi, 1 değiştirildi" in page
    assert "3 satır alınmadı" in page
    for line in ("<td>3</td>", "<td>4</td>", "<td>5</td>"):
        assert line in page
    changed = Synonym.objects.get(terms="kütüphane|bilgievi")
    assert (changed.weight, changed.active, changed.note) == (40, False, "zayıf")
    assert Synonym.objects.get(terms="e beş|f altı").one_way


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff\xfe\x00a", "CSV UTF-8"),
        (b"words\nx|y\n", "terms"),
        (b"terms\n" + b"x|y\n" * 5_001, "5.000"),
        (b"terms\n" + b"a" * 1_000_001, "1 MB"),
        (b"a\x00b", "CSV UTF-8"),
    ],
)
def test_a_file_that_is_none_is_explained(data, message, admin_client):
    before = Synonym.objects.count()
    assert message in upload(admin_client, data).content.decode()
    assert Synonym.objects.count() == before


def test_a_file_of_a_turkish_spreadsheet_has_semicolons():
    report = exchange.import_csv("terms;one_way\nbilgievi|kütüphane;Evet\n".encode())
    assert (report.added, report.errors) == (1, [])
    assert Synonym.objects.get(terms="bilgievi|kütüphane").one_way


def test_staff_are_told_of_an_outage_on_the_dashboard(admin_client, settings):
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:1"
    EngineState.objects.create(
        alias=health.alias(), failing_since=timezone.now(), error="ConnectionError"
    )
    assert "Arama motoru yanıt vermiyor" in admin_client.get("/yonetim/").content.decode()
    health.clear()
    assert "Arama motoru yanıt vermiyor" not in admin_client.get("/yonetim/").content.decode()
