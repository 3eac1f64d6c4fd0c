"""Voids, refunds and corrections: one asks, another decides, each once, and the ledger follows."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.audit.models import Entry
from services.debts.actions.ledger import Move, book_entry
from services.debts.actions.refunds import ask_refund, pay_back_waiting
from services.debts.models import (
    Attempt,
    AttemptItem,
    Book,
    EntryKind,
    Instalment,
    LedgerEntry,
    Refund,
)
from services.debts.payments.provider import Order, provider
from services.debts.staff.actions import proposals
from services.debts.staff.actions.tills import close_till
from services.debts.staff.models import Means, Proposal, TillSession
from services.debts.staff.queries.tills import expected_cash
from services.debts.staff.words import DeskRefused
from services.debts.verification import findings, totals
from tests.factories import citizens
from tests.factories.debtdesk import (
    DESK,
    looking,
    officer,
    read_in,
    row_of,
    taken,
    text_of,
    till_of,
)
from tests.factories.debts import assessment, debt_account, money
from tests.factories.people import letters
from tests.factories.staff import signed_in

pytestmark = pytest.mark.django_db
REASON = {"reason": "Yanlış sicile alındı"}
PAPER = {"reason": "Yüzölçümü yanlış", "document": "2026/118"}


@pytest.fixture
def cashier(town):
    user = officer("cashier")
    till_of(user)
    return user


def one(amount="100.00", **fields):
    due = timezone.localdate() + timedelta(days=30)
    return assessment(
        fields.pop("account", None), amounts=(amount,), due=due, **fields
    ).instalments.get()


def chief(name="gelir"):
    return officer("revenue_chief", name)


def clerk():
    return officer("assessment")


def key():
    return {"key": uuid.uuid4()}


def why(call, **fields):
    with pytest.raises(DeskRefused) as caught:
        call(**fields)
    return caught.value.why


def asked_void(payment, person):
    return proposals.ask_void(payment=payment, person=person, **REASON, **key())


def asked_refund(attempt, amount="100", person=None, **fields):
    fields = {"by_hand": True, "document": "Ö-17", **REASON, **key()} | fields
    return proposals.ask_to_refund(
        attempt=attempt, amount=money(amount), person=person or clerk(), **fields
    )


def asked_reduction(row, amount="30", person=None, **fields):
    return proposals.ask_to_reduce(
        instalment=row,
        amount=money(amount),
        person=person or clerk(),
        **{**PAPER, **key(), **fields},
    )


def all_agrees():
    assert list(findings()) == []
    assert sum(totals().values()) == 0


# Voids --------------------------------------------------------------------------------------------


def test_a_void_takes_the_money_out_of_the_drawer_and_the_debt_is_owed_again(cashier):
    row = one()
    payment = taken([row], cashier)
    found = asked_void(payment, cashier)
    assert expected_cash(TillSession.objects.get()) == money("200")
    proposals.approve(proposal=found, person=chief())
    payment.refresh_from_db()
    row.refresh_from_db()
    assert payment.voided_at is not None
    assert payment.attempt.status == "refunded"
    assert (row.open_amount, row.assessment.status) == (money("100"), "open")
    assert expected_cash(TillSession.objects.get()) == money("100")
    assert totals().get("cash", 0) == 0
    assert payment.attempt.receipt.number == 1  # its number is used, and stays
    all_agrees()


def test_a_payment_of_a_closed_till_or_another_day_or_paid_back_is_not_voided(cashier):
    payment = taken([one()], cashier)
    Attempt.objects.update(created_at=timezone.now() - timedelta(days=1))
    payment.attempt.refresh_from_db()
    assert why(asked_void, payment=payment, person=cashier) == "not_void"
    Attempt.objects.update(created_at=timezone.now())
    payment.attempt.refresh_from_db()
    waiting = asked_void(payment, cashier)
    close_till(session=TillSession.objects.get(), cashier=cashier, counted=money("200"))
    assert why(proposals.approve, proposal=waiting, person=chief()) == "not_void"
    waiting.refresh_from_db()
    assert waiting.state == "waiting"
    all_agrees()


# The rule of two people ---------------------------------------------------------------------------


def test_who_asks_does_not_decide_whatever_rights_they_have(cashier):
    payment = taken([one()], cashier)
    both = chief()
    found = proposals.ask_void(payment=payment, person=both, **REASON, **key())
    assert why(proposals.approve, proposal=found, person=both) == "same_person"
    assert why(proposals.refuse, proposal=found, person=both, note="x") == "same_person"
    assert why(proposals.approve, proposal=found, person=cashier) == "right"
    proposals.approve(proposal=found, person=chief("gelir2"))
    assert why(proposals.approve, proposal=found, person=chief("gelir3")) == "over"


def test_the_database_refuses_one_person_for_both_and_every_later_change(cashier):
    found = asked_void(taken([one()], cashier), cashier)
    now = timezone.now()
    rows = Proposal.objects.filter(pk=found.pk)
    for change in (
        {"state": "done", "decided_by": cashier, "decided_at": now},
        {"asked_by": chief()},
        {"amount": money("1")},
        {"needs_second": False},
        {"state": "done"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.delete()
    proposals.refuse(proposal=found, person=chief(), note="Gerek yok")
    for change in ({"state": "waiting", "decided_by": None, "decided_at": None}, {"note": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)


def test_one_thing_waits_at_a_time_and_a_form_sent_twice_asks_once(cashier):
    payment, again = taken([one()], cashier), key()
    first = proposals.ask_void(payment=payment, person=cashier, **REASON, **again)
    assert proposals.ask_void(payment=payment, person=cashier, **REASON, **again) == first
    assert why(asked_void, payment=payment, person=cashier) == "waiting"
    proposals.withdraw(proposal=first, person=cashier)
    assert asked_void(payment, cashier).state == "waiting"


def test_asking_and_deciding_stand_in_the_audit_log_with_reason_and_amount(cashier):
    found = asked_void(taken([one()], cashier), cashier)
    proposals.refuse(proposal=found, person=chief(), note="Makbuz verilmiş")
    asked, decided = Entry.objects.filter(about=f"debtdesk.proposal:{found.pk}").order_by("pk")
    assert (asked.actor, asked.reason) == (cashier.public_id, REASON["reason"])
    assert (decided.actor, decided.reason) == (chief().public_id, "Makbuz verilmiş")
    assert decided.details == {"what": "void", "state": "refused", "amount": "100.00"}


# Refunds ------------------------------------------------------------------------------------------


def test_a_refund_by_hand_is_booked_out_of_the_bank_and_the_debt_is_owed_again(cashier):
    row = one()
    payment = taken([row], cashier, means=Means.CARD)
    found = asked_refund(payment.attempt, "40")
    proposals.approve(proposal=found, person=chief())
    row.refresh_from_db()
    payment.attempt.refresh_from_db()
    assert (row.open_amount, payment.attempt.status) == (money("40"), "partly_refunded")
    assert (totals()["terminal"], totals()["bank"]) == (money("100"), money("-40"))
    assert why(asked_refund, attempt=payment.attempt, amount="60.01") == "not_refund"
    proposals.approve(proposal=asked_refund(payment.attempt, "60"), person=chief())
    payment.attempt.refresh_from_db()
    assert payment.attempt.status == "refunded"
    assert why(asked_refund, attempt=payment.attempt, amount="0.01") == "not_refund"
    all_agrees()


def test_what_was_paid_at_the_till_does_not_go_back_by_the_provider(cashier, bank):
    payment = taken([one()], cashier)
    assert why(asked_refund, attempt=payment.attempt, by_hand=False) == "by_provider"
    assert why(asked_refund, attempt=payment.attempt, document=" ") == "no_document"
    proposals.approve(proposal=asked_refund(payment.attempt, "10"), person=chief())
    pay_back_waiting(provider=provider())
    assert bank.orders == {}
    all_agrees()


def paid_online(bank, row, owner=None):
    """Return a payment that the sandbox charged."""
    from services.debts.actions.payments import settle_open

    attempt = Attempt.objects.create(
        form_key=uuid.uuid4(),
        owner=owner,
        amount=row.open_amount,
        fee_day=timezone.localdate(),
        expires_at=timezone.now() + timedelta(minutes=9),
        provider="sandbox",
        created_at=timezone.now() - timedelta(seconds=5),
    )
    AttemptItem.objects.create(
        attempt=attempt, instalment=row, principal=row.open_amount, fee=money("0")
    )
    provider().create(
        Order(attempt.public_id, attempt.amount, attempt.expires_at, "http://t/", "http://t/")
    )
    bank.play(str(attempt.public_id), "silent")
    settle_open(provider=provider())
    attempt.refresh_from_db()
    assert attempt.status == "succeeded"
    return attempt


def test_an_online_payment_goes_back_by_the_provider_once_and_the_payer_is_told(town, bank):
    payer = citizens.citizen(
        number=citizens.invented_number(77),
        identity_verified_by="edevlet",
        identity_verified_at=timezone.now(),
    )
    row = one(account=debt_account(citizens.invented_number(77)))
    attempt = paid_online(bank, row, payer.user)
    found = asked_refund(attempt, "25", by_hand=False, document="")
    receipt = letters(payer.user.email)
    assert len(receipt) == 1
    proposals.approve(proposal=found, person=chief(), provider=provider())
    assert bank.orders[str(attempt.public_id)].refunds == {str(found.key): "25.00"}
    pay_back_waiting(provider=provider())
    assert list(bank.orders[str(attempt.public_id)].refunds.values()) == ["25.00"]
    row.refresh_from_db()
    assert row.open_amount == money("25")
    assert totals()["provider"] == money("75")
    told = set(letters(payer.user.email)) - set(receipt)
    assert told == {"Belediyedeki borçlarınız hakkında"}
    all_agrees()


def test_while_the_provider_is_away_a_refund_waits_and_the_clock_pays_it_once(town, bank, settings):
    attempt = paid_online(bank, one())
    found = asked_refund(attempt, "25", by_hand=False, document="")
    at, settings.PAYMENT_SANDBOX_URL = settings.PAYMENT_SANDBOX_URL, "http://127.0.0.1:9"
    proposals.approve(proposal=found, person=chief(), provider=provider())
    assert Refund.objects.get().done_at is None
    page = text_of(signed_in(chief()).get(f"{DESK}onay/?durum=done"))
    assert "ödeme kuruluşu henüz yanıt vermedi" in page
    assert why(asked_refund, attempt=attempt, amount="75.01", by_hand=False) == "not_refund"
    settings.PAYMENT_SANDBOX_URL = at
    pay_back_waiting(provider=provider())
    pay_back_waiting(provider=provider())
    assert totals()["provider"] == money("75")
    all_agrees()


def test_a_refund_that_cannot_be_booked_stops_no_other(town, bank):
    rows = [one(account=debt_account(citizens.invented_number(place))) for place in (77, 78)]
    good, bad = (
        ask_refund(attempt=paid_online(bank, row), amount=money("25"), reason="x", key=uuid.uuid4())
        for row in rows
    )
    moves = [Move(Book.PROVIDER, money("-25")), Move(Book.UNAPPLIED, money("25"))]
    book_entry(kind="refund", reference=str(bad.key), moves=moves)  # the ledger refuses a second
    assert pay_back_waiting(provider=provider()) == 1
    assert [Refund.objects.get(pk=one.pk).done_at is None for one in (good, bad)] == [False, True]
    rows[0].refresh_from_db()
    assert rows[0].open_amount == money("25")


# Corrections --------------------------------------------------------------------------------------


def test_a_reduction_is_a_balanced_entry_with_its_document_and_nothing_before_it_changes(town):
    row = one()
    found = asked_reduction(row)
    row.refresh_from_db()
    assert row.open_amount == money("100")
    proposals.approve(proposal=found, person=chief())
    row.refresh_from_db()
    assert (row.principal, row.cancelled, row.open_amount) == (100, 30, 70)
    entry = LedgerEntry.objects.get(kind=EntryKind.CORRECTION)
    assert entry.reason == "2026/118 · Yüzölçümü yanlış"
    booked = sorted((one.book, one.amount) for one in entry.postings.all())
    assert booked == [(Book.CANCELLED, money("30")), (Book.RECEIVABLE, money("-30"))]
    all_agrees()


def test_a_write_off_takes_all_that_is_open_and_the_debt_is_owed_no_more(cashier):
    account = debt_account()
    made = assessment(account, amounts=("100.00", "60.00"), due=timezone.localdate())
    first = made.instalments.first()
    taken([first], cashier, amount="40")
    made.refresh_from_db()
    found = proposals.ask_to_write_off(assessment=made, person=clerk(), **PAPER, **key())
    assert found.amount == money("120")
    proposals.approve(proposal=found, person=chief())
    made.refresh_from_db()
    assert made.status == "written_off"
    assert sum(part.open_amount for part in made.instalments.all()) == 0
    assert (
        why(proposals.ask_to_write_off, assessment=made, person=clerk(), **PAPER, **key())
        == "not_running"
    )
    all_agrees()


def test_what_was_paid_since_somebody_asked_is_not_cancelled_as_well(cashier):
    row = one()
    reduction = asked_reduction(row, "90")
    taken([row], cashier, amount="20")
    assert why(proposals.approve, proposal=reduction, person=chief()) == "too_large"
    proposals.refuse(proposal=reduction, person=chief(), note="Ödeniyor")
    whole = proposals.ask_to_write_off(
        assessment=Instalment.objects.get(pk=row.pk).assessment, person=clerk(), **PAPER, **key()
    )
    taken([row], cashier, amount="20")
    assert why(proposals.approve, proposal=whole, person=chief()) == "changed"
    all_agrees()


def test_up_to_the_set_amount_one_person_is_enough_and_above_it_two(town, settings):
    settings.DEBT_TWO_PEOPLE_ABOVE = 50
    row = one("200.00")
    small = asked_reduction(row, "50")
    assert (small.state, small.needs_second, small.decided_by) == ("done", False, clerk())
    row.refresh_from_db()
    assert row.open_amount == money("150")
    assert asked_reduction(row, "50.01").state == "waiting"
    all_agrees()


def test_a_refund_needs_two_whatever_the_amount_and_the_setting(cashier, settings):
    settings.DEBT_TWO_PEOPLE_ABOVE = 10_000
    payment = taken([one()], cashier)
    assert asked_refund(payment.attempt, "1").state == "waiting"
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.create(
            kind="refund",
            attempt=taken([one()], cashier).attempt,
            amount=money("1"),
            reason="Denemede",
            asked_by=clerk(),
            needs_second=False,
        )


def test_nobody_corrects_an_own_debt_and_none_without_a_document(town):
    number = citizens.invented_number(91)
    profile = citizens.citizen(
        number=number, identity_verified_by="desk", identity_verified_at=timezone.now()
    )
    person = profile.user
    person.groups.set(clerk().groups.all())
    row = one(account=debt_account(number))
    assert why(asked_reduction, row=row, person=person) == "own"
    assert why(asked_reduction, row=row, document="  ") == "no_document"
    assert why(asked_reduction, row=row, amount="100.01") == "too_large"


def test_an_import_that_knows_nothing_of_a_correction_leaves_it(town):
    row = one("100.00")
    made = row.assessment
    read_in([row_of(made, row)])
    proposals.approve(proposal=asked_reduction(row), person=chief())
    read_in([row_of(made, row)])
    row.refresh_from_db()
    assert row.open_amount == money("70")
    read_in([row_of(made, row, cancelled="30.00")])
    row.refresh_from_db()
    assert row.open_amount == money("70")
    read_in([row_of(made, row, cancelled="45.00")])
    row.refresh_from_db()
    assert row.open_amount == money("55")
    all_agrees()


def test_an_import_does_not_take_a_write_off_up_again(town):
    row = one("100.00")
    whole = proposals.ask_to_write_off(assessment=row.assessment, person=clerk(), **PAPER, **key())
    proposals.approve(proposal=whole, person=chief())
    read_in([row_of(row.assessment, row)])
    row.refresh_from_db()
    assert (row.open_amount, row.assessment.status) == (0, "written_off")
    all_agrees()


# The screens --------------------------------------------------------------------------------------


def test_a_clerk_asks_for_a_reduction_and_the_chief_reads_masked_and_approves(town):
    account = debt_account(name="Işık ÇELİK")
    row = one(account=account)
    client = looking(clerk(), account, "correction")
    here = f"{DESK}hesap/{account.pk}/borc/{row.assessment_id}/"
    data = {"key": uuid.uuid4(), "what": row.pk, "amount": "130,00", **PAPER}
    answer = client.post(here, data)
    assert answer.status_code == 422
    assert 'value="130,00"' in text_of(answer)
    assert "Açık tutardan fazla" in text_of(answer)
    assert client.post(here, {**data, "amount": "30,00"}).status_code == 302
    found = Proposal.objects.get()
    second = signed_in(chief())
    assert f"onay/{found.pk}/" in text_of(second.get(f"{DESK}onay/"))
    page = text_of(second.get(f"{DESK}onay/{found.pk}/"))
    assert "30,00 TL" in page
    assert "2026/118" in page
    assert "Işık ÇELİK" not in page
    answer = second.post(f"{DESK}onay/{found.pk}/", {"karar": "reddet", "note": " "})
    assert answer.status_code == 422
    assert second.post(f"{DESK}onay/{found.pk}/", {"karar": "onayla"}).status_code == 302
    row.refresh_from_db()
    assert row.open_amount == money("70")


def test_a_correction_written_for_longer_than_the_look_may_last_comes_back_unsent(town):
    row = one()
    account = row.assessment.account
    client = looking(clerk(), account, "correction")
    here = f"{DESK}hesap/{account.pk}/borc/{row.assessment_id}/"
    session = client.session
    del session["desk_permits"]
    session.save()
    typed = {"key": uuid.uuid4(), "what": row.pk, "amount": "30,00", **PAPER}
    assert client.post(here, typed)["Location"] == DESK
    assert "yazdıklarınız formunda bekliyor" in text_of(client.get(DESK))
    client.post(DESK, {"who": account.number, "why": "correction", "note": ""})
    page = text_of(client.get(here))
    assert 'value="30,00"' in page
    assert PAPER["document"] in page
    assert not Proposal.objects.exists()
    row.refresh_from_db()
    assert row.open_amount == money("100")
    assert PAPER["document"] not in text_of(client.get(here))


def test_a_cashier_asks_for_a_void_on_the_page_of_the_payment(cashier):
    payment = taken([one()], cashier)
    client = signed_in(cashier)
    here = f"{DESK}odeme/{payment.attempt.public_id}/"
    data = {"key": uuid.uuid4(), "reason": "x"}
    assert client.post(f"{here}iptal/", data).status_code == 422
    assert client.post(f"{here}iptal/", {**data, **REASON})["Location"] == here
    assert "İkinci kişiyi bekliyor" in text_of(client.get(here))
    found = Proposal.objects.get()
    answer = client.post(f"{DESK}onay/{found.pk}/", {"karar": "onayla"})
    assert answer.status_code == 422
    assert client.post(f"{DESK}onay/{found.pk}/", {"karar": "geri-al"}).status_code == 302
    found.refresh_from_db()
    assert found.state == "withdrawn"


@pytest.mark.parametrize(
    "data",
    [
        {"amount": "çok"},
        {"amount": ""},
        {"amount": "1e3"},
        {"key": "yok"},
        {"way": "kargo"},
        {"reason": ""},
        {"reason": "a" * 500},
        {"way": "bank", "document": ""},
        {"amount": "100,01"},
    ],
)
def test_bad_input_of_a_refund_is_answered_with_words(cashier, data):
    payment = taken([one()], cashier)
    client = signed_in(clerk())
    good = {"key": uuid.uuid4(), "amount": "10,00", "way": "bank", "document": "Ö-1", **REASON}
    here = f"{DESK}odeme/{payment.attempt.public_id}/iade/"
    answer = client.post(here, {**good, **data})
    assert answer.status_code == 422
    assert "Henüz bir şey yapılmadı" in text_of(answer)
    assert not Proposal.objects.exists()


def test_the_list_asks_the_same_queries_for_one_and_for_thirty(
    cashier, django_assert_max_num_queries
):
    client = signed_in(chief())
    asked_void(taken([one()], cashier), cashier)
    client.get(f"{DESK}onay/")
    with django_assert_max_num_queries(25) as few:
        client.get(f"{DESK}onay/")
    for _place in range(30):
        asked_void(taken([one("5.00")], cashier), cashier)
    with django_assert_max_num_queries(len(few)):
        client.get(f"{DESK}onay/")
