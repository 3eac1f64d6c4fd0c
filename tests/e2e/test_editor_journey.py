"""Editors at work in a real browser, and what readers and programs get from it."""

import json
import re
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from demo.users import DEMO_PASSWORD
from tests.e2e.conftest import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@contextmanager
def signed_in(chromium, server, username):
    """Sign an editor in through the form; closes the window afterwards."""
    context = chromium.new_context(viewport=DESKTOP, locale="tr-TR")
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{server}/yonetim/")
    page.get_by_label("Kullanıcı adı").fill(username)
    page.get_by_label("Parola").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Giriş yap").click()
    page.get_by_role("heading", name=re.compile("Hoş geldiniz")).wait_for()
    yield page
    context.close()


@pytest.fixture
def editor_of(chromium, server):
    return lambda username: signed_in(chromium, server, username)


def fetch(address):
    """Return the status and the text of an address, as a reader without a session gets them."""
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status, answer.read().decode(), answer.url
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), error.url


def api(server, path):
    return json.loads(fetch(f"{server}/api/v1{path}")[1])


def fill_obituary(page, name):
    page.get_by_role("link", name="Yeni vefat ilanı").click()
    page.wait_for_load_state("networkidle")
    page.get_by_label("Ad ve soyad").fill(name)
    page.get_by_label("Doğum yılı").fill("1950")
    page.get_by_label("Hangi vakit").select_option("ikindi")
    page.get_by_label("Cami ya da yer").fill("Hunat Camii")
    page.get_by_label("Mezarlık").fill("Argıncık Mezarlığı")
    page.get_by_label("Aile onayı olmadan yayımlama gerekçesi").fill("Oğlu telefonda onayladı")


def press(page, name):
    """Press a button of the form's action menu and return when the server has answered."""
    with page.expect_response(
        lambda answer: answer.request.method == "POST" and answer.request.is_navigation_request()
    ) as waiting:
        page.get_by_role("button", name=name, exact=True).click()
    answered = time.monotonic()
    assert waiting.value.status in {200, 302}
    return answered


def test_an_obituary_is_written_previewed_published_and_everywhere_within_a_second(
    chromium, server, editor_of
):
    name = "Zübeyde YOLCULUK"
    with editor_of("vefat") as page:
        fill_obituary(page, name)
        page.get_by_role("button", name="Önizlemeyi aç/kapa").click()
        frame = page.frame_locator("#w-preview-iframe")
        for label, width in (("Telefon, 390 piksel", 390), ("Bilgisayar, 1280 piksel", 1280)):
            page.get_by_label(label).check(force=True)
            frame.get_by_role("heading", name=name).wait_for()
            drawn = page.locator("#w-preview-iframe").evaluate(
                "frame => frame.contentWindow.innerWidth"
            )
            assert abs(drawn - width) <= 20, f"the preview “{label}” is {drawn} px wide"
            assert "Hunat Camii’nde" in frame.locator("main").inner_text()
        assert name not in fetch(f"{server}/vefat-ilanlari/")[1]
        published = press(page, "Yayımla")
        items = api(server, "/obituaries?sort=-date&limit=100")["items"]
        listed = fetch(f"{server}/vefat-ilanlari/")[1]
        path = next(item["url"] for item in items if item["name"] == name)
        shown = fetch(path if path.startswith("http") else server + path)[1]
        took = time.monotonic() - published
        assert name in listed
        assert "ikindi namazına müteakip" in shown
        assert took <= 1, f"public after {took:.2f} s"
        page.get_by_text(f"“{name}”").first.wait_for()
    for size in (PHONE, DESKTOP):
        reader = chromium.new_page(viewport=size)
        reader.goto(f"{server}/vefat-ilanlari/")
        reader.get_by_role("link", name=name).click()
        assert reader.locator("h1").inner_text() == name
        reader.close()


def test_a_page_is_submitted_and_approved_by_somebody_who_has_not_edited_it(server, editor_of):
    title, mended = "Yolculuk parkı açılıyor", "Yolculuk Parkı cumartesi açılıyor"
    with editor_of("editor") as page:
        page.get_by_role("link", name="Yeni duyuru").click()
        page.wait_for_load_state("networkidle")
        page.locator("#id_title").fill(title)
        page.locator("#id_summary").fill("Park cumartesi günü saat 10.00’da açılacak.")
        more_actions(page)
        assert page.get_by_role("button", name="Yayımla", exact=True).count() == 0
        press(page, "Onaya gönder")
    assert title not in fetch(f"{server}/duyurular/")[1]
    with editor_of("onay") as page:
        page.get_by_role("link", name=title).first.click()
        page.wait_for_load_state("networkidle")
        form = page.url
        # Changing and approving in one go is refused, and nothing typed is lost.
        page.locator("#id_title").fill(mended)
        approve(page)
        page.get_by_text("son siz değiştirdiniz").first.wait_for()
        assert page.locator("#id_title").input_value() == mended
        more_actions(page)
        press(page, "Taslağı kaydet")
        page.goto(form)
        page.wait_for_load_state("networkidle")
        more_actions(page)
        assert page.get_by_role("button", name="Onayla ve yayımla", exact=True).count() == 0
        assert "başka bir onaylayanın onayı gerekir" in page.locator("#page-edit-form").inner_text()
    assert mended not in fetch(f"{server}/duyurular/")[1]
    with editor_of("onay2") as page:
        page.get_by_role("link", name=mended).first.click()
        page.wait_for_load_state("networkidle")
        approve(page)
        page.get_by_text(f"“{mended}”").first.wait_for()
    assert mended in fetch(f"{server}/duyurular/")[1]
    titles = [item["title"] for item in api(server, "/documents?kind=news&sort=-date")["items"]]
    assert mended in titles


def more_actions(page):
    page.get_by_role("button", name="Daha fazla eylem").click()


def approve(page):
    with page.expect_navigation():
        page.get_by_role("button", name="Onayla ve yayımla", exact=True).click()
    page.wait_for_load_state("networkidle")


def run_worker_clock():
    """Do in a thread of its own what the worker's clock does every twenty seconds."""

    def publish():
        call_command("publish_scheduled", verbosity=0)
        connection.close()

    clock = threading.Thread(target=publish)
    clock.start()
    clock.join()


def test_a_scheduled_notice_is_public_at_its_time_and_not_before(server, editor_of):
    name = "Zahide ZAMANLI"
    go_live = timezone.localtime() + timedelta(hours=2)
    with editor_of("vefat") as page:
        fill_obituary(page, name)
        page.get_by_role("button", name="Durumu aç/kapat").click()
        page.get_by_role("button", name="Zamanla").click()
        # Typing would open a calendar that covers the button until it is clicked away.
        page.locator("#id_go_live_at").evaluate(
            "(field, value) => { field.value = value }", f"{go_live:%d.%m.%Y %H:%M}"
        )
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            page.get_by_role("button", name="Zamanı kaydet").click()
        page.wait_for_load_state("networkidle")
        press(page, "Zamanında yayımla")
    run_worker_clock()
    assert name not in fetch(f"{server}/vefat-ilanlari/")[1]
    assert name not in json.dumps(api(server, "/obituaries?limit=100"), ensure_ascii=False)
    with time_machine.travel(go_live + timedelta(minutes=1), tick=True):
        run_worker_clock()
        assert name in fetch(f"{server}/vefat-ilanlari/")[1]
        items = api(server, "/obituaries?limit=100")["items"]
        assert name in [item["name"] for item in items]


def test_a_withdrawn_notice_is_gone_with_its_reason_and_its_tombstone_is_told(server, editor_of):
    name = "Zekiye GERİDÖNEN"
    with editor_of("vefat") as page:
        fill_obituary(page, name)
        press(page, "Yayımla")
        (item,) = (i for i in api(server, "/obituaries?limit=100")["items"] if i["name"] == name)
        known = api(server, "/documents?limit=1")["since"]
        withdraw(page, item["id"], "Aile ya da ilgili kişi istedi", note="Kızı telefonla istedi.")
        page.get_by_text(f"“{name}” yayından kaldırıldı").first.wait_for()
        page.goto(f"{server}/yonetim/pages/{item['id']}/history/")
        assert "Kızı telefonla istedi." in page.locator("main").inner_text()
    status, text, _address = fetch(server + path_of(item))
    assert status == 410
    assert name not in text
    assert name not in fetch(f"{server}/vefat-ilanlari/")[1]
    changes = api(server, f"/documents?since={known}")
    assert [gone["id"] for gone in changes["deleted"]] == [item["id"]]
    assert fetch(f"{server}/api/v1/documents/{item['id']}")[0] == 410


def test_readers_of_a_withdrawn_page_are_led_to_another(server, editor_of):
    (item,) = api(server, "/documents?kind=news&limit=1")["items"]
    with editor_of("onay") as page:
        withdraw(page, item["id"], "Yerini başka bir sayfa aldı", target="/duyurular/")
        page.get_by_text("yayından kaldırıldı").first.wait_for()
    status, text, address = fetch(server + path_of(item))
    assert (status, address) == (200, f"{server}/duyurular/")
    assert item["title"] not in text


def path_of(item):
    return "/" + item["url"].split("/", 3)[3] if "://" in item["url"] else item["url"]


def withdraw(page, page_id, reason, *, note="", target=""):
    server = "/".join(page.url.split("/")[:3])
    page.goto(f"{server}/yonetim/pages/{page_id}/edit/")
    page.wait_for_load_state("networkidle")
    more_actions(page)
    page.get_by_role("link", name="Yayından kaldır (gerekçeyle)").click()
    page.get_by_label("Neden yayından kaldırılıyor?").select_option(label=reason)
    page.get_by_label("İş arkadaşlarınız için açıklama").fill(note)
    page.get_by_label("Okuyanları başka bir sayfaya yönlendir").fill(target)
    page.get_by_role("button", name="Sayfayı yayından kaldır", exact=True).click()
