"""Tills: opened, paid at, counted and closed; receipts, change, one payment for a double press."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from services.debts.actions.receipts import issue_receipt
from services.debts.models import Attempt, AttemptItem, Posting, Receipt
from services.debts.money import lira
from services.debts.staff.actions.payments import take_payment
from services.debts.staff.actions.tills import close_till
from services.debts.staff.fields import LiraField
from services.debts.staff.models import Means, Till, TillPayment, TillSession
from services.debts.staff.queries.tills import expected_cash, sums_of
from services.debts.staff.words import DeskRefused
from services.debts.verification import findings, totals
from tests.factories.debtdesk import (
    DESK,
    looking,
    officer,
    taken,
    taking,
    text_of,
    till_of,
)
from tests.factories.debts import assessment, debt_account, money
from tests.factories.staff import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cashier(town):
    user = officer("cashier")
    till_of(user)
    return user


def one(amount="100.00", days=30, account=None, **fields):
    """Return an instalment that is due in so many days."""
    due = timezone.localdate() + timedelta(days=days)
    return assessment(account, amounts=(amount,), due=due, **fields).instalments.get()


def why(call, **fields):
    with pytest.raises(DeskRefused) as caught:
        call(**fields)
    return caught.value.why


def test_a_payment_in_cash_is_booked_with_its_fee_a_receipt_and_the_change(cashier):
    row = one("1000.00", days=-400)
    made = taken([row], cashier, tendered="2000")
    attempt = Attempt.objects.get()
    assert (attempt.status, attempt.provider) == ("succeeded", "vezne")
    item = attempt.items.get()
    assert item.principal == money("1000.00")
    assert item.fee > money("400")
    assert attempt.charged == item.principal + item.fee
    assert made.change == money("2000") - attempt.charged
    row.refresh_from_db()
    assert (row.open_amount, row.assessment.status) == (0, "paid")
    assert str(attempt.receipt) == f"{timezone.localdate().year}-0000001"
    assert totals()["cash"] == attempt.charged
    assert list(findings()) == []


@pytest.mark.parametrize(("means", "book"), [("card", "terminal"), ("transfer", "bank")])
def test_card_and_transfer_go_into_books_of_their_own_with_a_number(cashier, means, book):
    row = one("75.50")
    assert (
        why(
            take_payment,
            account=row.assessment.account,
            cashier=cashier,
            taking=taking(row, means=Means(means), document=" "),
        )
        == "no_document"
    )
    made = taken([row], cashier, means=Means(means), document="004217")
    assert (made.document, made.change, made.tendered) == ("004217", 0, 0)
    assert totals()[book] == money("75.50")
    assert list(findings()) == []


def test_a_part_goes_to_the_oldest_first_as_online(cashier):
    account = debt_account()
    old, new = one("100.00", days=1, account=account), one("50.00", days=60, account=account)
    made = taken([new, old], cashier, amount="120")
    shares = {item.instalment_id: item.principal for item in made.attempt.items.all()}
    assert shares == {old.pk: money("100"), new.pk: money("20")}
    new.refresh_from_db()
    assert (new.open_amount, new.assessment.status) == (money("30"), "partly_paid")
    assert list(findings()) == []


def test_the_same_form_pressed_twice_is_one_payment(cashier):
    row, key = one(), uuid.uuid4()
    first = taken([row], cashier, key=key)
    assert taken([row], cashier, key=key) == first
    assert (Attempt.objects.count(), Receipt.objects.count()) == (1, 1)
    other = one()
    assert (
        why(
            take_payment,
            account=other.assessment.account,
            cashier=cashier,
            taking=taking(other, key=key),
        )
        == "key"
    )


def test_what_is_being_paid_online_is_not_taken_at_the_till(cashier):
    row = one()
    attempt = Attempt.objects.create(
        form_key=uuid.uuid4(),
        amount=money("100"),
        fee_day=timezone.localdate(),
        expires_at=timezone.now(),
        provider="sandbox",
    )
    AttemptItem.objects.create(
        attempt=attempt, instalment=row, principal=money("100"), fee=money("0")
    )
    fields = {"account": row.assessment.account, "cashier": cashier, "taking": taking(row)}
    assert why(take_payment, **fields) == "held"
    page = text_of(looking(cashier, row.assessment.account).get(account_page(row)))
    assert "şu anda internetten ödeniyor" in page
    assert f'value="{row.pk}"' not in page


def test_what_is_refused_at_the_till_leaves_nothing(cashier):
    row = one()
    account = row.assessment.account
    disputed = one(account=account, status="disputed")
    theirs = one()
    refusals = {
        "short": taking(row, tendered="99.99"),
        "too-much": taking(row, amount="100.01"),
        "changed": taking(row, total="99.00"),
        "nothing": taking(),
    }
    for expected, asked in refusals.items():
        assert why(take_payment, account=account, cashier=cashier, taking=asked) == expected
    for other in (disputed, theirs):
        asked = taking(row, other)
        assert why(take_payment, account=account, cashier=cashier, taking=asked) == "changed"
    assert not Attempt.objects.exists()
    assert not Receipt.objects.exists()
    assert list(findings()) == []


def test_without_an_open_till_or_fresh_figures_nothing_is_taken(town):
    user, row = officer("cashier"), one()
    fields = {"account": row.assessment.account, "cashier": user, "taking": taking(row)}
    assert why(take_payment, **fields) == "no_session"
    till_of(user)
    town.source_time -= timedelta(days=9)
    town.save()
    assert why(take_payment, **fields) == "stale"


def test_a_till_is_open_once_and_a_cashier_has_one(cashier):
    assert why(till_of, cashier=officer("cashier", "vezne2")) == "session_open"
    assert why(till_of, cashier=cashier, name="Vezne 2") == "session_open"
    Till.objects.create(name="Kapalı", is_active=False)
    assert why(till_of, cashier=officer("cashier", "vezne2"), name="Kapalı") == "till_off"


def test_a_count_that_is_not_what_the_ledger_says_needs_a_reason(cashier):
    taken([one("40.00")], cashier, tendered="50")
    taken([one("60.00")], cashier, means=Means.CARD)
    session = TillSession.objects.get()
    assert expected_cash(session) == money("140.00")
    assert [(s.means, s.count, s.amount) for s in sums_of(session)] == [
        ("cash", 1, money("40")),
        ("card", 1, money("60")),
        ("transfer", 0, money("0")),
    ]
    fields = {"session": session, "cashier": cashier}
    assert why(close_till, **fields, counted=money("139.50")) == "reason"
    done = close_till(**fields, counted=money("139.50"), reason="50 kuruş eksik sayıldı")
    assert (done.expected, done.difference) == (money("140.00"), money("-0.50"))
    assert why(close_till, **fields, counted=money("140")) == "session_over"


def test_nobody_closes_the_till_of_another(cashier):
    session = TillSession.objects.get()
    other = officer("cashier", "vezne2")
    assert why(close_till, session=session, cashier=other, counted=money("100")) == "session_over"


def test_the_database_keeps_counts_and_refuses_payments_in_closed_tills(cashier):
    made = taken([one()], cashier)
    session = close_till(session=TillSession.objects.get(), cashier=cashier, counted=money("200"))
    for change in ({"counted": money("1")}, {"closed_at": None, "counted": None, "expected": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            TillSession.objects.filter(pk=session.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        TillPayment.objects.filter(pk=made.pk).update(voided_at=timezone.now())


def test_receipts_of_the_till_and_online_share_one_series_without_gaps(cashier):
    taken([one()], cashier)
    online = Attempt.objects.create(
        form_key=uuid.uuid4(),
        amount=money("1"),
        fee_day=timezone.localdate(),
        expires_at=timezone.now(),
        provider="sandbox",
    )
    issue_receipt(attempt=online)
    taken([one()], cashier)
    assert sorted(Receipt.objects.values_list("number", flat=True)) == [1, 2, 3]


# The screens --------------------------------------------------------------------------------------


def account_page(row):
    return f"{DESK}hesap/{row.assessment.account_id}/"


def test_a_cashier_opens_a_till_takes_a_payment_prints_and_closes(town):
    user, row = officer("cashier"), one("1234.56")
    till = Till.objects.create(name="Vezne 7")
    client = looking(user, row.assessment.account)
    assert "Tahsilat için kasa açın" in text_of(client.get(account_page(row)))
    client.post(f"{DESK}kasa/", {"till": till.pk, "opening_cash": "250,00"})
    take = f"{account_page(row)}tahsilat/"
    page = text_of(client.get(take, {"taksit": row.pk}))
    assert "1.234,56 TL" in page
    key = page.split('name="key" value="')[1].split('"')[0]
    total = page.split('name="total" value="')[1].split('"')[0]
    data = {"taksit": row.pk, "key": key, "total": total, "means": "cash", "tendered": "1.300"}
    answer = client.post(take, {**data, "tendered": "1.000,00"})
    assert answer.status_code == 422
    assert 'value="1.000,00"' in text_of(answer)
    assert "Ödenecekten az verildi" in text_of(answer)
    answer = client.post(take, {**data, "tendered": "1.300,00"})
    again = client.post(take, {**data, "tendered": "1.300,00"})
    assert answer["Location"] == again["Location"]
    assert Attempt.objects.count() == 1
    page = text_of(client.get(answer["Location"]))
    assert "65,44 TL" in page
    pdf = client.get(f"{answer['Location']}makbuz.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert pdf["Content-Disposition"].startswith("inline")
    session = TillSession.objects.get()
    here = f"{DESK}kasalar/{session.pk}/"
    assert "1.484,56" not in text_of(client.get(here))  # who knows the sum counts it
    answer = client.post(here, {"counted": "1.484,50"})
    assert answer.status_code == 422
    assert "1.484,56 TL" in text_of(answer)
    client.post(here, {"counted": "1.484,50", "reason": "Altı kuruş eksik"})
    session.refresh_from_db()
    assert session.difference == money("-0.06")
    assert Posting.objects.filter(book="cash").count() == 1


@pytest.mark.parametrize(
    "data",
    [
        {"means": "gold"},
        {"amount": "çok"},
        {"amount": "-5"},
        {"tendered": "1e9"},
        {"amount": "1,234"},
        {"key": "yok"},
        {"total": "NaN"},
        {"means": "card", "document": ""},
        {"taksit": ["x", "9" * 30, "-1"]},
        {"amount": "99999999999999"},
        {"amount": "0,00"},
        {"document": "a" * 500, "means": "card"},
        {"amount": "\x00"},
    ],
)
def test_bad_input_at_the_till_is_answered_with_words_and_what_was_typed(cashier, data):
    row = one()
    client = looking(cashier, row.assessment.account)
    good = {"taksit": row.pk, "key": uuid.uuid4(), "total": "100", "means": "cash"}
    answer = client.post(f"{account_page(row)}tahsilat/", {**good, **data})
    assert answer.status_code == 422
    assert "Henüz bir şey yapılmadı" in text_of(answer)
    assert not Attempt.objects.exists()


def test_a_drawer_with_more_than_any_holds_is_not_opened_and_could_not_be_closed(town):
    till = Till.objects.create(name="Vezne 7")
    client = signed_in(officer("cashier"))
    typed = {"till": till.pk, "opening_cash": "9.999.999.999,99"}
    answer = client.post(f"{DESK}kasa/", typed)
    assert answer.status_code == 422
    assert "Bu çok fazla." in text_of(answer)
    assert 'value="9.999.999.999,99"' in text_of(answer)
    assert not TillSession.objects.exists()


def test_who_audits_reads_the_drawer_by_the_ledger_from_the_sums_of_the_page(cashier):
    taken([one("40.00")], cashier)
    taken([one("60.00")], cashier, means=Means.CARD)
    session = TillSession.objects.get()
    client, here = signed_in(officer("revenue_auditor")), f"{DESK}kasalar/{session.pk}/"
    with CaptureQueriesContext(connection) as asked:
        page = text_of(client.get(here))
    assert f"<dd>{lira(expected_cash(session))}</dd>".replace("\xa0", " ") in page
    assert sum("debts_posting" in one["sql"] for one in asked) == 1


def test_the_list_of_a_session_asks_the_same_queries_for_one_payment_and_thirty(
    cashier, django_assert_max_num_queries
):
    session = TillSession.objects.get()
    client = signed_in(cashier)
    taken([one()], cashier)
    client.get(f"{DESK}kasalar/{session.pk}/")
    with django_assert_max_num_queries(25) as few:
        client.get(f"{DESK}kasalar/{session.pk}/")
    for _place in range(30):
        taken([one("5.00")], cashier)
    with django_assert_max_num_queries(len(few)):
        client.get(f"{DESK}kasalar/{session.pk}/")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.234,56", "1234.56"),
        ("5.000", "5000"),
        ("1.234.567", "1234567"),
        ("1234,5", "1234.5"),
        ("12.50", "12.50"),
        ("0,01", "0.01"),
        (" 75 TL", "75"),
    ],
)
def test_amounts_are_read_as_they_are_written_here(text, amount):
    assert LiraField().clean(text) == money(amount)


@pytest.mark.parametrize("text", ["1.23.4", "1,2,3", "1.2345", "0", "-1", "1e3", "٣", "1 000 x"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValidationError):
        LiraField().clean(text)


def test_a_payment_sent_after_the_look_has_ended_is_not_taken_and_comes_back_typed(cashier):
    row = one("1000.00")
    account = row.assessment.account
    client = looking(cashier, account)
    session = client.session
    del session["desk_permits"]
    session.save()
    take = f"{account_page(row)}tahsilat/"
    typed = {"means": "card", "document": "fiş 004217", "amount": "250,00", "tendered": ""}
    sent = {**typed, "taksit": row.pk, "key": uuid.uuid4(), "total": "1000.00"}
    assert client.post(take, sent)["Location"] == DESK
    assert not Attempt.objects.exists()
    client.post(DESK, {"who": account.number, "why": "payment", "note": ""})
    page = client.get(take, {"taksit": row.pk}).content.decode()
    for value in ("fiş 004217", "250,00"):
        assert f'value="{value}"' in page
    assert re.search(r'value="card"[^>]*checked', page)
