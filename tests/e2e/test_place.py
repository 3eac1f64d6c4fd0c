"""The guide in a real browser: places, corrections, neighbourhoods, categories, other sites."""

from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from content.places.models import PlaceSuggestion
from tests.e2e.axe import violations
from tests.factories.places import category, guide_in, open_weekdays, place, translated
from tests.factories.site import neighbourhood

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def lale(transactional_db):
    """A place with everything, in three languages, and one beside it."""
    area = neighbourhood(postal_code="38010", population=14790, lat=38.74, lng=35.47)
    neighbourhood("Argıncık", lat=38.75, lng=35.48)
    chosen = category(
        name_en="Pharmacy",
        name_ar="صيدلية",
        introduction="Kimliğinizi getirin.",
        filters=["open_now", "neighbourhood", "suits", "capacity"],
    )
    values = {
        "category": chosen,
        "neighbourhood": area,
        "street": "Lale Sokak",
        "door_no": "12A",
        "lat": 38.7402,
        "lng": 35.479,
        "phones": "0352 222 89 60",
        "step_free": "yes",
        "accessible_toilet": "no",
        "capacity": 300,
        "verified_on": date(2026, 10, 1),
    }
    page = open_weekdays(place("Lale Eczanesi", **values))
    place("Gül Eczanesi", lat=38.7403, lng=35.4791, category=chosen, neighbourhood=area)
    headman = category("Muhtarlık", "Resmî Kurumlar", area_role="headman")
    place("Sahabiye Muhtarlığı", category=headman, neighbourhood=area, phones="0352 111 11 11")
    for code, title in (("en", "Lale Pharmacy"), ("ar", "صيدلية لاله")):
        guide_in(code)
        translated(page, title, "", code)
    return page


def addresses(page) -> list[str]:
    found = []
    for code in ("", "/en", "/ar"):
        slug = f"{code}/kent-rehberi"
        found += [
            f"{slug}/lale-eczanesi/",
            f"{slug}/eczane/",
            f"{slug}/gomulu/?kategori=eczane",
            f"{code}/mahalleler/sahabiye/",
            f"{code}/mahalleler/",
        ]
    return [
        *found,
        f"/yer-bildirimi/{page.pk}/",
        f"/yer-bildirimi/{page.pk}/tesekkurler/",
        "/kent-rehberi/saglik/",
        "/kent-rehberi/sitenize-ekleyin/?kategori=eczane",
        "/mahalleler/?ad=yok",
    ]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_guide_has_an_accessibility_fault_or_scrolls_sideways(
    chromium, live_server, lale, width, scheme
):
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    faults = {}
    for path in addresses(lale):
        answer = page.goto(live_server.url + path)
        assert answer.status == 200, path
        if found := violations(page):
            faults[path] = found
        wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wider <= 0, f"{path} scrolls sideways by {wider}px"
    context.close()
    assert faults == {}


def test_a_citizen_corrects_a_place_without_javascript_and_loses_nothing_by_an_error(
    chromium, live_server, lale
):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + lale.get_url())
    page.get_by_role("link", name="Bilgi yanlış mı? Bize bildirin").click()
    page.get_by_label("Doğrusu nedir?").fill("Hafta içi 18.00’de kapanıyor")
    page.get_by_role("button", name="Bildirimi gönder").click()
    assert "En az birini seçin" in page.inner_text(".error-summary")
    assert page.get_by_label("Doğrusu nedir?").input_value() == "Hafta içi 18.00’de kapanıyor"
    page.locator("label", has_text="Çalışma saatleri").click()
    page.get_by_role("button", name="Bildirimi gönder").click()
    assert "kent rehberi masasına ulaştı" in page.inner_text("main")
    assert context.cookies() == []
    context.close()
    assert PlaceSuggestion.objects.get().correct == "Hafta içi 18.00’de kapanıyor"


def test_the_error_page_has_no_fault_and_its_summary_leads_to_the_field(
    chromium, live_server, lale
):
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{live_server.url}/yer-bildirimi/{lale.pk}/")
    page.get_by_role("button", name="Bildirimi gönder").click()
    page.wait_for_selector(".error-summary")
    assert violations(page) == []
    page.get_by_role("link", name="En az birini seçin").click()
    assert page.evaluate("document.activeElement.name") == "aspects"
    context.close()


def test_paper_has_the_facts_and_the_code_but_no_buttons(chromium, live_server, lale):
    page = chromium.new_page()
    page.goto(live_server.url + lale.get_url())
    page.emulate_media(media="print")
    assert page.get_by_text("Lale Sokak No: 12A").first.is_visible()
    assert page.locator(".qr svg").is_visible()
    assert page.locator(".print-foot").is_visible()
    for hidden in ("Yol tarifi", "Bilgi yanlış mı? Bize bildirin"):
        assert not page.get_by_text(hidden).is_visible()
    page.close()


@pytest.fixture
def other_site():
    """Serve a page from another origin, and on this machine: browsers part public from local."""
    served = []

    def serve(html: str) -> str:
        class Site(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(html.encode())

            def log_message(self, *args):
                """Keep quiet."""

        server = HTTPServer(("127.0.0.1", 0), Site)
        Thread(target=server.serve_forever, daemon=True).start()
        served.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    for server in served:
        server.shutdown()
        server.server_close()


def test_the_frame_works_inside_a_page_of_another_site(chromium, live_server, lale, other_site):
    page = chromium.new_page()
    page.goto(f"{live_server.url}/kent-rehberi/sitenize-ekleyin/?kategori=eczane&boy=kucuk")
    code = page.get_by_label("Bunu sayfanızın HTML’ine yapıştırın").input_value()
    page.goto(other_site(f"<!doctype html><title>Başka</title><h1>Başka bir site</h1>{code}"))
    inside = page.frame_locator("iframe")
    inside.get_by_role("link", name="Lale Eczanesi").wait_for()
    assert (
        inside.get_by_role("link", name="Lale Eczanesi")
        .get_attribute("href")
        .endswith(lale.get_url())
    )
    page.close()
