"""An import and payments on the same debts at the same time: nobody is stopped by the database."""

import threading
import time
import uuid
from datetime import date

import pytest
from django.db import connection, connections

from services.debts.actions import payments
from services.debts.actions.imports import import_from
from services.debts.imports.files import FileSource
from services.debts.models import Assessment, Attempt, AttemptItem, Instalment
from services.debts.payments.provider import News, OrderState
from services.debts.verification import findings
from tests.factories.debt_files import row, write
from tests.factories.debts import money

LATER = "2025-12-01T06:00:00+03:00"


def take(folder, rows, **more):
    return import_from(source=FileSource(write(folder, rows, **more)))


def attempt_of(*rows):
    """An attempt that pays instalments whole."""
    made = Attempt.objects.create(
        form_key=uuid.uuid4(),
        amount=sum(row.principal for row in rows),
        fee_day=date(2026, 11, 30),
        expires_at="2026-12-30T00:00Z",
        provider="sandbox",
        status="redirected",
    )
    for one in rows:
        AttemptItem.objects.create(
            attempt=made, instalment=one, principal=one.principal, fee=money(0)
        )
    return made


def pay(attempt):
    payments.settle(news=News(attempt.public_id, OrderState.PAID, attempt.amount, "r"))


def somebody_waits_for_a_lock():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0] > 0


def wait_until(condition, seconds=20):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.02)


class InThread(threading.Thread):
    """Runs a call; keeps what it raised."""

    def __init__(self, call):
        super().__init__()
        self.call, self.error = call, None
        self.start()

    def run(self):
        try:
            self.call()
        except Exception as error:
            self.error = error
        finally:
            connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_a_payment_between_its_two_locks_is_waited_for_by_the_import(tmp_path, monkeypatch):
    """The payment holds the instalment and is about to lock the assessment."""
    take(tmp_path, [row(1), row(2)])
    debt = Instalment.objects.get(assessment__external_id="T-1")
    attempt = attempt_of(debt)
    paused, go_on = threading.Event(), threading.Event()
    follow = payments.follow_amounts

    def slow(assessments):
        paused.set()
        assert go_on.wait(20)
        follow(assessments)

    monkeypatch.setattr(payments, "follow_amounts", slow)
    paying = InThread(lambda: pay(attempt))
    assert paused.wait(20)
    changed = [row(1, description="Başka", principal="150.00"), row(2)]
    importing = InThread(lambda: take(tmp_path, changed, time=LATER, name="b.csv"))
    wait_until(somebody_waits_for_a_lock)
    go_on.set()
    paying.join()
    importing.join()
    assert (paying.error, importing.error) == (None, None)
    debt.refresh_from_db()
    assert (debt.collected_here, debt.open_amount) == (money(100), money(50))
    assert debt.assessment.status == "partly_paid"
    assert list(findings()) == []


@pytest.mark.django_db(transaction=True)
def test_what_an_import_does_not_change_is_paid_meanwhile(tmp_path, monkeypatch):
    take(tmp_path, [row(1), row(2)])
    attempt = attempt_of(Instalment.objects.get(assessment__external_id="T-2"))
    from services.debts.actions import imports

    paid = []
    merge = imports.merge

    def merge_and_pay(run, at):
        changed = merge(run, at)
        paying = InThread(lambda: pay(attempt))
        paying.join(20)
        paid.append((paying.is_alive(), paying.error))
        return changed

    monkeypatch.setattr(imports, "merge", merge_and_pay)
    take(tmp_path, [row(1, principal="120.00"), row(2)], time=LATER, name="b.csv")
    assert paid == [(False, None)]
    assert Assessment.objects.get(external_id="T-2").status == "paid"
    assert list(findings()) == []


@pytest.mark.django_db(transaction=True)
def test_imports_and_payments_on_the_same_debts_all_come_through(tmp_path):
    """Payments of two debts each, in both orders, while two lists change all of them."""
    count = 40
    take(tmp_path, [row(place) for place in range(1, count + 1)])
    rows = list(Instalment.objects.order_by("-pk"))
    pairs = [(rows[place], rows[-place - 1]) for place in range(count // 2)]
    attempts = [attempt_of(*pair) for pair in pairs]

    def lists():
        for turn in (1, 2):
            told = [
                row(place, description=f"{turn}", principal="200.00", status="open")
                for place in range(count, 0, -1)
            ]
            take(tmp_path, told, time=f"2025-12-0{turn}T06:00:00+03:00", name=f"{turn}.csv")

    def some(part):
        for attempt in part:
            pay(attempt)

    threads = [InThread(lists)]
    threads += [InThread(lambda part=attempts[n::3]: some(part)) for n in range(3)]
    for thread in threads:
        thread.join()
    assert [thread.error for thread in threads] == [None] * 4
    assert set(Attempt.objects.values_list("status", flat=True)) == {"succeeded"}
    assert set(Instalment.objects.values_list("open_amount", flat=True)) == {money(100)}
    assert set(Assessment.objects.values_list("status", flat=True)) == {"partly_paid"}
    assert list(findings()) == []


@pytest.mark.django_db(transaction=True)
def test_an_import_the_database_stops_is_told_as_refused(tmp_path, monkeypatch):
    from django.db import OperationalError

    from services.debts.actions import imports

    def stopped(run, at):
        raise OperationalError("deadlock detected")

    monkeypatch.setattr(imports, "merge", stopped)
    with pytest.raises(imports.ImportRefused, match="deadlock detected"):
        take(tmp_path, [row(1)])
    assert not Assessment.objects.exists()
    assert imports.ImportRun.objects.get().state == "refused"
