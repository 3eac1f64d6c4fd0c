"""A citizen follows a case: with a code, with the link, signed in; on a small phone, by keyboard."""

import re

import pytest
from django.core import mail
from django.core.cache import cache

from services.cases import kinds
from services.cases.actions import assign, copy_allowed_changes, write_message
from services.cases.kinds import By
from services.cases.models import Case, EntryKind
from services.cases.notices.links import token_of
from tests.e2e.conftest import DESKTOP
from tests.e2e.keyboard import reach
from tests.e2e.test_sign_in import server as _server
from tests.e2e.test_sign_in import visitor
from tests.factories.cases import asked, filed, photo, solved
from tests.factories.people import citizen, code_in, last_letter
from tests.factories.site import directorate
from tests.services.cases.conftest import TRIAL

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SMALL = {"width": 360, "height": 740}
LOOKUP = "/e-belediye/talep-sorgulama/"
MAIL = {"contact_email": "ayse@example.org"}

server = _server  # the fixture of an empty site


@pytest.fixture(autouse=True)
def trial(server):
    """Register the trial kind for a site that is served to a browser."""
    cache.clear()
    kinds.register(TRIAL)
    copy_allowed_changes()
    yield TRIAL
    kinds.unregister(TRIAL)


def sent_code():
    bodies = [letter.body for letter in mail.outbox if "kodunuz" in letter.body]
    return re.search(r"kodunuz: (\d{6})", bodies[-1])[1]


def words(who):
    return who.page.locator("main").inner_text()


@pytest.mark.parametrize(("viewport", "scripts"), [(SMALL, True), (SMALL, False), (DESKTOP, True)])
def test_somebody_without_an_account_looks_a_case_up_with_a_code(
    chromium, server, viewport, scripts
):
    case = asked(filed(title="Örnek: sönük sokak lambası", **MAIL))
    typed = str(case).replace("00001", "00010")
    with visitor(chromium, server, viewport=viewport, scripts=scripts) as who:
        who.go(LOOKUP)
        who.type("Başvuru numarası", typed)
        who.press("Kodu gönder")
        assert "üçüncü parçada" in words(who)
        assert who.page.get_by_label("Başvuru numarası").input_value() == typed
        who.type("Başvuru numarası", str(case).lower())
        who.press("Kodu gönder")
        assert "a***@example.org" in words(who)
        who.type("Kod", "000000" if sent_code() != "000000" else "000001")
        who.press("Başvuruyu aç")
        assert "Kod yanlış" in words(who)
        who.type("Kod", sent_code())
        who.press("Başvuruyu aç")
        assert who.heading == "Örnek: sönük sokak lambası"
        assert "Sıra sizde" in words(who)
        assert "Hangi direk?" in words(who)


def test_an_elderly_citizen_answers_by_the_link_on_a_small_phone_without_scripts(
    chromium, server, tmp_path
):
    case = asked(filed(title="Örnek: sönük sokak lambası", **MAIL))
    picture, program = tmp_path / "direk.jpg", tmp_path / "virus.exe"
    picture.write_bytes(photo((640, 480), "navy"))
    program.write_bytes(b"MZ")
    with visitor(chromium, server, viewport=SMALL, scripts=False) as who:
        who.go(f"{LOOKUP}b/{token_of(case)}/")
        assert token_of(case) not in who.page.url
        who.press("Yanıtla", role="link")
        who.page.get_by_label("Mesajınız").fill("Köşedeki direk")
        who.page.get_by_label("Fotoğraflar ve belgeler").set_input_files([picture, program])
        who.press("Gönder")
        assert "virus.exe: Yalnızca fotoğraf" in words(who)
        assert "direk.jpg" in words(who)
        assert who.page.get_by_label("Mesajınız").input_value() == "Köşedeki direk"
        who.press("Gönder")
        assert "İletiniz bize ulaştı" in words(who)
        assert "Sıra bizde" in words(who)
        with who.page.expect_download() as download:
            who.page.get_by_role("link", name="Başvuru belgesi (PDF)").click()
        assert download.value.suggested_filename == f"{case}.pdf"
        who.press("Bu tarayıcıda kapat")
        who.go(f"/e-belediye/basvurularim/{case}/")
        assert who.heading == "Talep sorgulama"
    case = Case.objects.get(pk=case.pk)
    assert (case.status, case.attachments.count()) == ("working", 1)


def test_a_citizen_with_an_account_answers_rates_and_opens_again(chromium, server):
    owner = citizen("sahip@sign-in.example")
    roads = directorate("Fen İşleri Müdürlüğü")
    mine = asked(assign(case=filed(owner=owner, title="Örnek: kırık kaldırım"), directorate=roads))
    done = solved(filed(owner=owner, title="Örnek: dolu çöp kutusu"))
    for number in range(22):
        filed(owner=owner, title=f"Örnek: eski başvuru {number}")
    with visitor(chromium, server, viewport=SMALL) as who:
        who.sign_in(owner.email, path="/e-belediye/basvurularim/")
        who.type("Kod", code_in(last_letter(owner.email)))
        who.press("Giriş yap")
        assert who.heading == "Başvurularım"
        first = who.page.locator(".case-list h2").first.inner_text()
        assert first == "Örnek: kırık kaldırım"
        who.page.get_by_role("link", name=re.compile("^Biten")).click()
        who.look()
        assert "Örnek: dolu çöp kutusu" in words(who)
        assert "kaldırım" not in words(who)
        who.press("Örnek: dolu çöp kutusu", role="link")
        who.press("Yanıtı değerlendir", role="link")
        who.page.get_by_text("2: pek değil", exact=True).click()
        who.press("Gönder")
        assert "Her değerlendirmeyi okuyoruz" in words(who)
        who.press("Yeniden aç", role="link")
        who.type("Eksik kalan nedir?", "Yine doldu")
        who.press("Yeniden aç")
        assert "yeniden açıldı" in words(who)
        who.press("Bütün başvurularım", role="link")
        who.press("Örnek: kırık kaldırım", role="link")
        assert "Fen İşleri Müdürlüğü" in words(who)
        who.page.get_by_label("Mesajınız").fill("Kapı numarası 12")
        who.page.wait_for_timeout(600)
        who.page.reload()
        assert who.page.get_by_label("Mesajınız").input_value() == "Kapı numarası 12"
        assert "geri getirdik" in words(who)
        who.press("Gönder")
        assert "İletiniz bize ulaştı" in words(who)
        who.page.reload()
        assert who.page.get_by_label("Mesajınız").input_value() == ""
    assert Case.objects.get(pk=mine.pk).timeline.filter(kind=EntryKind.MESSAGE).count() == 1
    assert Case.objects.get(pk=done.pk).status == "working"


def test_the_whole_way_is_walked_with_the_keyboard_alone(chromium, server):
    case = filed(title="Örnek: sönük sokak lambası", **MAIL)
    write_message(case=case, by=By.STAFF, text="Ekip yolda")
    with visitor(chromium, server, viewport=DESKTOP) as who:
        who.go(LOOKUP)
        reach(who.page, "#f-reference")
        who.page.keyboard.type(str(case))
        who.page.keyboard.press("Enter")
        who.page.wait_for_url("**/kod/")
        reach(who.page, "#f-code")
        who.page.keyboard.type(sent_code())
        who.page.keyboard.press("Enter")
        who.page.wait_for_url("**/basvurularim/**")
        who.look()
        reach(who.page, f'a[href$="{case}/geri-cek/"]')
        who.page.keyboard.press("Enter")
        who.page.wait_for_url("**/geri-cek/")
        reach(who.page, "button.button-danger")
        who.page.keyboard.press("Enter")
        who.page.wait_for_url(f"**/{case}/")
        assert "Başvurunuz geri çekildi." in words(who)
        who.look()
