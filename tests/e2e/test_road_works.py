"""Road works: the crew lead's two taps on a phone, and the views beside the list without scripts."""

import re

import pytest

from content.roadworks.models import RoadWorkPage
from demo.users import DEMO_PASSWORD
from tests.e2e import axe
from tests.e2e.conftest import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def phone(chromium, server):
    """A phone without scripts, signed in as the crew lead."""
    context = chromium.new_context(
        viewport=PHONE, java_script_enabled=False, base_url=server, has_touch=True, locale="tr-TR"
    )
    page = context.new_page()
    page.goto("/yonetim/saha/")
    page.get_by_label("Kullanıcı adı").fill("saha")
    page.get_by_label("Parola").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Giriş yap").click()
    page.wait_for_url("**/saha/")
    yield page
    context.close()


def test_two_taps_on_a_phone_publish_that_a_work_is_paused(phone, server):
    card = phone.locator("article", has_text="Sürüyor").first
    title = card.locator("h2").inner_text()
    card.get_by_role("link", name="Ara verildi").tap()
    phone.wait_for_url("**/durdu/")
    phone.get_by_role("button", name="Malzeme bekleniyor").tap()
    phone.wait_for_url("**/saha/")
    assert f"Yayımlandı: {title}" in phone.locator("main").inner_text()
    work = RoadWorkPage.objects.get(title=title)
    assert (work.status, work.status_reason) == ("paused", "Malzeme bekleniyor")
    phone.goto(work.url)
    assert "Malzeme bekleniyor" in phone.locator("main").inner_text()
    assert "Neler değişti" in phone.locator("main").inner_text()


def test_the_crews_pages_are_accessible_large_and_do_not_scroll_sideways(chromium, server):
    context = chromium.new_context(viewport=PHONE, base_url=server, locale="tr-TR")
    page = context.new_page()
    page.goto("/yonetim/saha/")
    page.get_by_label("Kullanıcı adı").fill("saha")
    page.get_by_label("Parola").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Giriş yap").click()
    page.wait_for_url("**/saha/")
    faults = {}
    links = page.locator("a.big").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    by_step = {re.search(r"/([a-z]+)/$", link)[1]: link for link in links}
    assert {"basladi", "durdu", "gecikiyor", "bitti", "ilerleme"} <= set(by_step)
    for path in ("/yonetim/saha/", *by_step.values()):
        page.goto(path)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            if found := axe.violations(page):
                faults[f"{path} {scheme}"] = found
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        small = page.locator(".big").evaluate_all(
            "all => all.filter(one => one.getBoundingClientRect().height < 44).length"
        )
        assert small == 0
    context.close()
    assert faults == {}


@pytest.fixture
def reader(chromium, server):
    context = chromium.new_context(viewport=DESKTOP, java_script_enabled=False, base_url=server)
    yield context.new_page()
    context.close()


def test_a_street_is_found_and_the_calendar_turned_without_scripts(reader):
    street = RoadWorkPage.objects.live().exclude(streets=None).first().streets.first().name
    reader.goto("/asfalt-calismalari/")
    reader.get_by_role("link", name="Sokağımda ne var?").click()
    reader.get_by_label("Sokağın adı").fill(street.split()[0].lower())
    reader.get_by_role("button", name="Bul").click()
    assert street in reader.locator("main").inner_text()
    assert reader.locator("main .card").count() >= 1
    reader.get_by_role("link", name="Takvim", exact=True).click()
    caption = reader.locator(".calendar caption").inner_text()
    reader.get_by_role("link", name="Sonraki ay").click()
    assert reader.locator(".calendar caption").inner_text() != caption
    reader.get_by_role("link", name="Önceki ay").click()
    assert reader.locator(".calendar caption").inner_text() == caption


def test_the_door_notice_is_offered_and_is_a_pdf(reader):
    reader.goto("/asfalt-calismalari/")
    reader.locator("main .card a").first.click()
    link = reader.get_by_role("link", name="Kapı ilanı").get_attribute("href")
    answer = reader.request.get(link)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")


def test_printed_each_neighbourhood_begins_a_sheet_of_its_own(reader):
    reader.goto("/asfalt-calismalari/mahalleler/")
    sheets = reader.locator(".area-sheet").count()
    assert sheets >= 2
    reader.emulate_media(media="print")
    breaks = reader.locator(".area-sheet").evaluate_all(
        "all => all.map(one => getComputedStyle(one).breakBefore)"
    )
    assert breaks[1:] == ["page"] * (sheets - 1)
    assert not reader.locator(".ways").is_visible()


def test_the_proposal_of_the_announcement_is_shown_and_taken_over_in_the_form(chromium, server):
    context = chromium.new_context(viewport=DESKTOP, base_url=server, locale="tr-TR")
    page = context.new_page()
    page.goto("/yonetim/")
    page.get_by_label("Kullanıcı adı").fill("yol")
    page.get_by_label("Parola").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Giriş yap").click()
    page.wait_for_load_state("networkidle")
    work = RoadWorkPage.objects.live().filter(status="planned").first()
    page.goto(f"/yonetim/pages/{work.pk}/edit/")
    page.get_by_role("button", name="Metni alanlardan öner").click()
    use = page.get_by_role("button", name="Bu metni kullan")
    use.wait_for()
    use.click()
    assert "Mahallesi" in page.locator("#id_announcement").input_value()
    context.close()
