"""From a debt to its receipt in a real browser: with axe, on a phone and a desk, without scripts."""

import threading
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.profiles.models import CitizenProfile, VerifiedBy
from demo.bank import Bank
from services.debts.models import Assessment, ImportRun, Receipt
from services.debts.payments.provider import _loaded
from services.debts.verification import findings
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.test_sign_in import server as _server
from tests.e2e.test_sign_in import visitor
from tests.factories.citizens import invented_number
from tests.factories.debts import assessment, debt_account
from tests.factories.people import citizen, code_in, last_letter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HERE = "/e-belediye/borc/"
NUMBER = invented_number(88)

server = _server  # the fixture of an empty site


@pytest.fixture
def bank(settings):
    found = Bank(("127.0.0.1", 0), "tests-only")
    threading.Thread(target=found.serve_forever, daemon=True).start()
    settings.PAYMENT_PROVIDER = "services.debts.payments.sandbox.Sandbox"
    settings.PAYMENT_SANDBOX_URL = found.address
    _loaded.cache_clear()
    yield found
    found.shutdown()
    found.server_close()
    _loaded.cache_clear()


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
    account = debt_account(NUMBER)
    assessment(account, amounts=("1000.00",), due=today - timedelta(days=200))
    assessment(account, amounts=("500.00",), due=today + timedelta(days=20))
    return user


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
