"""Every list, search and form does its work with JavaScript off."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from search import turkish
from tests.e2e.conftest import DESKTOP
from tests.e2e.pages import documents

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def page(chromium, server):
    context = chromium.new_context(viewport=DESKTOP, java_script_enabled=False, base_url=server)
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


def narrow(page, **fields):
    """Fill the list's filter in, by label, and apply it."""
    form = page.locator("details.filters")
    if not form.locator("form").is_visible():
        form.locator("summary").click()
    for label, value in fields.items():
        field = form.get_by_label(label.replace("_", " "), exact=True)
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    form.get_by_role("button", name="Uygula").click()


def count(page):
    """Return the number the list says it has."""
    return int(re.search(r"\d+", page.locator(".list-head").inner_text())[0])


def asked(page):
    """Return the parameters of the address, without the empty ones."""
    return {key: values[0] for key, values in parse_qs(urlsplit(page.url).query).items()}


def entries(page, selector):
    return [text.strip() for text in page.locator(f"main {selector}").all_inner_texts()]


def test_obituaries_are_filtered_by_name_and_by_day_and_read_page_by_page(page):
    page.goto("/vefat-ilanlari/")
    everyone, first = count(page), entries(page, ".obituary-name a")
    assert len(first) == 20 < everyone
    page.get_by_role("link", name="Sonraki").click()
    second = entries(page, ".obituary-name a")
    assert len(second) == everyone - 20
    assert not set(first) & set(second)
    page.get_by_role("link", name="Arşiv").click()
    assert asked(page) == {"donem": "arsiv"}
    assert set(entries(page, ".obituary-name a")) != set(first)
    page.get_by_role("link", name="Yarın", exact=True).click()
    tomorrow = entries(page, ".obituary-name a")
    assert count(page) == len(tomorrow) >= 1
    surname = tomorrow[0].split()[-1]
    narrow(page, Ad_ya_da_soyad=turkish.fold(surname).lower()[:4])
    found = entries(page, ".obituary-name a")
    assert tomorrow[0] in found
    assert asked(page)["donem"] == "yarin"
    page.get_by_role("link", name=tomorrow[0]).click()
    assert page.locator("h1").inner_text() == tomorrow[0]
    assert "vefat etmiştir" in page.locator("main").inner_text()


def test_road_works_are_filtered_sorted_and_read_page_by_page(page):
    page.goto("/asfalt-calismalari/")
    page.get_by_role("link", name="Hepsi").click()
    everything = count(page)
    assert everything > 20
    page.get_by_role("link", name="Sonraki").click()
    assert len(entries(page, ".card")) == min(20, everything - 20)
    narrow(page, Durum="paused")
    assert 0 < count(page) < everything
    assert all("Durdu" in text for text in entries(page, ".card"))
    page.get_by_label("Sıralama").select_option(index=1)
    page.get_by_role("button", name="Sırala").click()
    assert {"durum": "paused", "donem": "tumu"}.items() <= asked(page).items()
    assert "sirala" in asked(page)
    page.locator("main .card a").first.click()
    assert "Durdu" in page.locator("main").inner_text()


def test_places_are_filtered_by_category_entrance_and_name(page):
    page.goto("/kent-rehberi/")
    everything = count(page)
    assert everything > 20
    names = entries(page, ".card a")
    page.get_by_role("link", name="Sonraki").click()
    assert not set(names) & set(entries(page, ".card a"))
    narrow(page, Ad_ya_da_sözcük="eczane")
    assert 0 < count(page) < everything
    assert all("eczane" in turkish.fold(text).lower() for text in entries(page, ".card"))
    page.get_by_role("link", name="Filtreleri temizle").first.click()
    assert count(page) == everything
    page.goto("/kent-rehberi/?ad=qqqq")
    assert page.locator("main .empty").get_by_role("link").count() >= 1


def test_news_are_filtered_by_kind_and_word(page):
    page.goto("/duyurular/")
    everything = count(page)
    narrow(page, Tür="ihale")
    assert 0 < count(page) < everything
    titles = entries(page, ".card a")
    narrow(page, Başlıktaki_sözcük=titles[0].split()[1][:5])
    assert titles[0] in entries(page, ".card a")
    assert asked(page)["tur"] == "ihale"


def test_two_versions_of_the_disclosure_are_compared(page):
    page.goto("/kvkk/")
    page.locator("main .card a").first.click()
    page.get_by_role("button", name="Karşılaştır").click()
    assert asked(page) == {"eski": "1", "yeni": "2"}
    page.locator("main ins").first.wait_for()
    assert page.locator("main ins").count() > 3
    page.get_by_role("link", name="Yürürlükteki metne dön").click()
    assert "6698" in page.locator("main").inner_text()


def test_the_search_finds_narrows_and_helps(page):
    page.goto("/")
    page.get_by_role("searchbox").fill("eczaneler")
    page.get_by_role("search").get_by_role("button").click()
    assert "eczane" in page.locator("main").inner_text().lower()
    assert asked(page)["q"] == "eczaneler"
    page.goto("/ara/?q=eczanne")
    assert "eczane" in page.locator("main").inner_text().lower()


def test_feedback_is_thanked_for_and_leads_back(page):
    path = documents()["page", "tr"]
    page.goto(path)
    page.get_by_role("button", name="Hayır").click()
    page.get_by_label("Ne eksik ya da yanlıştı?").fill("Telefon numarası eski.")
    page.get_by_role("button", name="Gönder").click()
    assert "Teşekkür" in page.locator("main").inner_text()
    page.get_by_role("link", name="Sayfaya dön").click()
    assert urlsplit(page.url).path == path


@pytest.mark.parametrize("kind", ["obituary", "roadwork", "place", "disclosure", "news", "service"])
def test_a_detail_says_everything_its_payload_holds(page, kind):
    path = documents()[kind, "tr"]
    page.goto(path)
    scripted = page.context.browser.new_page(viewport=DESKTOP)
    scripted.goto(page.url)
    with_scripts = scripted.locator("main").inner_text().split()
    without = page.locator("main").inner_text().split()
    scripted.close()
    # Scripts add buttons (copy, map); the words are all there before.
    assert len(without) >= 0.9 * len(with_scripts)
