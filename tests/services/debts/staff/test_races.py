"""Two at once, with real threads: one payment, one void, one refund, whoever wins."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from accounts.profiles.models import VerifiedBy
from services.debts.actions.payments import Basket, CannotPay, begin_attempt
from services.debts.actions.refunds import pay_back_waiting
from services.debts.models import Attempt, AttemptItem, Receipt
from services.debts.payments.provider import provider
from services.debts.staff.actions import proposals
from services.debts.staff.actions.tills import close_till
from services.debts.staff.models import Means, Proposal, TillPayment, TillSession
from services.debts.staff.queries.tills import expected_cash
from services.debts.staff.words import DeskRefused
from services.debts.verification import findings, totals
from tests.factories import citizens
from tests.factories.debtdesk import officer, taken, till_of
from tests.factories.debts import assessment, debt_account, money

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = citizens.invented_number(77)


def at_once(*calls):
    """Run calls in threads that begin together; return what each gave, or the error."""
    gate, results = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place, call):
        try:
            gate.wait(timeout=10)
            results[place] = call()
        except (DeskRefused, CannotPay) as error:
            results[place] = error.why
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive()
    return results


def all_agrees():
    assert list(findings()) == []
    assert sum(totals().values()) == 0
    numbers = list(Receipt.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def one(amount="100.00", account=None):
    due = timezone.localdate() + timedelta(days=30)
    return assessment(account, amounts=(amount,), due=due).instalments.get()


@pytest.fixture
def cashiers(committed_town):
    people = [officer("cashier", name) for name in ("bir", "iki", "uc", "dort")]
    for number, person in enumerate(people):
        till_of(person, name=f"Vezne {number}")
    return people


def test_one_form_sent_by_four_hands_at_once_is_one_payment(cashiers):
    row, key, cashier = one(), uuid.uuid4(), cashiers[0]
    results = at_once(*[lambda: taken([row], cashier, key=key)] * 4)
    assert len({made.pk for made in results}) == 1
    assert (Attempt.objects.count(), totals()["cash"]) == (1, money("100"))
    all_agrees()


def test_four_cashiers_taking_the_same_debt_take_it_once(cashiers):
    row = one()
    results = at_once(*[lambda person=person: taken([row], person) for person in cashiers])
    assert sorted(str(one) for one in results if isinstance(one, str)) == ["changed"] * 3
    assert TillPayment.objects.count() == 1
    all_agrees()


def test_four_cashiers_with_debts_of_their_own_get_receipts_without_gaps(cashiers):
    rows = [one(f"{10 + place}.00") for place in range(4)]
    at_once(*[lambda p=p, r=r: taken([r], p) for p, r in zip(cashiers, rows, strict=True)])
    assert Receipt.objects.count() == 4
    assert totals()["cash"] == money("46")
    all_agrees()


def test_a_debt_is_paid_at_the_till_or_held_online_and_never_both(cashiers, bank):
    profile = citizens.citizen(
        number=NUMBER,
        identity_verified_by=VerifiedBy.EDEVLET,
        identity_verified_at=timezone.now(),
    )
    account = debt_account(NUMBER)
    for _round in range(6):
        row = one(account=account)
        basket = Basket(form_key=uuid.uuid4(), instalments=frozenset({row.pk}))
        till, online = at_once(
            lambda row=row: taken([row], cashiers[0]),
            lambda basket=basket: begin_attempt(
                profile=profile, basket=basket, provider=provider()
            ),
        )
        paid, held = isinstance(till, TillPayment), isinstance(online, Attempt)
        assert paid != held, (till, online)
        assert till == "held" or online == "nothing"
        assert AttemptItem.objects.filter(instalment=row).count() == 1
    all_agrees()


def test_a_void_is_approved_once_by_two_chiefs_at_once(cashiers):
    payment = taken([one()], cashiers[0])
    found = proposals.ask_void(
        payment=payment, person=cashiers[0], reason="Yanlış sicil", key=uuid.uuid4()
    )
    chiefs = [officer("revenue_chief", name) for name in ("sef1", "sef2")]
    results = at_once(*[lambda c=c: proposals.approve(proposal=found, person=c) for c in chiefs])
    assert sorted(isinstance(one, Proposal) for one in results) == [False, True]
    assert "over" in results
    assert totals().get("cash", 0) == 0
    all_agrees()


def test_a_void_and_the_close_of_its_till_do_not_both_count_the_money(cashiers):
    for number in range(4):
        cashier = cashiers[number]
        payment = taken([one()], cashier)
        found = proposals.ask_void(
            payment=payment, person=cashier, reason="Yanlış sicil", key=uuid.uuid4()
        )
        session = TillSession.objects.get(cashier=cashier, closed_at=None)
        voided, closed = at_once(
            lambda found=found: proposals.approve(
                proposal=found, person=officer("revenue_chief", "sef")
            ),
            lambda session=session, cashier=cashier: close_till(
                session=session, cashier=cashier, counted=money("200"), reason="Sayıldı"
            ),
        )
        assert isinstance(closed, TillSession)
        closed.refresh_from_db()
        expected = money("100") if isinstance(voided, Proposal) else money("200")
        assert (closed.expected, expected_cash(closed)) == (expected, expected)
    all_agrees()


def test_two_forms_for_one_refund_leave_one_waiting(cashiers):
    payment = taken([one()], cashiers[0], means=Means.CARD)

    def ask():
        return proposals.ask_to_refund(
            attempt=payment.attempt,
            amount=money("100"),
            person=officer("assessment"),
            reason="İki kez ödenmiş",
            key=uuid.uuid4(),
            by_hand=True,
            document="Ö-1",
        )

    officer("assessment")
    results = at_once(ask, ask, ask)
    assert sorted(str(one) for one in results if isinstance(one, str)) == ["waiting"] * 2
    assert Proposal.objects.count() == 1


def test_an_approved_refund_is_paid_once_though_the_clock_comes_at_the_same_time(cashiers, bank):
    from tests.services.debts.staff.test_two_people import paid_online

    attempt = paid_online(bank, one())
    found = proposals.ask_to_refund(
        attempt=attempt,
        amount=money("60"),
        person=officer("assessment"),
        reason="İki kez ödenmiş",
        key=uuid.uuid4(),
    )
    chiefs = [officer("revenue_chief", name) for name in ("sef1", "sef2")]
    at_once(
        *[
            lambda c=c: proposals.approve(proposal=found, person=c, provider=provider())
            for c in chiefs
        ],
        lambda: pay_back_waiting(provider=provider()),
        lambda: pay_back_waiting(provider=provider()),
    )
    pay_back_waiting(provider=provider())
    assert list(bank.orders[str(attempt.public_id)].refunds.values()) == ["60.00"]
    assert totals()["provider"] == money("40")
    all_agrees()


def test_a_write_off_and_a_payment_of_the_same_debt_do_not_both_take_it(cashiers):
    for _round in range(4):
        row = one()
        found = proposals.ask_to_write_off(
            assessment=row.assessment,
            person=officer("assessment"),
            reason="Ölüm, mirası ret",
            document="2026/9",
            key=uuid.uuid4(),
        )
        done, paid = at_once(
            lambda found=found: proposals.approve(
                proposal=found, person=officer("revenue_chief", "sef")
            ),
            lambda row=row: taken([row], cashiers[0]),
        )
        assert isinstance(done, Proposal) != isinstance(paid, TillPayment), (done, paid)
    all_agrees()
