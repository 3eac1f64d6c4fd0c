"""The page of one road work, as citizens read it."""

import json
import re

import pytest
from django.test import Client
from django.utils import translation

from content.roadworks.titles import proposed_title
from tests.factories.roadworks import LINE, day, finished, paused, planned, work
from tests.factories.site import directorate

pytestmark = pytest.mark.django_db
URL = "/asfalt-calismalari/oymak-caddesi/"


def page(url: str = URL) -> str:
    """Return the page's text with single spaces."""
    return " ".join(Client().get(url).content.decode().split())


def fact(html: str, label: str) -> str:
    found = re.search(rf"<dt>{label}</dt><dd>(.*?)</dd>", html)
    return re.sub(r"<[^>]+>", "", found[1]) if found else ""


def test_the_effect_on_traffic_is_said_in_words():
    work(vehicle_impact="alternating-one-way", direction="Erkilet’ten merkeze")
    html = page()
    assert fact(html, "Trafik") == "Tek şerit, sırayla geçiş"
    assert fact(html, "Yön") == "Erkilet’ten merkeze"


def test_a_closed_road_comes_first_with_its_hours_and_its_detour():
    work(
        vehicle_impact="all-lanes-closed",
        closure_hours="09.00–18.00",
        detour="Işıklar Caddesi’ni kullanın.",
    )
    html = page()
    top = html[: html.index('<dl class="facts"')]
    assert "Yol kapalı" in top
    assert "iki yön; 09.00–18.00" in top
    assert "Işıklar Caddesi’ni kullanın." in top


def test_that_there_is_no_detour_is_said():
    work(vehicle_impact="all-lanes-closed", no_alternative=True)
    assert "Alternatif güzergâh yok." in page()


def test_a_road_that_is_open_again_is_not_called_closed():
    finished("Oymak Caddesi", vehicle_impact="all-lanes-closed", slug="oymak-caddesi")
    assert "Yol kapalı" not in page()


def test_dates_say_whether_they_are_confirmed():
    planned("Oymak Caddesi", start_confirmed=True, end_confirmed=False, slug="oymak-caddesi")
    html = page()
    assert "(kesin)" in fact(html, "Planlanan başlangıç")
    assert "(tahminî)" in fact(html, "Planlanan bitiş")


def test_slippage_is_shown_with_the_end_that_was_announced_first():
    found = work(planned_end=day(5, 18))
    found.planned_end = day(8, 18)
    found.delay_reason = "Yağış"
    found.save_revision().publish()
    end = fact(page(), "Planlanan bitiş")
    assert "İlk planlanan bitiş:" in end
    assert "3 gün gecikti; neden: Yağış" in end


def test_an_end_that_did_not_move_says_nothing_of_slippage():
    work()
    assert "ertelendi" not in page()


def test_a_paused_work_says_why():
    paused("Oymak Caddesi", slug="oymak-caddesi", status_reason="Kazıda su hattı çıktı.")
    html = page()
    assert "Durdu" in html
    assert "Kazıda su hattı çıktı." in html


def test_neighbourhoods_lead_to_their_works():
    work(areas=("Argıncık", "Sahabiye"))
    html = page()
    assert 'href="/asfalt-calismalari/?donem=tumu&amp;mahalle=argincik"' in html


def test_each_street_stands_on_the_map_with_its_section():
    work(streets=(("Oymak Caddesi", LINE), ("Nar Sokak", None)))
    html = page()
    data = json.loads(re.search(r"data-map-data>(.*?)</script>", html)[1])
    assert [item["properties"]["title"] for item in data["features"]] == ["Oymak Caddesi"]
    assert "Nar Sokak" in fact(html, "Cadde ve sokaklar")


def test_without_a_geometry_there_is_no_map():
    work(streets=(("Oymak Caddesi", None),))
    assert "data-map-data" not in page()


def test_questions_go_to_the_works_own_phone_or_to_the_directorates():
    unit = directorate("Fen İşleri Müdürlüğü", phone="0352 000 20 01")
    work("Bir", slug="bir", directorate=unit)
    work("İki", slug="iki", directorate=unit, contact="Asfalt şefliği", contact_phone="153")
    assert 'href="tel:03520002001"' in page("/asfalt-calismalari/bir/")
    second = page("/asfalt-calismalari/iki/")
    assert 'href="tel:153"' in second
    assert "Asfalt şefliği" in second


def test_machines_read_an_announcement_with_its_end():
    work(planned_end=day(5, 18))
    html = Client().get(URL).content.decode()
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', html, re.DOTALL)[1])
    found = (
        data
        if data.get("@type")
        else next(item for item in data["@graph"] if item["@type"] == "SpecialAnnouncement")
    )
    assert found["@type"] == "SpecialAnnouncement"
    assert found["expires"].startswith(day(5).date().isoformat())


def test_what_editors_type_is_text_and_never_markup():
    work(description="<b>kalın</b>", detour="<script>x</script>")
    html = page()
    assert "&lt;b&gt;kalın&lt;/b&gt;" in html
    assert "<script>x" not in html


def test_the_page_takes_at_most_three_queries(django_assert_max_num_queries):
    work(areas=("Argıncık", "Sahabiye"), streets=(("Oymak Caddesi", LINE), ("Nar Sokak", None)))
    client = Client()
    client.get(URL)
    with django_assert_max_num_queries(3):
        client.get(URL)


@pytest.mark.parametrize(
    ("areas", "streets", "title"),
    [
        (["Barbaros"], ["Oymak Caddesi"], "Barbaros, Oymak Caddesi: sıcak asfalt"),
        (["A", "B"], ["C", "D"], "A ve B, C ve D: sıcak asfalt"),
        (["A", "B", "C", "D"], [], "A, B, C ve diğerleri: sıcak asfalt"),
        ([], [], ""),
    ],
)
def test_the_title_is_proposed_from_the_parts(areas, streets, title):
    with translation.override("en"):
        found = proposed_title(kind="hot_asphalt", neighbourhoods=areas, streets=streets)
    assert found == title


def test_a_proposed_title_is_never_too_long():
    found = proposed_title(kind="hot_asphalt", neighbourhoods=["A" * 150], streets=["B" * 150])
    assert len(found) == 200
