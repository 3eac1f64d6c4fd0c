"""Closing a day: its figures are the ledger's, they stay, and what comes later is the next day's."""

import uuid
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from pypdfium2 import PdfDocument

from services.debts.actions.ledger import Move, book_entry
from services.debts.books.actions.closing import CannotClose, close_day
from services.debts.books.models import ClosedDay, ClosedEntry
from services.debts.books.papers import csv_of, pdf_of
from services.debts.books.queries.figures import drift
from services.debts.models import Book, EntryKind
from services.debts.verification import totals
from tests.factories.debts import assessment, money
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)


def at(day, hour=12, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo("Europe/Istanbul"))


def debt(amount="1000.00", revenue="building_tax"):
    """Return an instalment whose entry is of the day."""
    with time_machine.travel(at(DAY, 9), tick=False):
        return assessment(amounts=(amount,), revenue_type=revenue).instalments.get()


def pay(row, principal, fee="0.00", *, book=Book.PROVIDER, moment=None, kind=EntryKind.PAYMENT):
    sign = -1 if kind == EntryKind.REFUND else 1
    principal, fee = sign * money(principal), sign * money(fee)
    moves = [
        Move(book, principal + fee),
        Move(Book.RECEIVABLE, -principal, row.pk),
        Move(Book.FEE, -fee, row.pk),
    ]
    return book_entry(kind=kind, reference=str(uuid.uuid4()), moves=moves, at=moment or at(DAY))


def books_of(closed):
    return {book: Decimal(row["closing"]) for book, row in closed.figures["books"].items()}


def test_a_day_tells_by_revenue_channel_fee_and_refund_what_the_ledger_has():
    tax, rent = debt(), debt(revenue="rent")
    pay(tax, "300.00", "12.50")
    pay(rent, "100.00", book=Book.CASH)
    pay(tax, "50.00", "2.00", kind=EntryKind.REFUND)
    book_entry(
        kind=EntryKind.CORRECTION,
        reference="d1",
        reason="Mükerrer tahakkuk",
        moves=[Move(Book.RECEIVABLE, money(-40), rent.pk), Move(Book.CANCELLED, money(40))],
        at=at(DAY),
    )
    closed = close_day(day=DAY + timedelta(days=6))
    found = closed.figures
    assert found["revenues"]["building_tax"] == {
        **{"paid": "300.00", "fee": "12.50", "refunded": "50.00", "fee_refunded": "2.00"},
        **{"corrected": "0.00", "fee_corrected": "0.00"},
    }
    assert found["revenues"]["rent"]["corrected"] == "40.00"
    assert found["channels"]["provider"] == {"in": "312.50", "out": "52.00"}
    assert found["channels"]["cash"] == {"in": "100.00", "out": "0.00"}
    assert found["entries"] == {"correction": 1, "import": 2, "payment": 2, "refund": 1}
    everything = {book: amount for book, amount in books_of(closed).items() if amount}
    assert everything == totals()
    assert sum(books_of(closed).values()) == 0
    assert drift() == []


def test_each_day_opens_with_what_the_day_before_closed_with():
    row = debt()
    pay(row, "100.00", moment=at(DAY, 23, 59))
    pay(row, "200.00", moment=at(DAY + timedelta(days=1), 0, 0))
    first = close_day(day=DAY)
    second = close_day(day=DAY + timedelta(days=1))
    one, two = (day.figures["books"]["provider"] for day in (first, second))
    assert (one["opening"], one["plus"], one["closing"]) == ("0.00", "100.00", "100.00")
    assert (two["opening"], two["plus"], two["closing"]) == ("100.00", "200.00", "300.00")


def test_what_is_booked_after_the_close_belongs_to_the_next_day_also_when_it_is_dated_before():
    row = debt()
    pay(row, "100.00")
    first = close_day(day=DAY)
    before = dict(first.figures)
    pay(row, "30.00")  # dated on the closed day
    second = close_day(day=DAY + timedelta(days=1))
    first.refresh_from_db()
    assert first.figures == before
    assert second.figures["channels"]["provider"]["in"] == "30.00"
    assert drift() == []


def test_closing_again_returns_the_same_day_and_skipped_days_are_in_the_next_one():
    row = debt()
    pay(row, "100.00")
    again = [close_day(day=DAY + timedelta(days=3)) for _turn in range(2)]
    assert again[0].pk == again[1].pk
    assert again[1].figures["channels"]["provider"]["in"] == "100.00"
    assert ClosedDay.objects.count() == 1
    for day, why in ((DAY, "earlier"), (date(2099, 1, 1), "future")):
        with pytest.raises(CannotClose) as caught:
            close_day(day=day)
        assert caught.value.why == why


def test_a_closed_day_and_its_entries_are_not_changed_by_anybody():
    pay(debt(), "100.00")
    closed = close_day(day=DAY)
    for change in (
        lambda: ClosedDay.objects.filter(pk=closed.pk).update(entries=9),
        lambda: ClosedDay.objects.filter(pk=closed.pk)._raw_delete("default"),
        lambda: ClosedEntry.objects.update(closed=closed),
        lambda: ClosedEntry.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
            change()


def test_a_day_that_was_changed_behind_the_triggers_is_found():
    pay(debt(), "100.00")
    closed = close_day(day=DAY)
    call_command("close_debt_day", verify=True, stdout=StringIO())
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE debtbooks_closedday SET figures ="
            " jsonb_set(figures, '{channels,provider,in}', '\"1.00\"') WHERE id = %s",
            [closed.pk],
        )
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    assert drift() == [f"{closed}: digest", f"{closed}: figures"]
    with pytest.raises(CommandError, match="2 differences"):
        call_command("close_debt_day", verify=True, stdout=StringIO(), stderr=StringIO())


def test_the_report_is_written_as_csv_and_pdf(tmp_path):
    home_page()
    pay(debt("2000.00"), "1234.50", "10.00")
    said = StringIO()
    table, paper = tmp_path / "g.csv", tmp_path / "g.pdf"
    call_command("close_debt_day", day=DAY, csv=table, pdf=paper, stdout=said)
    assert "provider" in said.getvalue()
    closed = ClosedDay.objects.get()
    assert "2026-11-24;Gelir türüne göre;Emlak vergisi (bina);Ödenen asıl;1234.50" in csv_of(closed)
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    page = PdfDocument(pdf_of(closed))[0].get_textpage().get_text_bounded().replace("\xa0", " ")
    assert "1.234,50 TL" in page
    assert "1.244,50 TL" in page
    assert paper.read_bytes().startswith(b"%PDF")
