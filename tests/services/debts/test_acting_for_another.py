"""Who acts for another sees and pays that one's debts by the scopes given, recorded for both."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.audit.models import Entry
from accounts.mandates import actions
from services.debts.models import Attempt, ImportRun
from tests.factories.citizens import invented_number
from tests.factories.debts import assessment, debt_account
from tests.factories.desk import verified
from tests.factories.people import sign_in
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
HERE = "/e-belediye/borc/"
PAYING = f"{HERE}odeme/"
BOTH = ("debts_read", "debts_pay")
KEY = "6f0e5ab8-4d6c-4f0e-9b7e-0d8f5e1c2a3b"


@pytest.fixture(autouse=True)
def town(settings):
    home_page()
    settings.PAYMENT_PROVIDER = "tests.services.debts.test_acting_for_another.Away"
    now = timezone.now()
    ImportRun.objects.create(
        source="muhasebe", kind="full", state="done", source_time=now, finished_at=now
    )


class Away:
    """A provider that takes orders and says nothing."""

    name = "away"

    def create(self, order):
        return "https://bank.example/pay"


@pytest.fixture
def mother():
    return verified("anne@example.org", invented_number(61), first_name="Anne")


@pytest.fixture
def son():
    return verified("oglu@example.org", invented_number(62), first_name="Oğuz")


@pytest.fixture
def debts():
    """One debt of each."""
    return [
        assessment(debt_account(invented_number(number)), number=name, due=timezone.localdate())
        for number, name in ((61, "ANNENIN/1"), (62, "OGLUNUN/1"))
    ]


def acting(mother, son, scopes=BOTH):
    """Return the son's browser that acts for the mother, and the mandate."""
    _made, code = actions.offer(
        principal=mother, scopes=scopes, ends_at=timezone.now() + timedelta(days=30)
    )
    mandate = actions.accept(holder=son, code=code)
    client = Client()
    sign_in(client, son.email)
    client.post(f"/e-belediye/hesabim/baskasi-adina/{mandate.public_id}/sec/")
    return client, mandate


def uses_of(mandate):
    rows = Entry.objects.filter(about=f"mandate:{mandate.public_id}", kind="mandate_used")
    return [(row.details["scope"], row.details.get("what")) for row in rows.order_by("pk")]


def begin(client, debt):
    data = {"taksit": debt.instalments.get().pk, "anahtar": KEY}
    return client.post(PAYING, data)


def test_the_others_debts_are_seen_and_nobody_elses_and_both_read_of_it(mother, son, debts):
    client, mandate = acting(mother, son)
    hers, his = debts
    assert hers.number in client.get(f"{HERE}{hers.pk}/").content.decode()
    assert client.get(f"{HERE}{his.pk}/").status_code == 404
    listed = client.get(f"{HERE}tumu/").content.decode()
    assert (hers.number in listed, his.number in listed) == (True, False)
    assert uses_of(mandate) == [("debts_read", "ANNENIN/1")]
    actions.end(mandate=mandate, by=mother)


def test_the_others_debt_is_paid_the_receipt_is_the_others_and_both_read_of_it(mother, son, debts):
    client, mandate = acting(mother, son)
    answer = begin(client, debts[0])
    attempt = Attempt.objects.get()
    assert answer["Location"].endswith(f"{attempt.public_id}/")
    assert attempt.owner == mother
    assert uses_of(mandate) == [("debts_pay", str(attempt.public_id))]
    assert client.get(answer["Location"]).status_code == 200


def test_an_authorisation_to_see_pays_nothing_and_does_not_fall_back_to_oneself(mother, son, debts):
    client, mandate = acting(mother, son, scopes=("debts_read",))
    for debt in debts:
        answer = begin(client, debt)
        assert answer["Location"] == "/e-belediye/hesabim/baskasi-adina/"
    assert not Attempt.objects.exists()
    assert uses_of(mandate) == []


def test_an_ended_authorisation_shows_nothing_at_once(mother, son, debts):
    client, mandate = acting(mother, son)
    actions.end(mandate=mandate, by=mother)
    answer = client.get(f"{HERE}{debts[0].pk}/")
    assert debts[0].number not in answer.content.decode()
    assert uses_of(mandate) == []


def test_an_authorisation_for_something_else_opens_no_debts(mother, son, debts):
    client, _mandate = acting(mother, son, scopes=("cases_read",))
    for address in (HERE, f"{HERE}tumu/", f"{HERE}{debts[0].pk}/", f"{HERE}makbuzlar/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"] == "/e-belediye/hesabim/baskasi-adina/"
