"""Every play of the provider: what it charged is what was recorded is what the ledger says."""

import os
import threading
import uuid
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from demo.bank import PLAYS
from services.debts.actions import payments
from services.debts.actions.payments import Basket, begin_attempt
from services.debts.models import (
    Assessment,
    Attempt,
    Receipt,
)
from services.debts.payments.provider import provider
from tests.factories.debts import assessment, debt_account
from tests.factories.paying import (
    ENDS,
    HERE,
    NUMBER,
    STEPS,
    begin,
    call_clock,
    carry_out,
    everything_agrees,
    page,
    the_attempt,
    two_debts,
)
from tests.factories.threads import in_threads


@pytest.mark.parametrize("play", PLAYS)
def test_every_play_ends_as_it_must_and_everything_agrees(hooked, client, payer, play):
    paid = ENDS[play] == "succeeded"
    for count, returns in enumerate((True, False), start=1):
        hooked.callbacks.clear()
        rows = two_debts()
        begin(client, rows)
        carry_out(hooked, client, play, returns=returns)
        assert the_attempt().status == ENDS[play]
        everything_agrees(hooked)
        assert Receipt.objects.count() == (count if paid else 0)
        statuses = {Assessment.objects.get(pk=row.assessment_id).status for row in rows}
        assert statuses == ({"paid"} if paid else {"open"})
        assert page(client)
        if play == "bad-signature":
            assert hooked.callbacks == [400]
        if play == "double":
            assert hooked.callbacks == [200, 200]


@pytest.mark.parametrize("play", PLAYS)
def test_two_tabs_pay_a_debt_once_whatever_the_provider_plays(hooked, client, owed, play):
    """Both press at once; then whoever got no attempt tries again after the end."""
    answers = []
    barrier = threading.Barrier(2)

    def press():
        barrier.wait()
        answers.append(begin(client, owed)["Location"])

    assert in_threads(press, press) == []
    assert len(set(answers)) == 1  # the second tab is led to the first one's attempt
    assert Attempt.objects.count() == 1
    carry_out(hooked, client, play)
    again = begin(client, owed)
    if ENDS[play] == "succeeded":
        assert again.status_code == 422
        assert Attempt.objects.count() == 1
    else:
        carry_out(hooked, client, "success")
        assert the_attempt().status == "succeeded"
    everything_agrees(hooked)


@pytest.mark.parametrize("play", PLAYS)
def test_killed_at_any_step_it_comes_to_the_same_end(hooked, live_server, payer, play):
    """A process of its own is killed (SIGKILL) right after a step; the clock and the bank go on."""
    for step in STEPS:
        rows, key = two_debts(), uuid.uuid4()
        connections.close_all()
        child = os.fork()
        if child == 0:
            _die_after(step, payer, rows, key, play, hooked)
        _pid, how = os.waitpid(child, 0)
        assert os.WIFSIGNALED(how), "the process should have been killed"
        known = Attempt.objects.get(form_key=key)
        order = str(known.public_id)
        heard = order in hooked.orders
        assert heard == (step != "begun")
        if heard:
            hooked.orders[order].callback_url = f"{live_server.url}{HERE}bildirim/"
            if hooked.orders[order].state == "pending":
                hooked.play(order, play)
        Attempt.objects.filter(pk=known.pk, status__in=("created", "redirected")).update(
            expires_at=timezone.now() - timedelta(seconds=1)
        )
        call_clock()
        if heard and play == "late":
            hooked.charge_late(order)
            call_clock()
        known.refresh_from_db()
        # Whoever died before the provider heard of it has paid nothing.
        assert (step, known.status) == (step, ENDS[play] if heard else "expired")
        everything_agrees(hooked)


def _die_after(step, payer, owed, key, play, bank):
    """Begin, tell the provider, keep its address, settle; be killed after `step`."""

    def dies():
        os.kill(os.getpid(), 9)

    try:
        basket = Basket(form_key=key, instalments=frozenset(row.pk for row in owed))
        found = provider()
        attempt = begin_attempt(profile=payer, basket=basket, provider=found)
        if step == "begun":
            dies()
        create = type(found).create
        if step == "told":
            type(found).create = lambda self, order: (create(self, order), dies())
        attempt = payments.send_to_provider(
            attempt=attempt, provider=found, address=lambda path: f"http://127.0.0.1:1{path}"
        )
        if step == "kept":
            dies()
        if play != "late":
            _press(bank.address, attempt, play)
        if step == "booking":  # inside the transaction that books
            payments._end = lambda attempt, status: dies()
        payments.ask_provider(attempt=attempt, provider=found)
    finally:
        dies()


def _press(address, attempt, play):
    """Press a button of the bank's page from the process that will die."""
    from urllib.request import HTTPRedirectHandler, build_opener

    class Stay(HTTPRedirectHandler):
        def redirect_request(self, *args):
            return None

    with suppress(OSError):
        build_opener(Stay).open(f"{address}/ode/{attempt.public_id}", f"play={play}".encode())


def test_a_receipt_has_the_next_number_without_gaps_however_many_pay_at_once(bank, payer):
    account = debt_account(NUMBER)
    day = timezone.localdate() + timedelta(days=9)
    rows = [assessment(account, amounts=("10.00",), due=day).instalments.get() for _n in range(8)]
    found = provider()
    attempts = []
    for row in rows:
        basket = Basket(form_key=uuid.uuid4(), instalments=frozenset({row.pk}))
        attempt = begin_attempt(profile=payer, basket=basket, provider=found)
        payments.send_to_provider(
            attempt=attempt, provider=found, address=lambda path: "http://127.0.0.1:1/"
        )
        bank.play(str(attempt.public_id), "silent")
        attempts.append(attempt)

    def end(attempt):
        try:
            payments.ask_provider(attempt=attempt, provider=found)
        finally:
            connections.close_all()

    # Each is settled twice at once, as by its callback and the return.
    threads = [threading.Thread(target=end, args=(one,)) for one in attempts * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(Receipt.objects.values_list("number", flat=True)) == list(range(1, 9))
    everything_agrees(bank)
