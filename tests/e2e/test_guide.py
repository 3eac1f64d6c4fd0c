"""The city guide in a real browser: map, position, keyboard, and without a network."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content.assembly.models import AssemblyPage
from content.places.models import PlaceIndexPage
from tests.e2e.axe import SCRIPT as AXE
from tests.factories.duty import on_duty
from tests.factories.places import category, guide, place
from tests.factories.site import neighbourhood

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GUIDE, DUTY, AREAS = (
    *("/kent-rehberi/", "/kent-rehberi/nobetci-eczaneler/"),
    "/kent-rehberi/toplanma-alanlari/",
)


@pytest.fixture
def town(transactional_db):
    """A few places around two neighbourhoods, somebody on duty, an assembly area."""
    near = neighbourhood("Sahabiye", lat=38.74, lng=35.48)
    far = neighbourhood("Erkilet", lat=38.82, lng=35.45)
    for number in range(6):
        shift = number / 2000
        place(f"Yakın {number}", lat=38.74 + shift, lng=35.48, neighbourhood=near, always_open=True)
    place("Uzak Park", lat=38.82, lng=35.45, neighbourhood=far, category=category("Park", "Yeşil"))
    for day in (-1, 0, 1):
        on_duty("Yakın 0", timezone.localdate() + timedelta(days=day))
    kind = category("Toplanma Alanı", "Afet")
    place(
        "Sahabiye Toplanma Alanı",
        category=kind,
        neighbourhood=near,
        capacity=1500,
        lat=38.745,
        lng=35.485,
    )
    page = AssemblyPage(title="Afet toplanma alanları", slug="toplanma-alanlari", category=kind)
    PlaceIndexPage.objects.get(pk=guide().pk).add_child(instance=page)


def violations(page):
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run(document).then(result => result.violations)")
    return [(item["id"], item["nodes"][0]["target"]) for item in found]


def wait_for_count(page, number):
    page.wait_for_function(
        "number => document.querySelector('.result-count')?.textContent.startsWith(`${number} `)",
        arg=number,
    )


def open_map(page):
    page.get_by_role("button", name="Haritayı göster").click()
    page.wait_for_selector(".map-canvas[data-ready]")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_guide_with_its_map_duty_and_assembly_areas_are_accessible(
    chromium, live_server, town, width, scheme
):
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    faults = {}
    for path in (f"{GUIDE}?yer=sahabiye", DUTY, AREAS, "/cevrimdisi/"):
        page.goto(live_server.url + path)
        if path.startswith(GUIDE + "?"):
            open_map(page)
        if found := violations(page):
            faults[path] = found
        wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wider <= 0, f"{path} scrolls sideways by {wider}px"
    context.close()
    assert faults == {}


def test_moving_the_map_narrows_the_list_and_going_back_widens_it(chromium, live_server, town):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    complaints = []
    page.on("console", lambda item: complaints.append(item.text) if item.type == "error" else None)
    page.goto(live_server.url + GUIDE)
    wait_for_count(page, 8)
    open_map(page)
    # A group is one button; pressing it looks closer, and the list follows.
    page.locator(".map-cluster").first.click()
    wait_for_count(page, 7)
    assert "kutu=" in page.url
    assert page.get_by_role("link", name="Uzak Park").count() == 0
    shared = page.url
    page.go_back()
    wait_for_count(page, 8)
    assert "kutu=" not in page.url
    # The address alone gives the same list and opens the same map.
    page.goto(shared)
    wait_for_count(page, 7)
    page.wait_for_selector(".map-canvas[data-ready]")
    assert complaints == []
    assert context.cookies() == []
    context.close()


def test_the_map_is_used_by_keyboard_alone(chromium, live_server, town):
    page = chromium.new_page()
    page.goto(live_server.url + GUIDE)
    page.get_by_role("button", name="Haritayı göster").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".map-canvas[data-ready]")
    assert page.evaluate("document.activeElement.classList.contains('map-canvas')")
    page.keyboard.press("Tab")
    names = []
    for _press in range(12):
        names.append(page.evaluate("document.activeElement.getAttribute('title') || ''"))
        if "yer, yakınlaştır" in names[-1]:
            break
        page.keyboard.press("Tab")
    assert "yer, yakınlaştır" in names[-1], names
    page.keyboard.press("Enter")
    wait_for_count(page, 7)
    assert page.evaluate("document.querySelector('.map-canvas').contains(document.activeElement)")
    page.close()


def test_with_the_map_blocked_the_guide_says_everything(chromium, live_server, town):
    page = chromium.new_page()
    page.route("**/leaflet/**", lambda route: route.abort())
    page.goto(live_server.url + GUIDE)
    page.get_by_role("button", name="Haritayı göster").click()
    page.get_by_text("Harita açılamadı").wait_for()
    assert page.get_by_role("link", name="Yakın 3", exact=True).count() == 1
    page.get_by_label("Nerenin yakınında?").fill("erkilet")
    page.get_by_role("button", name="Yakınındakileri bul").click()
    first = page.locator(".card-list .card-title").first
    assert first.inner_text() == "Uzak Park"
    page.close()


def test_without_javascript_the_guide_filters_sorts_and_finds_what_is_near(
    chromium, live_server, town
):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}{GUIDE}?yer=erkilet&acik=simdi")
    assert page.locator(".result-count").inner_text().startswith("6 ")
    page.goto(f"{live_server.url}{GUIDE}?kutu=35.4,38.8,35.5,38.9")
    assert page.locator(".card-title").all_inner_texts() == ["Uzak Park"]
    assert not page.get_by_role("button", name="Konumumu kullan").is_visible()
    context.close()


def test_the_position_is_asked_for_on_a_press_alone_and_rounded(chromium, live_server, town):
    context = chromium.new_context(
        geolocation={"latitude": 38.820456, "longitude": 35.450123}, permissions=["geolocation"]
    )
    page = context.new_page()
    page.add_init_script(
        "const real = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation);"
        "window.asked = 0;"
        "navigator.geolocation.getCurrentPosition = (...all) => { window.asked++; real(...all); };"
    )
    page.goto(live_server.url + GUIDE)
    page.wait_for_selector("[data-near-ask]:not([hidden])")
    assert page.evaluate("window.asked") == 0
    page.get_by_role("button", name="Konumumu kullan").click()
    page.wait_for_url("**konum=38.820,35.450**")
    assert page.locator(".card-list .card-title").first.inner_text() == "Uzak Park"
    assert page.evaluate("Object.keys(localStorage).length + document.cookie.length") == 0
    context.close()


def test_who_refuses_the_position_is_told_what_else_to_do(chromium, live_server, town):
    page = chromium.new_page()
    page.goto(live_server.url + GUIDE)
    page.get_by_role("button", name="Konumumu kullan").click()
    page.get_by_text("Cihazınız konumunuzu bildirmedi").wait_for()
    page.close()


def test_assembly_areas_open_without_a_network_once_they_were_seen(chromium, live_server, town):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(live_server.url + GUIDE)
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    page.goto(live_server.url + AREAS)
    page.get_by_text("Bu sayfa cihazınıza kaydedildi").wait_for()
    page.goto(live_server.url + GUIDE)
    page.goto(live_server.url + DUTY)
    page.goto(f"{live_server.url}{GUIDE}?konum=38.740,35.480")
    kept = page.evaluate(
        "caches.keys().then(async names => (await Promise.all(names.filter(n => n.startsWith('pages-'))"
        ".map(async n => (await (await caches.open(n)).keys()).map(r => r.url)))).flat())"
    )
    assert sorted(kept) == [f"{live_server.url}{GUIDE}", f"{live_server.url}{AREAS}"]
    context.set_offline(True)
    page.goto(live_server.url + AREAS)
    assert "Sahabiye Toplanma Alanı" in page.inner_text("main")
    assert "1.500 kişilik" in page.inner_text("main")
    assert "cihazınıza" in page.get_by_role("note").inner_text()
    page.goto(live_server.url + DUTY)  # never kept: it would be wrong tomorrow
    assert page.get_by_role("heading", level=1).inner_text() == "İnternet bağlantısı yok"
    page.get_by_role("link", name="Afet toplanma alanları").wait_for()
    context.set_offline(False)
    page.goto(live_server.url + AREAS)
    page.get_by_role("button", name="Kayıtlı sayfaları sil").click()
    page.get_by_text("artık kayıtlı sayfa yok").wait_for()
    assert page.evaluate("caches.keys().then(names => names.length)") == 0
    context.close()
