"""A day's settlement file beside what was recorded: what differs, what is to be done, what mends."""

import uuid
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from demo.bank import PLAYS, BankOrder
from services.debts.actions.refunds import ask_refund, pay_back_waiting
from services.debts.books.actions.reconciling import end_difference, note_differences, reconcile
from services.debts.books.comparing import next_step
from services.debts.books.models import Difference, SettledRow, Settlement
from services.debts.models import Attempt, Refund
from services.debts.payments.provider import provider
from services.debts.payments.settlement import Unreadable, parse
from services.debts.verification import findings
from tests.factories.debts import money
from tests.factories.paying import (
    begin,
    call_clock,
    carry_out,
    everything_agrees,
    the_attempt,
    two_debts,
)

pytestmark = pytest.mark.django_db(transaction=True)


def run(day=None):
    return reconcile(provider=provider(), day=day or timezone.localdate())


def open_ones():
    rows = Difference.objects.filter(ended_at=None).order_by("pk")
    return [(row.what, row.kind, row.ours, row.theirs) for row in rows]


def paid(hooked, client, owed):
    begin(client, owed)
    carry_out(hooked, client, "success")
    return the_attempt()


@pytest.mark.parametrize("play", PLAYS)
def test_after_every_play_the_file_agrees_but_for_the_wrong_amount(hooked, client, owed, play):
    begin(client, owed)
    carry_out(hooked, client, play)
    asked = the_attempt().amount
    found = run()
    assert found.mended == 0
    wrong = [("other_amount", "charge", asked, money("0.01"))]
    assert open_ones() == (wrong if play == "wrong-amount" else [])
    charged = {"decline", "abandon"}
    assert found.settlement.rows == (0 if play in charged else 1)


def test_the_wrong_amount_is_open_until_it_was_paid_back(hooked, client, owed):
    begin(client, owed)
    carry_out(hooked, client, "wrong-amount")
    run()
    row = Difference.objects.get()
    assert "iade ettirin" in str(next_step(row.what, row.kind, row.their_state))
    attempt = the_attempt()
    ask_refund(attempt=attempt, amount=attempt.charged, reason="Yanlış tutar", key=uuid.uuid4())
    pay_back_waiting(provider=provider())
    assert run().open == 0
    row.refresh_from_db()
    assert row.ended_at
    assert row.note
    everything_agrees(hooked)


def test_a_charge_nobody_told_of_after_it_was_given_up_is_booked_by_the_file(hooked, client, owed):
    begin(client, owed)
    carry_out(hooked, client, "abandon")
    attempt = the_attempt()
    hooked.orders[str(attempt.public_id)].callback_url = "http://127.0.0.1:1/"
    hooked.charge_late(str(attempt.public_id))
    call_clock()
    attempt.refresh_from_db()
    assert attempt.status == "expired"  # nobody asks for it any more
    found = run()
    attempt.refresh_from_db()
    assert (found.mended, found.open, attempt.status) == (1, 0, "succeeded")
    row = Difference.objects.get()
    assert (row.what, row.our_state, row.their_state) == ("other_state", "expired", "paid")
    assert "Mutabakat" in row.note
    everything_agrees(hooked)


def test_what_only_one_side_has_is_listed_with_its_step(hooked, client, owed):
    ours = paid(hooked, client, owed)
    hooked.orders.pop(str(ours.public_id))
    foreign = BankOrder(str(uuid.uuid4()), "77.00", "", "")
    hooked.orders[foreign.id] = foreign
    hooked.charge(foreign, "77.00")
    run()
    assert sorted(open_ones()) == [
        ("missing_here", "charge", None, money(77)),
        ("missing_there", "charge", ours.charged, None),
    ]
    said = StringIO()
    with pytest.raises(CommandError, match="2 differences"):
        call_command("reconcile", day=timezone.localdate(), stdout=StringIO(), stderr=said)
    assert str(ours.public_id) in said.getvalue()


def test_what_the_next_days_file_brings_ends_what_was_missing(hooked, client, owed):
    ours = paid(hooked, client, owed)
    order = hooked.orders[str(ours.public_id)]
    tomorrow = timezone.localdate() + timedelta(days=1)
    order.paid_on = tomorrow.isoformat()
    assert run().open == 1
    assert run(tomorrow).open == 0
    assert Difference.objects.get().ended_at


def test_another_amount_and_money_taken_back_by_the_payers_bank_are_found(hooked, client, owed):
    ours = paid(hooked, client, owed)
    order = hooked.orders[str(ours.public_id)]
    order.charged = "1.00"
    run()
    assert open_ones() == [("other_amount", "charge", ours.charged, money(1))]
    order.charged = str(ours.charged)
    hooked.reverse(order.id)
    run()
    row = Difference.objects.get(ended_at=None)
    assert (row.what, row.our_state, row.their_state) == ("other_state", "succeeded", "reversed")
    assert Difference.objects.count() == 2


def test_refunds_in_part_agree_and_each_of_their_differences_is_found(hooked, client, owed):
    ours = paid(hooked, client, owed)
    key = uuid.uuid4()
    ask_refund(attempt=ours, amount=money(250), reason="Yanlış borç", key=key)
    pay_back_waiting(provider=provider())
    assert run().open == 0
    order = hooked.orders[str(ours.public_id)]
    order.refunds[str(key)] = "200.00"
    run()
    assert open_ones() == [("other_amount", "refund", money(250), money(200))]
    order.refunds = {str(uuid.uuid4()): "250.00"}
    order.refunded_on = dict.fromkeys(order.refunds, timezone.localdate().isoformat())
    run()
    assert {row[0] for row in open_ones()} == {"missing_here", "missing_there"}


def test_a_refund_the_provider_made_and_we_did_not_book_is_booked(hooked, client, owed):
    ours = paid(hooked, client, owed)
    refund = ask_refund(attempt=ours, amount=money(250), reason="Yanlış", key=uuid.uuid4())
    provider().refund(ours.public_id, refund.amount, refund.key)  # then killed
    found = run()
    assert (found.mended, found.open) == (1, 0)
    assert Refund.objects.get().done_at
    everything_agrees(hooked)


def test_the_same_file_again_changes_nothing_and_another_one_replaces_it(hooked, client, owed):
    paid(hooked, client, owed)
    assert run().is_new is True
    before = Settlement.objects.get().fetched_at
    lines = set(SettledRow.objects.values_list("pk", flat=True))
    assert run().is_new is False
    assert set(SettledRow.objects.values_list("pk", flat=True)) == lines
    assert Settlement.objects.get().fetched_at == before
    begin(client, two_debts())
    carry_out(hooked, client, "success")
    assert run().is_new is True
    assert Settlement.objects.get().rows == SettledRow.objects.count() == 2


def test_what_a_person_settled_is_not_listed_again_while_it_stays_as_it_is(
    hooked, client, owed, payer
):
    ours = paid(hooked, client, owed)
    hooked.orders[str(ours.public_id)].charged = "1.00"
    run()
    row = Difference.objects.get()
    with pytest.raises(ValueError, match="note"):
        end_difference(difference=row, note="  ", by=payer.user)
    end_difference(difference=row, note="Banka düzeltti, yazısı dosyada", by=payer.user)
    assert run().open == 0
    hooked.orders[str(ours.public_id)].charged = "2.00"
    assert run().open == 1


def test_the_number_of_queries_does_not_grow_with_the_lines(hooked, client, owed):
    def asked():
        settlement = run().settlement
        with CaptureQueriesContext(connection) as seen:
            note_differences(settlement=settlement)
        return len(seen)

    paid(hooked, client, owed)
    few = asked()
    for _turn in range(3):
        begin(client, two_debts())
        carry_out(hooked, client, "success")
    assert asked() == few
    assert Attempt.objects.count() == 4
    assert list(findings()) == []


HEAD = "#settlement;day=2026-11-30\nkind;order;key;state;amount;reference\n"
LINE = "charge;6f0e5ab8-4d6c-4f0e-9b7e-0d8f5e1c2a3b;;paid;1000.00;ab\n"
SUMS = "#totals;rows=1;charged=1000.00;refunded=0.00\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<html>",
        HEAD + LINE,
        HEAD + LINE + SUMS.replace("1000", "999"),
        HEAD + LINE + LINE + SUMS,
        HEAD + LINE.replace("paid", "perhaps") + SUMS,
        HEAD + LINE.replace("1000.00", "NaN") + SUMS,
        HEAD + LINE.replace("charge", "refund") + SUMS,
        HEAD.replace("11-30", "11-29") + LINE + SUMS,
        HEAD + LINE.replace("6f0e", "zzzz") + SUMS,
    ],
)
def test_a_file_that_is_not_whole_is_refused(text):
    with pytest.raises(Unreadable):
        parse(text, timezone.datetime(2026, 11, 30).date())


def test_a_whole_file_is_read():
    found = parse(HEAD + LINE + SUMS, timezone.datetime(2026, 11, 30).date())
    assert (len(found.rows), found.total("charge")) == (1, money(1000))


def test_a_provider_that_is_away_changes_nothing(hooked, client, owed):
    paid(hooked, client, owed)
    hooked.is_down = True
    with pytest.raises(CommandError):
        call_command("reconcile", stdout=StringIO())
    assert not Settlement.objects.exists()
