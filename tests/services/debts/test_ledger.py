"""The ledger: balanced, only added to, and what each debt adds up to."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from services.debts.actions.ledger import Move, Unbalanced, book_entry
from services.debts.models import Book, EntryKind, Instalment, LedgerEntry, Posting
from services.debts.verification import findings, totals
from tests.factories.debts import assessment, money


def instalment(amount="100.00"):
    return assessment(amounts=(amount,)).instalments.get()


def payment(row, amount="40.00", reference="P1", **more):
    moves = [Move(Book.PROVIDER, money(amount)), Move(Book.RECEIVABLE, -money(amount), row.pk)]
    return book_entry(kind=EntryKind.PAYMENT, reference=reference, moves=moves, **more)


@pytest.mark.django_db
def test_an_entry_that_does_not_add_up_is_not_written():
    row = instalment()
    with pytest.raises(Unbalanced):
        book_entry(
            kind=EntryKind.PAYMENT,
            reference="P1",
            moves=[
                Move(Book.PROVIDER, money("40")),
                Move(Book.RECEIVABLE, money("-39.99"), row.pk),
            ],
        )
    assert not LedgerEntry.objects.filter(kind="payment").exists()


@pytest.mark.django_db
def test_what_is_booked_once_is_not_booked_again():
    row = instalment()
    payment(row)
    with pytest.raises(IntegrityError), transaction.atomic():
        payment(row)
    assert Posting.objects.filter(entry__kind="payment").count() == 2


@pytest.mark.django_db
def test_the_database_refuses_an_entry_that_does_not_balance_whoever_writes_it():
    row = instalment()

    def unbalanced():
        entry = LedgerEntry.objects.create(kind="payment", reference="direct")
        Posting.objects.create(entry=entry, book="provider", amount=money("5"))
        Posting.objects.create(entry=entry, book="receivable", instalment=row, amount=money("-4"))
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match="does not balance"), transaction.atomic():
        unbalanced()


@pytest.mark.django_db
def test_the_database_refuses_an_entry_without_postings():
    def empty():
        LedgerEntry.objects.create(kind="payment", reference="empty")
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match="does not balance"), transaction.atomic():
        empty()


@pytest.mark.django_db(transaction=True)
def test_a_posting_is_not_added_to_an_entry_of_another_transaction():
    row = instalment()
    entry = payment(row)
    with pytest.raises(IntegrityError, match="with its entry"), transaction.atomic():
        Posting.objects.bulk_create(
            [
                Posting(entry=entry, book="provider", amount=money("5")),
                Posting(entry=entry, book="receivable", instalment=row, amount=money("-5")),
            ]
        )


@pytest.mark.django_db
def test_nothing_in_the_ledger_is_changed_or_deleted():
    row = instalment()
    entry = payment(row)
    for attempt in (
        lambda: Posting.objects.filter(entry=entry).update(amount=1),
        lambda: Posting.objects.filter(entry=entry)._raw_delete("default"),
        lambda: LedgerEntry.objects.filter(pk=entry.pk).update(reference="x"),
        lambda: LedgerEntry.objects.filter(pk=entry.pk)._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
            attempt()


@pytest.mark.django_db
def test_postings_of_what_is_owed_name_their_instalment_and_none_is_zero():
    row = instalment()
    entry = payment(row)
    for wrong in ({"book": "receivable", "amount": 1}, {"book": "cash", "amount": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Posting.objects.create(entry=entry, **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerEntry.objects.create(kind="correction", reference="c", reason="")


@pytest.mark.django_db
def test_verifying_finds_a_debt_that_is_not_what_its_postings_add_up_to():
    row = instalment()
    assert list(findings()) == []
    assert sum(totals().values()) == 0
    payment(row)  # booked, and the register forgotten
    assert [str(one) for one in findings()] == [f"balance {row.pk}: 60.00 expected, 100.00 found"]
    with pytest.raises(CommandError, match="1 difference"):
        call_command("verify_ledger", stdout=StringIO(), stderr=StringIO())
    Instalment.objects.filter(pk=row.pk).update(collected_here=money("40"))
    said = StringIO()
    call_command("verify_ledger", stdout=said)
    assert "agrees" in said.getvalue()


@pytest.mark.django_db
def test_verifying_finds_a_debt_that_counts_as_paid_with_something_open():
    made = assessment(status="paid")
    assert [finding.what for finding in findings()] == ["paid-but-open"]
    assert [finding.where for finding in findings()] == [made.pk]
