"""Search in a real browser: by keyboard, with suggestions, without scripts, readable and accessible."""

import re

import pytest
from playwright.sync_api import expect

from content.obituaries.models import ObituaryIndexPage
from search.models import ClickDay, QueryDay
from search.usage import recording
from tests.e2e.axe import violations
from tests.factories.places import category, guide, place
from tests.factories.site import home_page, neighbourhood
from tests.factories.standard import news, section, service

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town(transactional_db):
    """A guide with pharmacies, a service with a start button, news, the obituaries' list."""
    home = home_page()
    home.add_child(instance=ObituaryIndexPage(title="Vefat ilanları", slug="vefat-ilanlari"))
    guide()
    eczane = category("Eczane")
    for name, area in (("Işık", "Sahabiye"), ("Lale", "Erkilet"), ("Gül", "Erkilet")):
        place(f"{name} Eczanesi", category=eczane, neighbourhood=neighbourhood(area))
    news(title="Eczane nöbetleri değişti", slug="nobet")
    service(section(), title="Kurs kayıt", start_label="Kurslar", start_url="/kurslar/")


@pytest.fixture
def page(chromium, live_server, town):
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": 1280, "height": 900}, bypass_csp=True
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


def box(page):
    return page.get_by_role("search").locator("input[type=search]")


def typed(page, words):
    """Type into the box of the page that is open; return the box once suggestions are there."""
    field = box(page)
    field.focus()
    expect(field).to_have_attribute("role", "combobox")
    page.keyboard.type(words)
    expect(field).to_have_attribute("aria-expanded", "true")
    return field


def test_a_search_from_the_home_page_to_a_result_needs_no_mouse(page):
    page.goto("/")
    box(page).focus()
    page.keyboard.type("isik ecza")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/ara/\?q=isik\+ecza"))
    first = page.get_by_role("link", name="Işık Eczanesi")
    for _ in range(40):
        page.keyboard.press("Tab")
        if first.evaluate("link => link === document.activeElement"):
            break
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Işık Eczanesi")


def test_suggestions_speak_the_roles_of_a_combobox(page):
    page.goto("/duyurular/")
    field = typed(page, "ecz")
    options = page.get_by_role("listbox", name="Arama önerileri").get_by_role("option")
    expect(options).to_have_count(4)
    expect(page.get_by_role("search").get_by_role("status")).to_contain_text("4 öneri")
    assert field.get_attribute("aria-controls") == page.get_by_role(
        "listbox", name="Arama önerileri"
    ).get_attribute("id")
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("listbox", name="Arama önerileri").get_by_role(
        "option", selected=True
    )
    expect(chosen).to_have_count(1)
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    expect(field).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("ArrowUp")
    expect(chosen).to_have_count(0)
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("ecz")


def test_a_mistyped_word_gets_suggestions_and_whoever_listens_is_told_for_which_word(page):
    page.goto("/duyurular/")
    field = typed(page, "lale eczne")
    suggestions = page.get_by_role("listbox", name="Arama önerileri")
    options = suggestions.get_by_role("option")
    expect(options).to_have_text([re.compile("Lale Eczanesi")])
    status = page.get_by_role("search").get_by_role("status")
    expect(status).to_have_text(re.compile("^“lale eczane” için öneriler. 1 öneri var"))
    expect(page.get_by_text("“lale eczane” için öneriler", exact=True)).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("ArrowDown")
    chosen = suggestions.get_by_role("option", selected=True)
    expect(chosen).to_have_text(re.compile("Lale Eczanesi"))
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lale Eczanesi")


def test_a_chosen_suggestion_is_opened_by_enter_and_by_the_mouse(page):
    page.goto("/duyurular/")
    typed(page, "kurs")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kurs kayıt")
    typed(page, "lale")
    page.get_by_role("option", name="Lale Eczanesi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lale Eczanesi")


def test_when_suggestions_fail_the_box_still_searches(page):
    page.route("**/api/v1/suggest*", lambda route: route.abort())
    page.goto("/duyurular/")
    box(page).focus()
    page.keyboard.type("lale")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Lale Eczanesi")).to_be_visible()


def test_an_opened_result_is_counted_and_its_address_is_plain(page):
    page.goto("/ara/?q=lale")
    link = page.get_by_role("link", name="Lale Eczanesi")
    assert "?" not in link.get_attribute("href")
    with page.expect_request("**/ara/tiklama/"):
        link.click()
    page.wait_for_load_state()
    recording.flush()
    assert ClickDay.objects.get().clicks == 1
    assert not QueryDay.objects.exclude(query="lale").exists()


def test_everything_works_without_scripts(chromium, live_server, town):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/duyurular/")
    box(page).fill("eczane")
    page.get_by_role("search").get_by_role("button").click()
    assert "4 sonuç" in page.inner_text("main")
    page.get_by_role("navigation", name="Tür").get_by_role("link", name="Yerler").click()
    page.get_by_label("Mahalle").select_option("erkilet")
    page.get_by_role("button", name="Uygula").click()
    assert "2 sonuç" in page.inner_text("main")
    page.get_by_role("link", name="Mahalle: Erkilet").click()
    assert "3 sonuç" in page.inner_text("main")
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_results_cards_and_empty_pages_are_accessible_on_phone_and_desk(
    chromium, live_server, town, width, scheme
):
    context = chromium.new_context(
        base_url=live_server.url,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        bypass_csp=True,
    )
    page = context.new_page()
    faults = {}
    for path in (
        "/ara/",
        "/ara/?q=eczane",
        "/ara/?q=eczane&bolum=place&mahalle=erkilet",
        "/ara/?q=cenaze",
        "/ara/?q=kurs+kayit",
        "/ara/?q=zzzqqq",
        "/ar/ara/?q=zzzqqq",
    ):
        page.goto(path)
        if found := violations(page):
            faults[path] = found
        wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wider <= 0, f"{path} scrolls sideways by {wider}px"
    context.close()
    assert faults == {}
