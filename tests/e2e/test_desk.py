"""The desk of cases in a real browser: desk officer by keyboard alone, call centre, crew on a phone."""

import io
import re

import pytest
from django.conf import settings
from PIL import Image

from services.desk.actions.working import give
from services.requests.models import Report
from tests.e2e.axe import violations
from tests.e2e.conftest import DESKTOP, PHONE
from tests.factories.casedesk import officer, works
from tests.factories.reports import report, topic
from tests.factories.site import home_page, neighbourhood
from tests.factories.staff import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUEUE, JOBS = "/yonetim/basvurular/", "/yonetim/saha-isleri/"


@pytest.fixture
def town(transactional_db):
    """A town with one topic that asks for evidence."""
    home_page()
    neighbourhood("Sahabiye", lat=38.73, lng=35.48)
    return topic(evidence_needed=True)


@pytest.fixture
def desk(chromium, live_server, town):
    """Return a function that opens a window for a member of the staff; all close afterwards."""
    contexts = []

    def window(user, size=DESKTOP):
        context = chromium.new_context(viewport=size, locale="tr-TR", base_url=live_server.url)
        session = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
        context.add_cookies([cookie])
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        return page

    yield window
    for context in contexts:
        context.close()


def jpeg():
    file = io.BytesIO()
    Image.new("RGB", (320, 240), "#777").save(file, "JPEG")
    return file.getvalue()


def test_an_officer_finds_gives_answers_and_closes_a_case_by_keyboard_alone(desk):
    made = report(
        title="Klavyeyle kapanacak çukur", contact_phone="", contact_email="deneme@example.org"
    )
    page = desk(officer("solution_centre"))
    page.goto(QUEUE)
    assert violations(page, also=()) == []
    page.keyboard.press("/")
    page.keyboard.type(str(made.case.reference).lower())
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Klavyeyle kapanacak çukur").wait_for()
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator("input[name=secili]").is_checked()
    page.get_by_role("link", name="Klavyeyle kapanacak çukur").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Ne yapılacak").wait_for()
    assert violations(page, also=()) == []

    def open_step(name):
        page.locator(f"#{name} > summary").focus()
        page.keyboard.press("Enter")

    open_step("durum")
    page.locator("#durum-after").focus()
    page.keyboard.type("İşlemde")
    page.locator("#durum-text").focus()
    page.keyboard.type("Ekip yarın gelecek.")
    page.locator("#durum button[name=onizle]").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Vatandaşa gidecek olan").wait_for()
    assert "Ekip yarın gelecek." in page.locator(".casedesk-letter").inner_text()
    page.get_by_role("button", name="Durumu değiştir").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Durum değişti.").wait_for()

    open_step("kapat")
    page.locator("#kapat-end").select_option("solved:fixed")
    page.locator("#kapat-text").focus()
    page.keyboard.type("Çukur kapatıldı.")
    page.locator("#kapat-evidence").focus()
    page.keyboard.type("Yerinde görüldü.")
    page.get_by_role("button", name="Başvuruyu kapat").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Başvuru kapandı; yanıt yola çıktı.").wait_for()
    made.refresh_from_db()
    assert (made.status, made.reason) == ("solved", "fixed")


def test_name_and_contact_appear_after_a_reason(desk):
    made = report(
        title="Yeri sorulacak çukur", contact_phone="", contact_email="deneme@example.org"
    )
    page = desk(officer("directorate", works()))
    page.goto(f"{QUEUE}{made.case.reference}/")
    assert "deneme@example.org" not in page.content()
    page.get_by_label("Neden gerekiyor?").fill("Yerini soracağım")
    page.get_by_role("button", name="Adı ve iletişimi göster").click()
    page.get_by_text("deneme@example.org").wait_for()


def test_the_call_centre_writes_a_call_down_and_reads_the_reference_out(desk):
    page = desk(officer("call_centre"))
    page.goto(f"{QUEUE}adina-kayit/")
    assert violations(page, also=()) == []
    page.get_by_label("Konu", exact=True).select_option(label="Çukur ve bozuk yol")
    page.get_by_label("Ne bildiriliyor").fill("Arayan: sokağın başında çukur var.")
    page.get_by_label("Vatandaş bu numaradan arıyor").check()
    page.get_by_role("button", name="Kaydet").click()
    page.get_by_text("Doğrulanan telefonu veya e-postayı yazın.").first.wait_for()
    assert page.get_by_label("Ne bildiriliyor").input_value().startswith("Arayan")
    page.get_by_label("Telefon", exact=True).fill("0500 000 01 23")
    page.get_by_role("button", name="Kaydet").click()
    reference = page.locator(".casedesk-reference").inner_text()
    assert re.fullmatch(r"CM-\d\d-\d{5}-\w", reference)
    made = Report.objects.get(case__text__startswith="Arayan: sokağın başında")
    assert str(made.case.reference) == reference
    assert page.get_by_role("link", name="Başvuruyu aç").count() == 0


def test_a_crew_begins_and_finishes_with_a_photo_though_the_line_breaks(desk):
    made = report(
        title="Ekibin kapatacağı çukur", contact_phone="", contact_email="deneme@example.org"
    )
    crew = officer("field_crew", works())
    give(case=made.case, person=crew, author=None)
    page = desk(crew, PHONE)
    page.goto(JOBS)
    assert violations(page) == []
    card = page.locator("article", has_text="Ekibin kapatacağı çukur")
    card.get_by_role("button", name="Başlıyorum").click()
    page.get_by_text("Başlandı: Ekibin kapatacağı çukur").wait_for()
    card = page.locator("article", has_text="Ekibin kapatacağı çukur")
    card.get_by_role("link", name="Bitti").click()
    page.set_input_files("#foto", {"name": "is.jpg", "mimeType": "image/jpeg", "buffer": jpeg()})
    assert violations(page) == []
    page.context.set_offline(True)
    page.get_by_role("button", name="Gönder: bitti").click()
    page.get_by_text("Bağlantı yok. Hiçbir şey kaybolmadı").wait_for()
    assert page.evaluate("document.querySelector('#foto').files.length") == 1
    page.context.set_offline(False)
    page.get_by_text("Bitti: Ekibin kapatacağı çukur").wait_for()
    made.refresh_from_db()
    assert made.status == "solved"
    assert made.case.attachments.count() == 1


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_the_desks_pages_fit_every_width(desk, width):
    page = desk(officer("solution_centre"), {"width": width, "height": 900})
    made = report()
    wide = []
    for path in ("", "harita/", "rakamlar/", "adina-kayit/", f"{made.case.reference}/"):
        page.goto(QUEUE + path)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            wide.append(path)
    assert wide == []
