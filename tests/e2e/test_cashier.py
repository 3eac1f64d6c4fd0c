"""The till in a real browser: a cashier by keyboard alone, the second person, every page on a phone."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from services.debts.models import Attempt
from services.debts.staff.models import Means, Proposal, Till, TillSession
from tests.e2e.axe import violations
from tests.e2e.conftest import DESKTOP, PHONE
from tests.factories.debtdesk import DESK, fresh_figures, officer, taken, till_of
from tests.factories.debts import assessment, debt_account
from tests.factories.site import home_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town(transactional_db):
    home_page()
    Till.objects.create(name="Vezne 1")
    return fresh_figures()


@pytest.fixture
def desk(town, windows):
    """Return what opens a window in that town for a member of the staff."""
    return windows


def account_with_debts():
    account = debt_account(name="Işık ÇELİK")
    late = timezone.localdate() - timedelta(days=400)
    coming = timezone.localdate() + timedelta(days=30)
    assessment(account, amounts=("1000.00", "500.00"), due=(late, coming))
    return account


def press(page, name):
    """Reach a button and press it with Enter alone."""
    page.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def test_a_cashier_opens_takes_prints_and_closes_by_keyboard_alone(desk):
    account = account_with_debts()
    page = desk(officer("cashier"))
    page.goto(f"{DESK}kasa/")
    page.get_by_label("Vezne", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.get_by_label("Çekmecedeki nakit").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("100,00")
    page.keyboard.press("Enter")
    page.get_by_text("Vezne 1 açıldı.").wait_for()
    # The search has the focus: the number is typed at once.
    page.keyboard.type(account.number)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Borçlar", exact=True).last.wait_for()
    assert violations(page, also=()) == []
    press(page, "İşaretlileri tahsil et")
    page.get_by_text("Makbuz, tahsilatla birlikte numara alır.").wait_for()
    assert violations(page, also=()) == []
    page.get_by_label("Verilen nakit").focus()
    page.keyboard.type("5.000")
    page.keyboard.press("Enter")
    page.get_by_text("Para üstü").wait_for()
    assert violations(page, also=()) == []
    attempt = Attempt.objects.get()
    assert attempt.items.count() == 1  # the late one was ticked
    link = page.get_by_role("link", name=re.compile("Makbuzu yazdır"))
    answer = page.request.get(link.get_attribute("href"))
    assert answer.body().startswith(b"%PDF")
    session = TillSession.objects.get()
    page.goto(f"{DESK}kasalar/{session.pk}/")
    page.get_by_label("Sayılan nakit").fill("1")
    press(page, "Kasayı kapat")
    page.get_by_text("Sayım defterle tutmuyor. Nedenini yazın.").first.wait_for()
    assert violations(page, also=()) == []
    page.get_by_label("Farkın nedeni").fill("Sayım denemesi")
    press(page, "Kasayı kapat")
    page.get_by_text("Kapandı. Fark:").wait_for()
    session.refresh_from_db()
    assert session.counted == 1


def test_a_button_pressed_twice_takes_one_payment(desk):
    account = account_with_debts()
    cashier = officer("cashier")
    till_of(cashier)
    page = desk(cashier)
    page.goto(DESK)
    page.get_by_label(re.compile("Kimlik, vergi")).fill(account.number)
    press(page, "Ara")
    press(page, "İşaretlileri tahsil et")
    page.get_by_role("button", name="Tahsil et", exact=True).dblclick()
    page.get_by_role("link", name=re.compile("Makbuzu yazdır")).wait_for()
    assert Attempt.objects.count() == 1


def test_a_cashier_asks_for_a_void_and_the_chief_approves_on_a_phone(desk):
    account = account_with_debts()
    cashier = officer("cashier")
    till_of(cashier)
    late = account.assessments.get().instalments.first()
    payment = taken([late], cashier, means=Means.CARD)
    page = desk(cashier)
    page.goto(f"{DESK}odeme/{payment.attempt.public_id}/")
    page.get_by_text("Bu tahsilatı iptal et").click()
    page.get_by_label("Neden", exact=True).fill("Yanlış sicile alındı")
    page.get_by_role("button", name="İptali iste").click()
    page.get_by_text("İstendi. İkinci kişiyi bekliyor.").wait_for()
    second = desk(officer("revenue_chief"), PHONE)
    second.goto(f"{DESK}onay/")
    assert violations(second, also=()) == []
    second.get_by_role("link", name=re.compile("Vezne tahsilatının iptali")).click()
    second.get_by_role("button", name="Onayla").wait_for()
    assert violations(second, also=()) == []
    second.get_by_role("button", name="Onayla").click()
    second.get_by_text("Onaylandı ve deftere işlendi.").wait_for()
    assert Proposal.objects.get().state == "done"
    late.refresh_from_db()
    assert late.open_amount == 1000


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_page_of_the_staff_side_fits_and_passes_axe(desk, size):
    account = account_with_debts()
    cashier, chief = officer("cashier"), officer("revenue_chief")
    session = till_of(cashier)
    late, coming = account.assessments.get().instalments.all()
    payment = taken([late], cashier)
    found = f"{DESK}hesap/{account.pk}/"
    pages = {
        cashier: (
            *(DESK, f"{DESK}kasalar/{session.pk}/", f"{DESK}kasalar/", found),
            f"{found}tahsilat/?taksit={coming.pk}",
            f"{DESK}odeme/{payment.attempt.public_id}/",
        ),
        chief: (
            *(found, f"{found}borc/{late.assessment_id}/", f"{DESK}onay/"),
            f"{DESK}odeme/{payment.attempt.public_id}/",
            *(f"{DESK}raporlar/?gore={name}" for name in ("gun", "gelir", "yas", "kasa", "iade")),
        ),
    }
    wrong = []
    for user, paths in pages.items():
        page = desk(user, size)
        page.goto(DESK)
        page.get_by_label(re.compile("Kimlik, vergi")).fill(account.number)
        press(page, "Ara")
        page.get_by_text("Bakma nedeniniz").wait_for()
        for path in paths:
            page.goto(path)
            for step in page.locator("details").all():
                step.evaluate("one => one.open = true")
            wrong += [f"{path}: {one}" for one in violations(page, also=())]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
                wrong.append(f"{path}: wider than the window")
    assert wrong == []
