"""Reports: the figures are the ledger's, on the page and in the spreadsheet."""

import io
import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from accounts.audit.models import Entry
from services.debts.models import Posting
from services.debts.staff.actions import proposals
from services.debts.staff.actions.tills import close_till
from services.debts.staff.models import Means
from services.debts.staff.queries.reports import MONEY, REPORTS
from services.debts.verification import totals
from tests.factories.debtdesk import DESK, officer, taken, text_of, till_of
from tests.factories.debts import assessment, money
from tests.factories.staff import signed_in

pytestmark = pytest.mark.django_db


def one(amount, days=30, **fields):
    due = timezone.localdate() + timedelta(days=days)
    return assessment(amounts=(amount,), due=due, **fields).instalments.get()


@pytest.fixture
def session(town):
    """A day with payments by three means, a void, a refund in part and a fee."""
    cashier, chief = officer("cashier"), officer("revenue_chief")
    found = till_of(cashier)
    taken([one("1000.00", days=-400)], cashier)
    taken([one("75.50", revenue_type="advertising_tax")], cashier, means=Means.CARD)
    gone = taken([one("33.00")], cashier)
    back = taken([one("200.00", revenue_type="rent")], cashier, means=Means.TRANSFER)
    reason = {"reason": "Yanlış sicile alındı"}
    void = proposals.ask_void(payment=gone, person=cashier, key=uuid.uuid4(), **reason)
    proposals.approve(proposal=void, person=chief)
    refund = proposals.ask_to_refund(
        attempt=back.attempt,
        amount=money("50"),
        person=officer("assessment"),
        by_hand=True,
        document="Ö-1",
        key=uuid.uuid4(),
        **reason,
    )
    proposals.approve(proposal=refund, person=chief)
    return found


def today(name):
    day = timezone.localdate()
    return REPORTS[name](day, day)


def in_the_ledger():
    return sum((totals().get(str(book), Decimal(0)) for book in MONEY), Decimal(0))


@pytest.mark.parametrize("name", ["gun", "gelir", "kanal"])
def test_each_collection_adds_up_to_the_ledger(session, name):
    found = today(name)
    _label, came, went, left = found.total
    assert left == in_the_ledger() > 0
    assert came - went == left
    assert went == money("83.00")
    assert sum(row[3] for row in found.rows) == left
    assert not [row for row in found.rows if "-0.00" in {str(value) for value in row}]


def test_the_channels_are_the_books_and_the_revenues_what_was_owed(session):
    channels = {row[0]: row[1:] for row in today("kanal").rows}
    assert channels["Kart terminallerinde"] == (money("75.50"), 0, money("75.50"))
    assert channels["Banka hesabında"] == (money("200"), money("50"), money("150"))
    assert channels["Vezne"][1] == money("33")
    revenues = {row[0]: row[3] for row in today("gelir").rows}
    assert revenues["Emlak vergisi (bina)"] == money("1000")
    assert revenues["Kira"] == money("150")
    fee = -sum(one.amount for one in Posting.objects.filter(book="fee"))
    assert revenues["Gecikme zammı"] == fee > 0


def test_another_day_has_nothing_of_today(session):
    day = timezone.localdate() - timedelta(days=1)
    assert REPORTS["gun"](day, day).rows == ()


def test_an_entry_a_minute_after_midnight_is_of_the_new_local_day(session, monkeypatch):
    """Stored in UTC, half past midnight here is still yesterday there."""
    from services.debts.staff.queries.reports import span_of

    begins, ends = span_of(timezone.localdate(), timezone.localdate())
    assert begins.utcoffset() == timedelta(hours=3)
    assert ends - begins == timedelta(days=1)


def test_overdue_debts_are_counted_by_age_with_what_is_open_of_them(town):
    for days, amount in ((-1, "10"), (-30, "20"), (-31, "40"), (-400, "80"), (-3000, "160")):
        one(f"{amount}.00", days=days)
    one("999.00", days=0)
    one("999.00", days=-50, status="written_off")
    found = today("yas")
    assert [row[1:] for row in found.rows] == [
        (2, money("30")),
        (1, money("40")),
        (0, 0),
        (1, money("80")),
        (0, 0),
        (1, money("160")),
    ]
    assert found.total[1:] == (5, money("310"))


def test_sessions_and_refunds_are_listed_with_the_people(session):
    close_till(
        session=session, cashier=session.cashier, counted=money("1"), reason="Sayım denemesi"
    )
    (row,) = today("kasa").rows
    assert row[:2] == ("Vezne 1", "Cashier")
    assert row[7] == money("1") - row[5]
    assert row[8] == "Sayım denemesi"
    void, refund = today("iade").rows
    assert (void[0], void[2], void[5:7]) == (
        "Vezne tahsilatının iptali",
        money("33"),
        ("Cashier", "Revenue_Chief"),
    )
    assert (refund[2], refund[9]) == (money("50"), "Ö-1")


@pytest.mark.parametrize("name", list(REPORTS))
def test_the_spreadsheet_holds_the_same_figures_as_the_page_and_is_recorded(session, name):
    client = signed_in(officer("revenue_auditor"))
    page = text_of(client.get(f"{DESK}raporlar/", {"gore": name}))
    answer = client.get(f"{DESK}raporlar/", {"gore": name, "bicim": "xlsx"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    found = today(name)
    lines = list(sheet.iter_rows(values_only=True))
    assert lines[0] == tuple(str(head) for head in found.heads)
    assert len(lines) == 1 + len(found.rows) + bool(found.total)
    if name in {"gun", "gelir", "kanal"}:
        assert Decimal(str(lines[-1][3])) == in_the_ledger()
        whole = f"{in_the_ledger():,.2f}".translate(str.maketrans(",.", ".,"))
        assert f"{whole} TL" in page
    assert Entry.objects.get(kind="debt_report_exported").details["what"] == name


@pytest.mark.parametrize(
    "query",
    [
        *("ilk=yok", "son=2026-13-40", "gore=yok", "ilk=2020-01-01&son=2026-01-01", "ilk=%00"),
        *("ilk=0001-01-01&son=0001-01-02", "ilk=9999-12-30&son=9999-12-31"),
    ],
)
def test_a_span_that_is_none_is_answered_with_the_usual_one_and_words(session, query):
    answer = signed_in(officer("revenue_auditor")).get(f"{DESK}raporlar/?{query}")
    assert answer.status_code == 200
    assert 'role="alert"' in text_of(answer)
    assert "Toplam" in text_of(answer)


@pytest.mark.parametrize("name", list(REPORTS))
def test_a_report_asks_two_queries_at_most(session, name, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        today(name)
