"""The register: what the database lets stand, statuses, due dates."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from services.debts.due_dates import due_dates
from services.debts.models import AllowedChange, Assessment, DebtAccount, Instalment
from services.debts.queries.citizen import terms_of
from services.debts.reckoning import reckon
from services.debts.states import CHANGES, SHOWN_ONLY, STATES, after_amounts, shown
from tests.factories.debts import assessment, debt_account, money

DEADLINES = Path(__file__).parents[1] / "cases" / "data" / "deadline_examples.json"


def refused(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


@pytest.mark.django_db
def test_the_database_never_holds_a_readable_number_name_or_contact():
    account = debt_account(email="ayse@example.org")
    number = account.identity_number
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM debts_debtaccount")
        stored = " ".join(str(value) for value in cursor.fetchone())
    for secret in (number, "Ayşe", "ÖRNEK", "905000000001", "ayse@"):
        assert secret not in stored
    assert DebtAccount.objects.get().name == "Ayşe ÖRNEK"


@pytest.mark.django_db
def test_what_is_open_is_computed_by_the_database_and_never_negative():
    row = assessment(amounts=("100.00",)).instalments.get()
    rows = Instalment.objects.filter(pk=row.pk)
    rows.update(collected_elsewhere=money(30), collected_here=money(20), cancelled=money("0.01"))
    assert rows.get().open_amount == money("49.99")
    refused(lambda: rows.update(collected_here=money("70")))
    refused(lambda: rows.update(cancelled=money("-1")))
    refused(lambda: rows.update(number=0))


@pytest.mark.django_db
def test_an_external_id_and_an_instalment_exist_once():
    made = assessment()
    refused(lambda: assessment(external_id=made.external_id))
    refused(
        lambda: Instalment.objects.create(
            assessment=made, number=1, due_on=date(2026, 6, 1), principal=1
        )
    )


@pytest.mark.django_db
def test_the_database_lets_exactly_the_changes_of_the_table_through():
    stored = set(AllowedChange.objects.filter(of="assessment").values_list("before", "after"))
    assert stored == CHANGES
    states = [name for name in STATES if name not in SHOWN_ONLY]
    for before in states:
        for after in states:
            if before == after:
                continue
            made = assessment(status=before)
            change = Assessment.objects.filter(pk=made.pk).update
            if (before, after) in CHANGES:
                change(status=after)
            else:
                refused(lambda change=change, after=after: change(status=after))


@pytest.mark.django_db
def test_overdue_is_never_stored():
    refused(lambda: assessment(status="overdue"))


def test_the_clock_alone_makes_a_debt_overdue():
    due = date(2026, 6, 1)
    assert shown("open", earliest_due=due, today=due).name == "open"
    assert shown("open", earliest_due=due, today=date(2026, 6, 2)).name == "overdue"
    assert shown("partly_paid", earliest_due=due, today=date(2026, 6, 2)).name == "overdue"
    for status in ("deferred", "disputed", "paid", "written_off", "draft"):
        assert shown(status, earliest_due=due, today=date(2027, 1, 1)).name == status
    assert shown("open", earliest_due=None, today=date(2027, 1, 1)).name == "open"


def test_a_status_follows_the_amounts_only_while_the_debt_runs():
    assert after_amounts("open", open_amount=money(0), collected=money(5)) == "paid"
    assert after_amounts("open", open_amount=money(3), collected=money(2)) == "partly_paid"
    assert after_amounts("paid", open_amount=money(5), collected=money(0)) == "open"
    assert after_amounts("disputed", open_amount=money(3), collected=money(2)) == "disputed"
    assert after_amounts("deferred", open_amount=money(0), collected=money(2)) == "paid"
    assert after_amounts("written_off", open_amount=money(0), collected=money(0)) == "written_off"


def test_every_status_a_payment_can_lead_to_is_an_allowed_change():
    for before in STATES.keys() - SHOWN_ONLY:
        for open_amount in (0, 1):
            for collected in (0, 1):
                after = after_amounts(before, open_amount=open_amount, collected=collected)
                assert before == after or (before, after) in CHANGES


def test_instalments_of_the_property_tax_fall_due_on_working_days():
    for row in json.loads(DEADLINES.read_text())["tax_due_dates"]:
        days = [day.isoformat() for day in due_dates("building_tax", row["year"])]
        assert days == [row["emlak_1"], row["emlak_2"]]
    assert due_dates("advertising_tax", 2026) == (date(2026, 2, 2),)
    assert due_dates("rent", 2026) == ()


def test_a_feast_moves_a_due_date_beyond_it():
    # 31 May 1993 was the eve of nothing; 2.6.1993 began a feast. 2020: 31 May a Sunday.
    assert due_dates("plot_tax", 2020)[0] == date(2020, 6, 1)
    # 2028: 31 May is a Wednesday; 2015: 31 May a Sunday; 2009: 30 November in a feast (27-30).
    assert due_dates("plot_tax", 2009)[1] == date(2009, 12, 1)


@pytest.mark.django_db
def test_an_instalment_is_not_overdue_because_an_earlier_one_is():
    first, last = date(2026, 6, 1), date(2026, 11, 30)
    row = assessment(due=(first, last), amounts=("100.00", "100.00"))
    for day, states in (
        (first, ["open", "open"]),
        (last, ["overdue", "open"]),
        (last + timedelta(days=1), ["overdue", "overdue"]),
    ):
        debt = reckon(row, list(Instalment.objects.filter(assessment=row)), terms_of(day))
        assert [part.state.name for part in debt.parts] == states
