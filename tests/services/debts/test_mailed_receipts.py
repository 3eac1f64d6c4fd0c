"""Receipts come by e-mail: once with the payment, and again when the citizen asks."""

import uuid

import pytest
from django.core.cache import cache
from django.test import Client

from outbox.models import Message
from services.debts import letters
from services.debts.models import Attempt, Receipt
from tests.factories import citizens as profiles
from tests.factories.debts import assessment, debt_account
from tests.factories.people import citizen, sign_in
from tests.services.debts.test_quick_payment import (
    KNOWN,
    _site,
    begin,
    everything_agrees,
    ids,
    opened,
    paid,
)
from tests.services.debts.test_quick_payment import bank as _bank

pytestmark = pytest.mark.django_db
bank, site = _bank, _site


def mailed():
    return Message.objects.filter(key__startswith="debt-receipt:").order_by("created_at")


def payment(bank, **account):
    debt = assessment(debt_account(KNOWN, **account), amounts=("300.00",))
    client, _ = opened()
    paid(bank, client, begin(client, ids(debt)))
    return Receipt.objects.get()


def test_who_pays_without_an_account_gets_the_receipt_at_the_registered_address(bank):
    receipt = payment(bank, email="ayse@example.org")
    message = mailed().get()
    assert message.recipient == "ayse@example.org"
    assert str(receipt) in message.content.subject
    assert f"/makbuz/dogrula/{receipt.code}/" in message.content.text
    assert "ÖRNEK" not in message.content.text


def test_however_often_the_provider_tells_it_the_letter_comes_once(bank):
    payment(bank, email="ayse@example.org")
    attempt = Attempt.objects.get()
    letters.mail_receipt(attempt.receipt)
    assert mailed().count() == 1


def test_without_an_address_the_payment_is_booked_all_the_same(bank):
    payment(bank)
    assert not mailed().exists()
    everything_agrees(bank)


def test_a_letter_that_cannot_be_written_stops_no_booking(bank, monkeypatch):
    monkeypatch.setattr(letters, "send", lambda *_args, **_more: 1 / 0)
    receipt = payment(bank, email="ayse@example.org")
    assert receipt.attempt.status == "succeeded"
    everything_agrees(bank)


def test_a_citizen_has_a_receipt_sent_again_to_their_own_address_three_times_a_day(bank):
    cache.clear()
    payment(bank)
    user = citizen()
    client = Client()
    sign_in(client)
    profiles.CitizenProfile.objects.create(
        user=user,
        identity_number=profiles.invented_number(77),
        identity_verified_by="edevlet",
        identity_verified_at=Receipt.objects.get().issued_at,
    )
    attempt = Attempt.objects.get()
    path = f"/e-belediye/borc/makbuz/{attempt.public_id}/gonder/"
    assert client.post(path).status_code == 404  # not theirs
    Attempt.objects.update(owner=user)
    page = client.get("/e-belediye/borc/makbuzlar/").content.decode()
    assert path in page
    for _turn in range(3):
        assert "yola çıktı" in client.post(path, follow=True).content.decode()
    assert "üç kez gönderildi" in client.post(path, follow=True).content.decode()
    assert [one.recipient for one in mailed()] == [user.email] * 3
    assert client.post(path.replace(str(attempt.public_id), str(uuid.uuid4()))).status_code == 404
