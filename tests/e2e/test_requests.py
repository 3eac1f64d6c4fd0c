"""Reporting to the Solution Centre in a real browser: an elderly citizen, a keyboard, a phone."""

import re

import pytest

from services.cases.actions import copy_allowed_changes
from services.requests.models import Join, Report
from services.requests.topics import load_topics
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.test_sign_in import visitor
from tests.factories import reports
from tests.factories.people import code_in, last_letter
from tests.factories.site import directorate, home_page, neighbourhood

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
URL = "/e-belediye/cozum-merkezi/"
SMALL = {"width": 360, "height": 740}


@pytest.fixture
def server(live_server):
    home_page()
    copy_allowed_changes()
    for slug in ("fen-isleri", "temizlik-isleri", "park-bahceler"):
        directorate(slug, slug=slug)
    load_topics()
    neighbourhood("Sahabiye", slug="sahabiye", lat=38.7310, lng=35.4820)
    return live_server.url


def code_for(email: str) -> str:
    return code_in(last_letter(email).replace(": ", "\n").replace(". ", "\n"))


def choose(who, text):
    who.page.get_by_text(text, exact=True).first.click()


def test_an_elderly_citizen_reports_on_a_small_phone_without_scripts(chromium, server):
    with visitor(chromium, server, scripts=False, viewport=SMALL) as who:
        who.go(URL)
        assert who.heading == "Konu nedir?"
        who.type("Konu nedir? Kendi sözlerinizle yazın", "çöpler alınmadı")
        who.press("Konuyu bul")
        choose(who, "Çöp alınmadı")
        choose(who, "Şikâyet")
        who.press("İleri")
        assert who.heading == "Nerede?"
        who.page.get_by_label(re.compile("^Adres")).fill("Sahabiye Mah. Gül Sokak No:5")
        who.press("İleri")
        who.page.get_by_label("Anlatın").fill("Çöp")
        who.press("İleri")
        assert "En az bir cümleyle anlatın." in who.page.locator(".error-summary").inner_text()
        who.page.get_by_label("Anlatın").fill("Çöplerimiz üç gündür alınmadı.")
        who.press("İleri")
        assert "Sahabiye, Gül Sokak, 5" in who.page.locator("main").inner_text()
        who.press("Yeri değiştir")
        assert who.heading == "Nerede?"
        who.press("İleri")
        who.press("İleri")
        who.page.get_by_label(re.compile("e-posta", re.I)).fill("dede@example.org")
        who.press("Kodu gönder")
        who.page.get_by_label("Kod").fill(code_for("dede@example.org"))
        who.press("Bildirimi gönder")
        assert who.heading == "Bildiriminiz bize ulaştı"
        made = Report.objects.get()
        assert str(made.case.reference) in who.page.locator("main").inner_text()
        assert (made.street, made.door) == ("Gül Sokak", "5")
        assert Report.objects.count() == 1


def test_the_whole_way_is_walked_with_the_keyboard_alone(chromium, server):
    with visitor(chromium, server, viewport=DESKTOP) as who:
        keys = who.page.keyboard

        def reach(selector):
            for _ in range(60):
                if who.page.evaluate("s => document.activeElement.matches(s)", selector):
                    return
                keys.press("Tab")
            pytest.fail(f"the keyboard does not reach {selector}")

        who.go(URL)
        reach("#f-words")
        keys.type("yolda çukur")
        who.page.wait_for_selector("input[name=topic]")
        reach("input[name=topic]")
        keys.press("Space")
        reach("input[name=type]")
        keys.press("ArrowDown")
        reach("button[value=ileri]")
        keys.press("Enter")
        who.page.wait_for_selector("#f-address")
        who.look()
        reach("#f-address")
        keys.type("Sahabiye Mahallesi, okulun önü")
        keys.press("Enter")
        who.page.wait_for_selector("#f-text")
        who.look()
        reach("#f-text")
        keys.type("Yolda büyük bir çukur var.")
        reach("button[value=ileri]")
        keys.press("Enter")
        who.page.wait_for_selector("#f-contact")
        who.look()
        reach("#f-contact")
        keys.type("klavye@example.org")
        keys.press("Enter")
        who.page.wait_for_selector("#f-code")
        who.look()
        reach("#f-code")
        keys.type(code_for("klavye@example.org"))
        keys.press("Enter")
        who.page.wait_for_url("**/tesekkurler/")
        who.look()
        assert who.heading == "Bildiriminiz bize ulaştı"


def test_the_position_of_the_phone_is_enough_and_the_same_report_is_joined(chromium, server):
    lng, lat = reports.HERE
    made = reports.public_report(
        category=reports.topic("cukur"), public_text="Yolda çukur var", point=(lng, lat + 0.0002)
    )
    Report.objects.filter(pk=made.pk).update(public_state="public", public_at=made.received_at)
    options = {
        "geolocation": {"longitude": lng, "latitude": lat, "accuracy": 9},
        "permissions": ["geolocation"],
    }
    with visitor(chromium, server, viewport=PHONE, **options) as who:
        who.go(f"{URL}?konu=cukur")
        choose(who, "Şikâyet")
        who.press("İleri")
        who.page.get_by_role("button", name="Şu anda oradayım: Konumumu kullan").click()
        who.page.get_by_text("Konum işaretlendi").wait_for()
        who.press("İleri")
        who.page.get_by_label("Anlatın").fill("Yolda çukur var, kapatın.")
        who.press("İleri")
        assert "22 m ötede" in who.page.locator("main").inner_text()
        who.press("Evet, bu: Ben de", role="link")
        who.page.get_by_label(re.compile("e-posta", re.I)).fill("komsu@example.org")
        who.press("Kodu gönder")
        who.page.get_by_label("Kod").fill(code_for("komsu@example.org"))
        who.press("Katıl")
        assert who.heading == "Katıldınız"
    assert Join.objects.get().report_id == made.pk


@pytest.mark.parametrize("viewport", [SMALL, DESKTOP])
def test_what_is_public_is_readable_by_everybody(chromium, server, viewport):
    made = reports.public_report(category=reports.topic("cukur"))
    reports.public_report(category=reports.topic("oyun-grubu"), public_text="Salıncak kırık")
    with visitor(chromium, server, viewport=viewport) as who:
        who.go(f"{URL}bildirimler/")
        who.page.get_by_role("button", name="Haritayı göster").click()
        who.page.wait_for_selector(".leaflet-marker-icon")
        who.look()
        who.go(f"{URL}bildirimler/{made.pk}/")
        who.go(f"{URL}bildirimler/{made.pk}/ben-de/")
        who.go(f"{URL}istatistik/")
        who.go(f"{URL}bildirimler/yogunluk/")
