"""Rights: each role opens its pages and no other, and no address goes round it."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from services.debts.models import Attempt
from services.debts.staff.models import Proposal
from services.debts.staff.words import DeskRefused
from tests.factories.debtdesk import DESK, looking, officer, taken, till_of
from tests.factories.debts import assessment
from tests.factories.staff import signed_in

pytestmark = pytest.mark.django_db
ROLES = (
    *("cashier", "assessment", "revenue_chief", "revenue_auditor"),
    *("desk", "editor", "administrator"),
)
OURS = {"cashier", "assessment", "revenue_chief"}
AUDITS = {"revenue_chief", "revenue_auditor", "administrator"}
PAGES = {
    DESK: OURS | AUDITS,
    f"{DESK}kasa/": {"cashier"},
    f"{DESK}kasalar/": {"cashier"} | AUDITS,
    f"{DESK}onay/": OURS | AUDITS,
    f"{DESK}raporlar/": AUDITS,
    f"{DESK}raporlar/?bicim=xlsx": AUDITS,
    "/yonetim/vezneler/": {"administrator"},
}


@pytest.fixture
def paid(town):
    """A payment at the till of a cashier."""
    cashier = officer("cashier", "ilk")
    till_of(cashier)
    due = timezone.localdate() + timedelta(days=30)
    return taken([assessment(amounts=("100.00",), due=due).instalments.get()], cashier)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_its_pages_and_no_other(town, role):
    client = signed_in(officer(role))
    opened = {path for path in PAGES if client.get(path).status_code == 200}
    assert opened == {path for path, roles in PAGES.items() if role in roles}


@pytest.mark.parametrize("role", ROLES)
def test_accounts_are_looked_up_and_opened_by_who_works_with_them_alone(paid, role):
    client = signed_in(officer(role))
    data = {"who": paid.account.number, "why": "question", "note": ""}
    answer = client.post(DESK, data)
    page = f"{DESK}hesap/{paid.account_id}/"
    opened = client.get(page).status_code == 200
    assert opened == (role in OURS)
    assert (answer.status_code == 302 and answer["Location"] == page) == (role in OURS)


@pytest.mark.parametrize("role", ROLES)
def test_a_payment_and_a_session_are_seen_by_who_works_with_them_or_audits(paid, role):
    client = signed_in(officer(role))
    payment = client.get(f"{DESK}odeme/{paid.attempt.public_id}/").status_code
    session = client.get(f"{DESK}kasalar/{paid.session_id}/").status_code
    assert (payment == 200) == (role in OURS | AUDITS)
    assert (session == 200) == (role in AUDITS)  # another cashier's is as if it were not there


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"assessment", "revenue_chief"}))
def test_a_refund_is_asked_for_by_who_may_alone(paid, role):
    client = signed_in(officer(role))
    data = {
        **{"key": uuid.uuid4(), "amount": "10,00", "way": "bank"},
        **{"document": "Ö-1", "reason": "İki kez ödenmiş"},
    }
    client.post(f"{DESK}odeme/{paid.attempt.public_id}/iade/", data)
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"cashier"}))
def test_only_cashiers_take_payments(paid, role):
    user = officer(role)
    client = signed_in(user)
    if role in OURS:
        client = looking(user, paid.account)
    page = f"{DESK}hesap/{paid.account_id}/tahsilat/"
    assert client.get(page).status_code in {302, 403}
    assert client.post(page, {"taksit": 1, "key": uuid.uuid4()}).status_code in {302, 403}
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize("role", ROLES)
def test_the_receipt_is_printed_by_its_cashier_and_by_who_gave_a_reason(paid, role):
    client = signed_in(officer(role))
    page = f"{DESK}odeme/{paid.attempt.public_id}/makbuz.pdf"
    assert client.get(page).status_code in {302, 403, 404}
    assert signed_in(paid.session.cashier).get(page).content.startswith(b"%PDF")
    if role in OURS:
        assert looking(officer(role), paid.account).get(page).content.startswith(b"%PDF")


def test_a_cashier_sees_own_requests_and_the_chief_all(paid):
    from services.debts.staff.actions.proposals import approve, ask_void

    other = officer("cashier", "ikinci")
    found = ask_void(
        payment=paid, person=paid.session.cashier, reason="Yanlış sicil", key=uuid.uuid4()
    )
    page = f"{DESK}onay/{found.pk}/"
    assert signed_in(other).get(page).status_code == 404
    assert signed_in(paid.session.cashier).get(page).status_code == 200
    assert signed_in(officer("revenue_chief")).get(page).status_code == 200
    for role in ("cashier", "assessment", "revenue_auditor", "administrator"):
        with pytest.raises(DeskRefused):
            approve(proposal=found, person=officer(role))
    answer = signed_in(officer("revenue_auditor")).post(page, {"karar": "onayla"})
    assert answer.status_code == 422
    found.refresh_from_db()
    assert found.state == "waiting"


def test_what_somebody_may_not_open_is_neither_counted_nor_linked(paid):
    from services.debts.staff.actions.proposals import ask_void

    asked_by, other = paid.session.cashier, officer("cashier", "ikinci")
    found = ask_void(payment=paid, person=asked_by, reason="Yanlış sicil", key=uuid.uuid4())
    for person, is_seen in ((asked_by, True), (officer("revenue_chief"), True), (other, False)):
        client = looking(person, paid.account)
        payment = client.get(f"{DESK}odeme/{paid.attempt.public_id}/").content.decode()
        assert "İkinci kişiyi bekliyor" in payment
        assert (f"{DESK}onay/{found.pk}/" in payment) == is_seen
        assert ("düzeltmeler (1)" in client.get(DESK).content.decode()) == is_seen


def test_nobody_without_an_account_sees_anything(paid):
    client = Client()
    for path in (*PAGES, f"{DESK}odeme/{paid.attempt.public_id}/", f"{DESK}kasalar/1/"):
        answer = client.get(path)
        assert answer.status_code == 302, path
        assert "login" in answer["Location"], path


def test_the_menu_shows_debts_to_who_works_there(town):
    assert '"/yonetim/borclar/"' in signed_in(officer("cashier")).get("/yonetim/").content.decode()
    page = signed_in(officer("editor")).get("/yonetim/").content.decode()
    assert "/yonetim/borclar/" not in page
