"""From a debt to its receipt in a real browser: with axe, on a phone and a desk, without scripts."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from accounts.profiles.models import CitizenProfile, VerifiedBy
from services.debts.models import Assessment, ImportRun, Receipt
from services.debts.verification import findings
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.keyboard import reach
from tests.e2e.test_sign_in import server as _server
from tests.e2e.test_sign_in import visitor
from tests.factories.citizens import invented_number
from tests.factories.debts import assessment, debt_account
from tests.factories.paying import running_bank
from tests.factories.people import citizen, code_in, last_letter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HERE = "/e-belediye/borc/"
QUICK = f"{HERE}hizli/"
NUMBER = invented_number(88)

server = _server  # the fixture of an empty site


@pytest.fixture
def bank(settings):
    with running_bank(settings) as found:
        yield found


@pytest.fixture
def debtor(db):
    now, today = timezone.now(), timezone.localdate()
    user = citizen("borclu@sign-in.example")
    CitizenProfile.objects.create(
        user=user,
        identity_number=NUMBER,
        identity_verified_by=VerifiedBy.EDEVLET,
        identity_verified_at=now,
    )
    ImportRun.objects.create(
        source="muhasebe", kind="full", state="done", source_time=now, finished_at=now
    )
    account = debt_account(NUMBER, email="ayse@example.org")
    assessment(account, amounts=("1000.00",), due=today - timedelta(days=200))
    assessment(account, amounts=("500.00",), due=today + timedelta(days=20))
    return user


# Tables that a phone shows a part of only.
CUT_TABLES = """[...document.querySelectorAll(".table-scroll")]
    .filter(one => one.scrollWidth > one.clientWidth).length"""


@pytest.mark.parametrize(("viewport", "scripts"), [(PHONE, False), (PHONE, True), (DESKTOP, True)])
def test_somebody_finds_a_debt_understands_it_pays_it_and_has_the_receipt(
    chromium, server, bank, debtor, viewport, scripts
):
    with visitor(chromium, server, scripts=scripts, viewport=viewport) as who:
        who.sign_in(debtor.email, path=HERE)
        who.type("Kod", code_in(last_letter(debtor.email)))
        who.press("Giriş yap")
        assert who.heading == "Borçlarım"
        who.page.locator(".card-title a").first.click()
        who.look()
        assert who.page.evaluate(CUT_TABLES) == 0
        assert "6183 sayılı Kanun m.51" in who.page.locator("main").inner_text()
        day = timezone.localdate() + timedelta(days=60)
        who.page.get_by_label("Başka bir gün").fill(day.isoformat())
        who.press("Hesapla")
        assert "bugünkünden" in who.page.locator("main").inner_text()
        who.go(HERE)
        who.press("Borç öde", role="link")
        boxes = who.page.get_by_role("checkbox")
        assert [boxes.nth(place).is_checked() for place in range(2)] == [True, False]
        who.press("Ödemeye geç")
        who.page.get_by_role("link", name="Şimdi öde").click()
        who.page.get_by_role("button", name="Öde", exact=True).click()
        who.page.get_by_text("Ödemeniz bize ulaştı").wait_for()
        who.look()
        with who.page.expect_download() as file:
            who.page.get_by_role("link", name="PDF").click()
        assert file.value.suggested_filename == f"makbuz-{Receipt.objects.get()}.pdf"
        who.go(HERE)
        who.go(f"{HERE}tumu/?durum=odenen")
        assert who.page.locator(".card-title").count() == 1
        who.go(f"{HERE}makbuz/dogrula/{Receipt.objects.get().code}/")
        assert "Bu makbuz gerçek" in who.page.locator("main").inner_text()
    assert sorted(Assessment.objects.values_list("status", flat=True)) == ["open", "paid"]
    assert list(findings()) == []


def test_the_way_from_a_debt_to_its_receipt_is_walked_by_keyboard_alone(
    chromium, server, bank, debtor
):
    with visitor(chromium, server, viewport=DESKTOP) as who:
        keys = who.page.keyboard
        who.sign_in(debtor.email, path=HERE)
        who.type("Kod", code_in(last_letter(debtor.email)))
        keys.press("Enter")
        who.page.wait_for_url(f"**{HERE}")
        reach(who.page, f'a[href="{HERE}odeme/"]')
        keys.press("Enter")
        who.page.wait_for_url("**/odeme/")
        reach(who.page, "input[type=checkbox]:not(:checked)")
        keys.press("Space")
        reach(who.page, "main .form button")
        keys.press("Enter")
        who.page.get_by_text("Ödeme sayfasında").wait_for()
        reach(who.page, f'a[href^="{bank.address}"]')
        keys.press("Enter")
        who.page.wait_for_url(f"{bank.address}/**")
        who.page.get_by_role("button", name="Öde", exact=True).focus()  # the bank's own page
        keys.press("Enter")
        who.page.get_by_text("Ödemeniz bize ulaştı").wait_for()
        reach(who.page, 'a[href$=".pdf"]')
        with who.page.expect_download() as file:
            keys.press("Enter")
        assert file.value.suggested_filename == f"makbuz-{Receipt.objects.get()}.pdf"
    assert set(Assessment.objects.values_list("status", flat=True)) == {"paid"}
    assert list(findings()) == []


def sent_code():
    bodies = [letter.body for letter in mail.outbox if "ödeme kodunuz" in letter.body]
    return re.search(r"kodunuz (\d{6})", bodies[-1])[1]


@pytest.mark.parametrize(("viewport", "scripts"), [(PHONE, False), (PHONE, True), (DESKTOP, True)])
def test_somebody_without_an_account_looks_up_and_pays_with_a_code(
    chromium, server, bank, debtor, viewport, scripts
):
    cache.clear()
    with visitor(chromium, server, scripts=scripts, viewport=viewport) as who:
        who.go(QUICK)
        who.type("T.C. kimlik, vergi ya da sicil numarası", "12345678901")
        who.press("Kodu gönder")
        assert "bir yanlış var" in who.page.locator("main").inner_text()
        who.type("T.C. kimlik, vergi ya da sicil numarası", NUMBER)
        who.press("Kodu gönder")
        assert "a***@example.org" in who.page.locator("main").inner_text()
        who.type("Kod", "000000" if sent_code() != "000000" else "000001")
        who.press("Borçları göster")
        assert "Kod yanlış" in who.page.locator("main").inner_text()
        who.type("Kod", sent_code())
        who.press("Borçları göster")
        assert who.heading == "Ödenecek borçlar"
        said = who.page.locator("main").inner_text()
        assert "A. Ö." in said
        assert "ÖRNEK" not in said
        boxes = who.page.get_by_role("checkbox")
        assert [boxes.nth(place).is_checked() for place in range(2)] == [True, False]
        who.press("Ödemeye geç")
        who.page.get_by_role("link", name="Şimdi öde").click()
        who.page.get_by_role("button", name="Öde", exact=True).click()
        who.page.get_by_text("Ödemeniz bize ulaştı").wait_for()
        who.look()
        with who.page.expect_download() as file:
            who.page.get_by_role("link", name="PDF").click()
        assert file.value.suggested_filename == f"makbuz-{Receipt.objects.get()}.pdf"
        who.press("Bu tarayıcıda kapat")
        who.go(f"{QUICK}borclar/")
        assert who.heading == "Hızlı sorgulama ve ödeme"
    assert list(findings()) == []


@pytest.mark.parametrize(("viewport", "scripts"), [(PHONE, False), (DESKTOP, True)])
def test_a_citizen_objects_to_a_debt_and_asks_for_a_certificate(
    chromium, server, debtor, viewport, scripts
):
    with visitor(chromium, server, scripts=scripts, viewport=viewport) as who:
        who.sign_in(debtor.email, path=HERE)
        who.type("Kod", code_in(last_letter(debtor.email)))
        who.press("Giriş yap")
        who.press("Borcu yoktur belgesi", role="link")
        assert "Bu borçların vadesi geçti" in who.page.locator("main").inner_text()
        who.press("Belgeyi iste")
        assert "Bugün vadesi geçmiş olanlar" in who.page.locator("main").inner_text()
        who.go(HERE)
        who.page.locator(".card-title a").first.click()
        who.press("Bu borca itiraz et", role="link")
        who.press("İtirazı gönder")
        assert "Bir neden seçin" in who.page.locator("main").inner_text()
        who.page.get_by_text("Tutar yanlış", exact=True).click()
        who.page.get_by_label("Kendi sözlerinizle").fill("Yüzölçümü yanlış yazılmış.")
        who.press("İtirazı gönder")
        assert "İtirazınız bize ulaştı" in who.page.locator("main").inner_text()
        who.go(f"{HERE}borcu-yoktur/")
        who.press("Belgeyi iste")
        assert "bir görevli borçlarınıza bakıyor" in who.page.locator("main").inner_text()
    assert sorted(Assessment.objects.values_list("status", flat=True)) == ["disputed", "open"]
