"""Entries go to the accounting system once: whoever sends, whatever dies, whatever it answers."""

import csv
import json
import os
import threading
import uuid
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from demo.accounting import Accounting
from services.debts.actions.ledger import Move, book_entry
from services.debts.books.actions import exporting
from services.debts.books.actions.exporting import make_batch, send_batch
from services.debts.books.handover import AccountingAway, RestTarget
from services.debts.books.models import Batch, BatchEntry
from services.debts.books.queries.batches import lines_of
from services.debts.models import Book, EntryKind, LedgerEntry
from tests.factories.debts import assessment, money
from tests.factories.threads import in_threads

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def accounting(settings):
    server = Accounting(("127.0.0.1", 0), "tests-only")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.DEBT_EXPORT_URL = f"http://127.0.0.1:{server.server_port}/kayitlar"
    settings.DEBT_EXPORT_TOKEN = "tests-only"
    yield server
    server.shutdown()
    server.server_close()


def payments(count=1):
    row = assessment(amounts=("1000.00",)).instalments.get()
    for _turn in range(count):
        book_entry(
            kind=EntryKind.PAYMENT,
            reference=str(uuid.uuid4()),
            moves=[Move(Book.PROVIDER, money(10)), Move(Book.RECEIVABLE, money(-10), row.pk)],
        )


def target(settings):
    return RestTarget(settings.DEBT_EXPORT_URL, settings.DEBT_EXPORT_TOKEN)


def booked(accounting):
    """Return every entry the accounting system has, as often as it has it."""
    return sorted(
        entry
        for lines in accounting.batches.values()
        for entry in {line["entry"] for line in lines}
    )


def ours():
    rows = LedgerEntry.objects.exclude(kind="import").order_by("pk")
    return list(rows.values_list("pk", flat=True))


def test_entries_are_handed_over_balanced_and_marked_when_taken(accounting):
    payments(3)
    said = StringIO()
    call_command("export_entries", rest=True, stdout=said)
    assert "Batch 1: 3 entries, 30.00" in said.getvalue()
    lines = accounting.batches[1]
    for name in ("debit", "credit"):
        assert sum(Decimal(line[name]) for line in lines) == 30
    assert {line["book"] for line in lines} == {"provider", "receivable"}
    owed = next(line for line in lines if line["book"] == "receivable")
    assert (owed["revenue_type"], owed["instalment"]) == ("building_tax", 1)
    assert not BatchEntry.objects.filter(acknowledged_at=None).exists()
    assert Batch.objects.get().acknowledged_at
    call_command("export_entries", rest=True, stdout=StringIO())
    assert booked(accounting) == ours()
    assert accounting.received == 1


def test_what_the_source_told_is_not_told_back(accounting):
    assessment()
    call_command("export_entries", rest=True, stdout=StringIO())
    assert accounting.batches == {}


def test_an_answer_that_never_comes_leaves_the_batch_and_sends_the_same_one_again(
    accounting, settings
):
    payments(2)
    accounting.hangs_up = 1  # it booked, and the line broke
    with pytest.raises(CommandError, match="Batch 1 waits"):
        call_command("export_entries", rest=True, stdout=StringIO())
    payments(1)
    call_command("export_entries", rest=True, stdout=StringIO())
    assert sorted(accounting.batches) == [1, 2]
    assert booked(accounting) == ours()
    accounting.is_down = True
    payments(1)
    with pytest.raises(AccountingAway):
        send_batch(batch=make_batch(), target=target(settings))


@pytest.mark.parametrize("step", ["made", "sent", "marking"])
def test_killed_at_any_step_nothing_is_handed_over_twice_or_lost(accounting, settings, step):
    payments(5)
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            batch = make_batch()
            if step == "made":
                os.kill(os.getpid(), 9)
            if step == "sent":
                target(settings).send(batch.number, lines_of(batch))
                os.kill(os.getpid(), 9)
            exporting.BatchEntry.objects.filter = lambda **_given: os.kill(os.getpid(), 9)
            send_batch(batch=batch, target=target(settings))
        finally:
            os.kill(os.getpid(), 9)
    _pid, how = os.waitpid(child, 0)
    assert os.WIFSIGNALED(how)
    assert Batch.objects.get().acknowledged_at is None
    call_command("export_entries", rest=True, stdout=StringIO())
    assert booked(accounting) == ours()
    assert accounting.received == (1 if step == "made" else 2)
    assert not BatchEntry.objects.filter(acknowledged_at=None).exists()


def test_many_that_hand_over_at_once_make_each_batch_once(accounting, settings):
    payments(7)

    def run():
        while batch := make_batch(most=2):
            send_batch(batch=batch, target=target(settings))

    assert in_threads(*[run] * 4) == []
    assert sorted(accounting.batches) == [1, 2, 3, 4]
    assert booked(accounting) == ours()


def test_an_entry_that_is_refused_is_told_and_does_not_stop_the_others(accounting):
    payments(3)
    bad = ours()[1]
    accounting.refuses = {bad}
    said = StringIO()
    call_command("export_entries", rest=True, stdout=StringIO(), stderr=said)
    assert f"entry {bad} refused: hesap yok" in said.getvalue()
    assert BatchEntry.objects.get(entry=bad).acknowledged_at is None
    assert BatchEntry.objects.exclude(acknowledged_at=None).count() == 2


@pytest.mark.parametrize("as_json", [False, True])
def test_a_file_is_the_same_until_it_has_arrived(tmp_path, as_json):
    payments(2)
    names = []
    for _turn in range(2):
        call_command("export_entries", tmp_path, json=as_json, stdout=StringIO())
        names.append(sorted(file.name for file in tmp_path.iterdir()))
    assert names[0] == names[1] == [f"aktarim-000001.{'jsonl' if as_json else 'csv'}"]
    text = (tmp_path / names[0][0]).read_text(encoding="utf-8")
    rows = (
        [json.loads(line) for line in text.splitlines()]
        if as_json
        else list(csv.DictReader(text.splitlines(), delimiter=";"))
    )
    assert sum(Decimal(row["debit"]) - Decimal(row["credit"]) for row in rows) == 0
    assert len(rows) == 4
    call_command("export_entries", arrived=1, stdout=StringIO())
    said = StringIO()
    call_command("export_entries", tmp_path, stdout=said)
    assert "Nothing to hand over" in said.getvalue()
    with pytest.raises(CommandError, match="no batch 9"):
        call_command("export_entries", arrived=9)
    with pytest.raises(CommandError, match="Choose"):
        call_command("export_entries", tmp_path, arrived=1)
