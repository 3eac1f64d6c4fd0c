"""Whatever happens in whatever order: the books balance, agree with the register, and stay closed."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.debts.actions.payments import settle
from services.debts.actions.refunds import RefundRefused, ask_refund, pay_back
from services.debts.allocation import CannotAllocate, allocate
from services.debts.books.actions.closing import close_day
from services.debts.books.actions.exporting import acknowledge, make_batch
from services.debts.books.models import BatchEntry, ClosedEntry
from services.debts.books.queries.figures import drift
from services.debts.models import Attempt, AttemptItem, LedgerEntry
from services.debts.payments.provider import News, OrderState
from services.debts.queries.citizen import terms_of
from services.debts.reckoning import dues_of, reckon
from services.debts.verification import findings, totals
from tests.factories.debts import assessment, debt_account, money

pytestmark = pytest.mark.django_db
part = st.integers(1, 100)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("debt"), part, st.booleans()),
        st.tuples(st.just("pay"), part, st.booleans()),
        st.tuples(st.just("pay otherwise"), part, st.booleans()),
        st.tuples(st.just("pay back"), part, st.booleans()),
        st.tuples(st.just("close"), part, st.booleans()),
        st.tuples(st.just("hand over"), part, st.booleans()),
    ),
    min_size=1,
    max_size=14,
)


class Pays:
    """A provider that pays back whatever it is told."""

    name = "sandbox"

    def refund(self, order, amount, key):
        return None


class Town:
    """A municipality with one debtor; each step is one thing that happens."""

    def __init__(self):
        self.account = debt_account()
        self.days = 0
        self.debts = []

    def debt(self, percent, late):
        due = timezone.localdate() + timedelta(days=-40 * percent if late else percent)
        amount = f"{percent * 13}.{percent % 100:02}"
        self.debts.append(
            assessment(self.account, amounts=(amount, "77.77"), due=max(due, date(2005, 1, 3)))
        )

    def pay(self, percent, doubled, *, otherwise=False):
        """A part of everything is charged; `otherwise`: another amount than was asked."""
        terms = terms_of(timezone.localdate())
        for debt in self.debts:
            debt.refresh_from_db()
        dues = dues_of(reckon(one, list(one.instalments.all()), terms) for one in self.debts)
        whole = sum((due.total for due in dues), Decimal(0))
        try:
            shares = allocate((whole * percent / 100).quantize(Decimal("0.01")), dues)
        except CannotAllocate:
            return
        attempt = Attempt.objects.create(
            form_key=uuid.uuid4(),
            amount=sum(share.total for share in shares),
            fee_day=terms.day,
            expires_at=timezone.now(),
            provider="sandbox",
            status="redirected",
        )
        for share in shares:
            AttemptItem.objects.create(
                attempt=attempt, instalment_id=share.key, principal=share.principal, fee=share.fee
            )
        charged = attempt.amount + (money("0.01") if otherwise else 0)
        for _turn in range(2 if doubled else 1):
            settle(news=News(attempt.public_id, OrderState.PAID, charged, "r"))

    def pay_back(self, percent, doubled):
        attempt = Attempt.objects.filter(charged__gt=0).order_by("given_back", "pk").first()
        if attempt is None:
            return
        amount = (attempt.charged * percent / 100).quantize(Decimal("0.01"))
        try:
            refund = ask_refund(attempt=attempt, amount=amount, reason="x", key=uuid.uuid4())
        except RefundRefused:
            return
        for _turn in range(2 if doubled else 1):
            pay_back(refund=refund, provider=Pays())

    def close(self, _percent, _again):
        # Days of the past: all that is booked today belongs to none of them, so nothing is closed
        # before its time, and today last of all.
        self.days += 1
        close_day(day=timezone.localdate() - timedelta(days=max(0, 20 - self.days)))

    def hand_over(self, _percent, arrives):
        batch = make_batch()
        if batch is not None and arrives:
            acknowledge(batch=batch)

    def step(self, what, percent, flag):
        if what == "pay otherwise":
            self.pay(percent, flag, otherwise=True)
        else:
            getattr(self, what.replace(" ", "_"))(percent, flag)


@settings(suppress_health_check=list(HealthCheck), max_examples=25, deadline=None)
@given(steps)
def test_after_every_step_books_register_payments_and_closed_days_are_one(steps):
    from django.db import transaction

    with transaction.atomic():
        town = Town()
        town.debt(50, True)
        for what, percent, flag in steps:
            town.step(what, percent, flag)
            assert sum(totals().values(), Decimal(0)) == 0
            assert list(findings()) == []
            kept = sum((one.charged - one.given_back for one in Attempt.objects.all()), Decimal(0))
            assert totals().get("provider", Decimal(0)) == kept
        close_day(day=timezone.localdate())
        assert drift() == []
        assert ClosedEntry.objects.count() == LedgerEntry.objects.count()
        handed = LedgerEntry.objects.exclude(kind="import").count()
        while batch := make_batch(most=3):
            acknowledge(batch=batch)
        assert BatchEntry.objects.exclude(acknowledged_at=None).count() == handed
        transaction.set_rollback(True)
