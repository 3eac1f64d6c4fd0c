"""The bank of tests, who pays there, and what must agree afterwards."""

import threading
import uuid
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from accounts.profiles.models import VerifiedBy
from demo.bank import Bank
from services.debts.models import (
    Attempt,
    AttemptItem,
    Receipt,
)
from services.debts.payments.provider import _loaded
from services.debts.verification import findings, totals
from tests.factories import citizens as profiles
from tests.factories.debtdesk import fresh_figures
from tests.factories.debts import assessment, debt_account
from tests.factories.site import home_page

HERE = "/e-belediye/borc/odeme/"
NUMBER = profiles.invented_number(77)


@contextmanager
def running_bank(settings):
    """The bank of the sandbox, as the provider of the site."""
    server = Bank(("127.0.0.1", 0), "tests-only")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.PAYMENT_PROVIDER = "services.debts.payments.sandbox.Sandbox"
    settings.PAYMENT_SANDBOX_URL = server.address
    _loaded.cache_clear()
    yield server
    server.shutdown()
    server.server_close()
    _loaded.cache_clear()


@pytest.fixture
def bank(settings):
    settings.PAYMENT_POLL_SECONDS = 0
    with running_bank(settings) as server:
        yield server


@pytest.fixture
def payer(transactional_db):
    home_page()
    fresh_figures()
    return profiles.citizen(
        number=NUMBER,
        identity_verified_by=VerifiedBy.EDEVLET,
        identity_verified_at=timezone.now(),
    )


@pytest.fixture
def owed(payer):
    return two_debts()


def two_debts():
    """Two debts of the payer: one late by more than a year, one to come."""
    account = debt_account(NUMBER)
    late = assessment(account, amounts=("1000.00",), due=timezone.localdate() - timedelta(days=400))
    coming = assessment(account, amounts=("500.00",), due=timezone.localdate() + timedelta(days=30))
    return [late.instalments.get(), coming.instalments.get()]


@pytest.fixture
def client(payer, monkeypatch):
    """Signed in; how that is proved has tests of its own."""
    from accounts.signin import levels

    monkeypatch.setattr(levels, "level_of", lambda request: levels.Level.STRONG)
    found = Client()
    found.force_login(payer.user)
    return found


@pytest.fixture
def hooked(bank, live_server, client):
    """The site as the bank reaches it, so that callbacks arrive."""
    client.defaults["HTTP_HOST"] = live_server.url.split("//")[1]
    return bank


def begin(client, rows, **data):
    data = {"taksit": [row.pk for row in rows], "anahtar": str(uuid.uuid4())} | data
    return client.post(HERE, data)


def the_attempt():
    return Attempt.objects.latest("pk")


def page(client, attempt=None):
    found = client.get(f"{HERE}{(attempt or the_attempt()).public_id}/")
    assert found.status_code == 200
    return found.content.decode().replace("\xa0", " ")


def everything_agrees(bank):
    """Assert that charges, recorded payments and ledger are one amount, and nothing is lost."""
    charged = sum((Decimal(order.charged) for order in bank.orders.values()), Decimal(0))
    back = sum(
        (Decimal(one) for order in bank.orders.values() for one in order.refunds.values()),
        Decimal(0),
    )
    recorded = sum((one.charged for one in Attempt.objects.all()), Decimal(0))
    returned = sum((one.given_back for one in Attempt.objects.all()), Decimal(0))
    assert all(order.charges <= 1 for order in bank.orders.values())
    assert (recorded, returned) == (charged, back)
    assert totals().get("provider", Decimal(0)) == charged - back
    assert list(findings()) == []
    assert sum(totals().values()) == 0
    numbers = list(Receipt.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    open_states = ("created", "redirected")
    assert not AttemptItem.objects.filter(holds=True).exclude(attempt__status__in=open_states)


ENDS = {
    "success": "succeeded",
    "decline": "failed",
    "silent": "succeeded",
    "double": "succeeded",
    "early": "succeeded",
    "late": "succeeded",
    "wrong-amount": "held",
    "bad-signature": "succeeded",
    "abandon": "expired",
}


STEPS = ("begun", "told", "kept", "booking", "booked")


def carry_out(bank, client, play, *, returns=True):
    """Play to the end, with what the clock does afterwards."""
    order = str(the_attempt().public_id)
    back = bank.play(order, play)
    if returns:
        client.get("/" + back.split("/", 3)[3])
    Attempt.objects.filter(status__in=("created", "redirected")).update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )
    call_clock()
    if play == "late":
        assert the_attempt().status == "expired"
        bank.charge_late(order)
    call_clock()


def call_clock():
    from services.debts.payments.tasks import tick

    tick()
