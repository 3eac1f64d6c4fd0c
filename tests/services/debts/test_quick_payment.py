"""Paying without an account: the same attempts, read by the session that began them alone."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pypdfium2 import PdfDocument

from services.debts.actions.payments import Basket, begin_attempt
from services.debts.models import Attempt, ImportRun, Receipt
from services.debts.payments.provider import provider
from tests.factories import citizens as profiles
from tests.factories.debts import assessment, debt_account
from tests.factories.paying import bank as _bank
from tests.factories.paying import everything_agrees
from tests.factories.site import home_page
from tests.services.debts.test_quick_look import BASKET, HERE, opened, text_of

pytestmark = pytest.mark.django_db
KNOWN = profiles.invented_number(901)

bank = _bank


@pytest.fixture(autouse=True)
def _site(settings):
    cache.clear()
    settings.SMS_ADAPTER = "outbox.local.LocalSms"
    home_page()
    now = timezone.now()
    ImportRun.objects.create(
        source="muhasebe", kind="full", state="done", source_time=now, finished_at=now
    )


@pytest.fixture
def account():
    return debt_account(KNOWN, number="S-901", name="Ayşe ÖRNEK")


@pytest.fixture
def owed(account):
    day = timezone.localdate() + timedelta(days=9)
    return assessment(account, amounts=("300.00", "300.00"), due=(day, day + timedelta(days=90)))


def ids(owed):
    return [part.pk for part in owed.instalments.order_by("number")]


def begin(client, chosen, **data):
    data = {"taksit": chosen, "anahtar": str(uuid.uuid4())} | data
    return client.post(BASKET, data)


def paid(bank, client, answer):
    attempt = Attempt.objects.latest("pk")
    client.get(answer["Location"])
    bank.play(str(attempt.public_id), "silent")
    return client.get(f"{answer['Location']}donus/", follow=True)


def test_somebody_without_an_account_pays_what_was_chosen_and_has_a_receipt(bank, owed):
    client, _ = opened()
    answer = paid(bank, client, begin(client, ids(owed)[:1]))
    receipt = Receipt.objects.get()
    said = text_of(answer)
    assert "Ödemeniz bize ulaştı" in said
    assert f"/makbuz/dogrula/{receipt.code}/" in answer.content.decode()
    assert "Bu makbuz gerçek" in text_of(
        Client().get(f"/e-belediye/borc/makbuz/dogrula/{receipt.code}/")
    )
    owed.refresh_from_db()
    assert owed.status == "partly_paid"
    everything_agrees(bank)


def test_the_receipt_holds_initials_and_no_number_of_the_person(bank, owed):
    client, _ = opened()
    paid(bank, client, begin(client, ids(owed)))
    attempt = Attempt.objects.get()
    body = client.get(f"{HERE}odeme/{attempt.public_id}/makbuz.pdf").content
    text = PdfDocument(body)[0].get_textpage().get_text_bounded()
    assert "A. Ö." in text
    assert "600,00" in text
    assert "ÖRNEK" not in text
    assert KNOWN[:3] not in re.sub(r"[0-9a-f-]{36}", "", text).replace("2026", "")


def test_a_part_goes_to_the_oldest_as_it_does_for_citizens(bank, owed):
    client, _ = opened()
    begin(client, ids(owed), tutar="350,00")
    assert [str(item.principal) for item in Attempt.objects.get().items.order_by("pk")] == [
        "300.00",
        "50.00",
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"tutar": "700"}, "toplamından fazla"),
        ({"tutar": "abc"}, "sıfırdan büyük"),
        ({"taksit": []}, "sıfırdan büyük"),
        ({"taksit": ["9" * 30, "x"]}, "sıfırdan büyük"),
    ],
)
def test_what_cannot_be_paid_is_said_and_stays_typed(bank, owed, data, words):
    client, _ = opened()
    answer = begin(client, data.pop("taksit", ids(owed)), **data)
    assert answer.status_code == 422
    assert words in text_of(answer)
    if "tutar" in data:
        assert f'value="{data["tutar"]}"' in answer.content.decode()
    assert not Attempt.objects.exists()


def test_nothing_of_somebody_else_is_paid_with_an_opened_session(bank, owed):
    other = assessment(debt_account(), amounts=("50.00",))
    client, _ = opened()
    assert begin(client, ids(other)).status_code == 422
    assert not Attempt.objects.exists()


def test_an_attempt_is_read_and_given_up_by_the_session_that_began_it_alone(bank, owed):
    client, _ = opened()
    address = begin(client, ids(owed))["Location"]
    stranger, _ = opened()
    for path in (address, f"{address}donus/", f"{address}makbuz.pdf"):
        assert stranger.get(path).status_code == 404
    assert stranger.post(f"{address}vazgec/").status_code == 404
    assert Attempt.objects.get().status == "redirected"
    client.post(f"{address}vazgec/")
    assert Attempt.objects.get().status == "expired"


def test_two_sessions_do_not_pay_a_debt_twice_and_a_form_sent_twice_is_one_attempt(bank, owed):
    client, _ = opened()
    second, _ = opened()
    form = {"anahtar": str(uuid.uuid4())}
    first = begin(client, ids(owed), **form)
    assert begin(client, ids(owed), **form)["Location"] == first["Location"]
    answer = begin(second, ids(owed))
    assert answer.status_code == 422
    assert "şu anda ödeniyor" in text_of(answer)
    assert Attempt.objects.count() == 1


def test_an_attempt_of_the_citizen_themselves_is_not_taken_over(bank, owed):
    now = timezone.now()
    profile = profiles.citizen(
        number=KNOWN, identity_verified_by="edevlet", identity_verified_at=now
    )
    key = uuid.uuid4()
    begin_attempt(
        profile=profile,
        basket=Basket(form_key=key, instalments=frozenset(ids(owed))),
        provider=provider(),
    )
    client, _ = opened()
    assert begin(client, ids(owed), anahtar=str(key)).status_code == 422


def test_while_the_figures_are_old_nothing_is_paid(bank, owed):
    ImportRun.objects.update(source_time=timezone.now() - timedelta(days=9))
    client, answer = opened()
    assert "Şu anda ödeme yapılamıyor" in text_of(answer)
    assert begin(client, ids(owed)).status_code == 200
    assert not Attempt.objects.exists()
