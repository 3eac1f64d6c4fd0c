"""The desk of cases in a real browser: desk officer by keyboard alone, call centre, crew on a phone."""

import io
import re

import pytest
from django.utils import timezone
from PIL import Image

from services.cases.actions import assign
from services.desk.actions.outside import ask_outside
from services.desk.actions.working import give
from services.requests.actions import bar
from services.requests.models import Report
from tests.e2e.axe import violations
from tests.e2e.conftest import PHONE
from tests.factories.casedesk import officer, works
from tests.factories.cases import filed
from tests.factories.people import code_in, last_letter, link_in
from tests.factories.reports import outside_body, report, topic
from tests.factories.site import home_page, neighbourhood
from tests.services.cases.conftest import trial

__all__ = ["trial"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUEUE, JOBS = "/yonetim/basvurular/", "/yonetim/saha-isleri/"


@pytest.fixture
def town(transactional_db):
    """A town with one topic that asks for evidence."""
    home_page()
    neighbourhood("Sahabiye", lat=38.73, lng=35.48)
    return topic(evidence_needed=True)


@pytest.fixture
def desk(town, windows):
    """Return what opens a window in that town for a member of the staff."""
    return windows


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


def test_the_call_centre_takes_a_call_by_keyboard_alone_and_confirms_it_by_a_code(desk):
    report(public_text="Çukur var", contact_phone="", contact_email="komsu@example.org")
    Report.objects.update(public_state="public", public_at=timezone.now())
    page = desk(officer("call_centre"))
    page.goto(f"{QUEUE}adina-kayit/")
    assert page.evaluate("document.activeElement.name") == "words"
    page.keyboard.type("yolda çukur açıldı")
    page.keyboard.press("Enter")
    advice = page.get_by_role("complementary", name="Konu hakkında bilinenler")
    advice.get_by_role("heading", name="Çukur ve bozuk yol").wait_for()
    assert page.get_by_label("Konu", exact=True).evaluate("one => one.selectedOptions[0].text") == (
        "Çukur ve bozuk yol"
    )
    page.get_by_label("Ne bildiriliyor").focus()
    page.keyboard.type("Arayan: kapımın önünde çukur var.")
    page.get_by_label("Mahalle").focus()
    page.keyboard.type("Sahabiye")
    page.keyboard.press("Tab")
    page.keyboard.type("Örnek Sokak")
    page.keyboard.press("Tab")
    advice.get_by_text("Daha önce bildirilmiş olabilir").wait_for()
    assert violations(page, also=()) == []
    page.get_by_label("E-posta").focus()
    page.keyboard.type("arayan@example.org")
    page.get_by_role("button", name=re.compile("kod gönder")).focus()
    page.keyboard.press("Enter")
    page.get_by_text("Kod yola çıktı: a***").wait_for()
    assert page.get_by_label("Ne bildiriliyor").input_value().startswith("Arayan: kapımın")
    letter = last_letter("arayan@example.org").replace(": ", "\n").replace(". ", "\n")
    page.get_by_label("Vatandaşın okuduğu kod").focus()
    page.keyboard.type(code_in(letter))
    page.keyboard.press("Control+Enter")
    reference = page.locator(".casedesk-reference").inner_text()
    made = Report.objects.select_related("case").get(case__text__startswith="Arayan: kapımın")
    assert (str(made.case.reference), made.case.contact_email) == (reference, "arayan@example.org")


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_an_outside_body_answers_on_a_phone_with_a_document(desk, live_server, chromium, prefix):
    made = report(contact_phone="", contact_email="deneme@example.org")
    ask_outside(
        case=made.case,
        body=outside_body(),
        email="kurum@example.org",
        question="Boru sizin mi?",
        author=None,
    )
    path = link_in(last_letter("kurum@example.org"))
    context = chromium.new_context(viewport=PHONE, base_url=live_server.url)
    page = context.new_page()
    page.goto(prefix + path)
    assert violations(page) == []
    page.locator("#f-name").fill("Su İdaresi, Ali Usta")
    page.locator("#f-documents").set_input_files(
        {"name": "yer.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}
    )
    page.locator("main form button").last.click()
    page.locator(".error-summary").wait_for()
    assert "yer.jpg" in page.locator("main").inner_text()
    assert violations(page) == []
    page.locator("#f-text").fill("Evet, bizim.")
    page.locator("main form button").last.click()
    page.locator("main .callout").wait_for()
    note = made.case.timeline.get(text__contains="Evet, bizim.")
    assert [file.name for file in note.attachments.all()] == ["yer.jpg"]
    page.goto(prefix + path)
    assert violations(page) == []
    context.close()


def test_a_case_of_a_kind_the_desk_never_heard_of_is_worked_on_by_keyboard(desk, trial):
    case = assign(case=filed(title="İtiraz", contact_email="a@example.org"), directorate=works())
    page = desk(officer("directorate", works()))
    page.goto(f"{QUEUE}?tur=DN")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Başvuruda yazılan").wait_for()
    assert violations(page, also=()) == []
    page.locator("#durum > summary").focus()
    page.keyboard.press("Enter")
    page.locator("#durum-after").select_option("working")
    page.get_by_role("button", name="Durumu değiştir").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Durum değişti.").wait_for()
    case.refresh_from_db()
    assert case.status == "working"


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
    page = desk(officer("administrator"), {"width": width, "height": 900})
    made = report()
    bar(reason="Sahte ihbar", days=30, author=None, phone="+905320000000", case=made.case)
    wide = []
    pages = ("", "harita/", "rakamlar/", "adina-kayit/", "engelliler/", "sorumlular/")
    for path in (*pages, f"{made.case.reference}/"):
        page.goto(QUEUE + path)
        assert violations(page, also=()) == [], path
        if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            wide.append(path)
    assert wide == []
