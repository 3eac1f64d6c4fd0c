"""Builders of the staff side of debts: officers, open tills, payments taken, the bank's sandbox."""

import uuid

from django.utils import timezone

from accounts.models import User
from demo.loading.debts import InventedAccounting
from services.debts.actions.imports import import_from
from services.debts.models import ImportRun
from services.debts.staff.actions.payments import Taking, take_payment
from services.debts.staff.actions.tills import open_till
from services.debts.staff.models import Means, Till
from tests.factories.debt_files import row as file_row
from tests.factories.debts import money
from tests.factories.staff import signed_in, staff

DESK = "/yonetim/borclar/"


def officer(role: str, name: str = ""):
    """Return somebody with a role, made at the first call."""
    name = name or role
    return User.objects.filter(username=name).first() or staff(role, name)


def fresh_figures():
    """Let the accounting system have told its figures a moment ago."""
    now = timezone.now()
    return ImportRun.objects.create(
        source="muhasebe", kind="full", state="done", source_time=now, finished_at=now
    )


def till_of(cashier, opening="100.00", name="Vezne 1"):
    """Return an open session of a cashier."""
    till, _made = Till.objects.get_or_create(name=name)
    return open_till(till=till, cashier=cashier, opening_cash=money(opening))


def taking(*rows, means=Means.CASH, key=None, amount=None, tendered="0", document="", total=None):
    """Return what somebody pays at the till."""
    return Taking(
        form_key=key or uuid.uuid4(),
        instalments=frozenset(row.pk for row in rows),
        means=means,
        amount=None if amount is None else money(amount),
        shown_total=None if total is None else money(total),
        tendered=money(tendered),
        document=document or ("" if means == Means.CASH else "004217"),
    )


def taken(rows, cashier=None, **fields):
    """Return a payment at the till for some instalments of one account."""
    cashier = cashier or officer("cashier")
    account = rows[0].assessment.account
    return take_payment(account=account, cashier=cashier, taking=taking(*rows, **fields))


def looking(user, account, why="payment"):
    """Return a client that has looked an account up with a reason."""
    client = signed_in(user)
    answer = client.post(DESK, {"who": account.number, "why": why, "note": ""})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return client


def text_of(answer) -> str:
    """Return a page with ordinary spaces."""
    return answer.content.decode().replace("\xa0", " ")


def row_of(made, row, **fields):
    """Return an instalment as the accounting system tells it."""
    return file_row(
        account=made.account.number,
        identity=made.account.identity_number,
        external_id=made.external_id,
        number=made.number,
        due_on=row.due_on.isoformat(),
        principal=f"{row.principal:.2f}",
        **fields,
    )


def read_in(rows):
    """Let the accounting system tell rows: everything, now."""
    return import_from(source=InventedAccounting(rows, timezone.now()))
