"""A payment spread over what is owed: nothing is lost, nothing made."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.debts.allocation import CannotAllocate, Due, Order, Share, allocate
from services.debts.late_fee import late_fee

kurus = st.integers(0, 10**9).map(lambda value: Decimal(value) / 100)
dues = st.builds(
    Due,
    key=st.integers(1, 10**6),
    due_on=st.integers(0, 4000).map(lambda days: date(2015, 1, 1) + timedelta(days=days)),
    principal=kurus.filter(bool),
    fee=kurus,
    order=st.sampled_from(Order),
)
baskets = st.lists(dues, min_size=1, max_size=8, unique_by=lambda due: due.key)


def total(parts):
    return sum((part.total for part in parts), Decimal(0))


@given(basket=baskets, share=st.fractions(0, 1))
def test_shares_add_up_to_the_payment_and_none_exceeds_what_is_owed(basket, share):
    payment = Decimal(int(total(basket) * 100 * share.numerator / share.denominator)) / 100
    if payment == 0:
        return
    shares = allocate(payment, basket)
    assert total(shares) == payment
    owed = {due.key: due for due in basket}
    for one in shares:
        assert 0 <= one.principal <= owed[one.key].principal
        assert 0 <= one.fee <= owed[one.key].fee
        assert one.principal == one.principal.quantize(Decimal("0.01"))


@given(basket=baskets, share=st.fractions(0, 1))
def test_nothing_younger_is_paid_while_something_older_is_open(basket, share):
    payment = Decimal(int(total(basket) * 100 * share.numerator / share.denominator)) / 100
    if payment == 0:
        return
    paid = {one.key: one.total for one in allocate(payment, basket)}
    ordered = sorted(basket, key=lambda due: (due.due_on, due.key))
    short = [due for due in ordered if paid.get(due.key, 0) < due.total]
    if short:
        after = ordered[ordered.index(short[0]) + 1 :]
        assert all(due.key not in paid for due in after)


@given(basket=baskets)
def test_paying_everything_settles_everything(basket):
    shares = {one.key: one for one in allocate(total(basket), basket)}
    assert shares == {due.key: Share(due.key, due.principal, due.fee) for due in basket}


def test_a_part_goes_to_principal_and_fee_in_proportion():
    due = Due(1, date(2026, 6, 1), Decimal("900.00"), Decimal("100.00"))
    assert allocate(Decimal("500.00"), [due]) == (Share(1, Decimal("450.00"), Decimal("50.00")),)
    assert allocate(Decimal("0.01"), [due]) == (Share(1, Decimal("0.01"), Decimal("0.00")),)


def test_what_comes_of_a_contract_is_settled_fee_first():
    due = Due(1, date(2026, 6, 1), Decimal("900.00"), Decimal("100.00"), Order.FEE_FIRST)
    assert allocate(Decimal("120.00"), [due]) == (Share(1, Decimal("20.00"), Decimal("100.00")),)
    assert allocate(Decimal("60.00"), [due]) == (Share(1, Decimal("0.00"), Decimal("60.00")),)


@given(
    principal=st.integers(10_000, 10**8).map(lambda value: Decimal(value) / 100),
    percent=st.integers(10, 90),
    late=st.integers(20, 900),
    later=st.integers(0, 400),
)
def test_after_a_part_is_paid_the_rest_costs_what_it_would_have_cost_alone(
    principal, percent, late, later
):
    """Paying in two parts costs as much as each part would alone, but for the least fee."""
    due_on = date(2020, 1, 1)
    first_day = due_on + timedelta(days=late)
    fee = late_fee(principal, due_on, first_day).amount
    due = Due(1, due_on, principal, fee)
    paid = allocate((due.total * percent / 100).quantize(Decimal("0.01")), [due])[0]
    alone = late_fee(paid.principal, due_on, first_day).amount
    if min(alone, fee) > Decimal("1.00"):
        assert abs(paid.fee - alone) <= Decimal("0.02")
    rest = late_fee(principal - paid.principal, due_on, first_day + timedelta(days=later)).amount
    assert rest >= 0


@pytest.mark.parametrize(
    ("payment", "why"),
    [("0.00", "nothing"), ("-1.00", "nothing"), ("0.001", "nothing"), ("11.00", "too-much")],
)
def test_a_payment_that_fits_nothing_is_refused(payment, why):
    due = Due(1, date(2026, 6, 1), Decimal("9.00"), Decimal("1.00"))
    with pytest.raises(CannotAllocate) as caught:
        allocate(Decimal(payment), [due])
    assert caught.value.why == why


def test_what_is_paid_whole_or_not_at_all_takes_no_part():
    fine = Due(1, date(2026, 6, 1), Decimal("9.00"), Decimal("0.00"), partly=False)
    with pytest.raises(CannotAllocate) as caught:
        allocate(Decimal("8.00"), [fine])
    assert caught.value.why == "whole-only"
    assert total(allocate(Decimal("9.00"), [fine])) == 9
