"""Paying, apart from what the provider plays: parts, locks, refusals, receipts, what is forged."""

import time
import uuid
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.profiles.models import VerifiedBy
from services.debts import ticks
from services.debts.actions.payments import Basket, CannotPay, begin_attempt, settle_open
from services.debts.actions.refunds import RefundRefused, ask_refund, pay_back_waiting
from services.debts.models import (
    Assessment,
    Attempt,
    AttemptItem,
    ImportRun,
    Instalment,
    LedgerEntry,
    Posting,
    Receipt,
)
from services.debts.payments.provider import provider
from services.debts.verification import totals
from tests.factories import citizens as profiles
from tests.factories.debts import money
from tests.factories.paying import (
    HERE,
    NUMBER,
    begin,
    call_clock,
    carry_out,
    everything_agrees,
    page,
    the_attempt,
)


def test_a_payment_that_comes_when_the_debt_is_paid_otherwise_goes_back(hooked, client, owed):
    begin(client, owed)
    first = the_attempt()
    hooked.play(str(first.public_id), "abandon")
    Attempt.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    call_clock()
    begin(client, owed)
    carry_out(hooked, client, "success")
    hooked.charge_late(str(first.public_id))  # the first one after all
    first.refresh_from_db()
    assert (first.status, first.unapplied) == ("succeeded", first.charged)
    assert "kartınıza iade edilecek" in page(client, first)
    call_clock()
    first.refresh_from_db()
    assert (first.status, first.given_back, first.unapplied) == ("refunded", first.charged, 0)
    everything_agrees(hooked)


def test_a_part_is_paid_oldest_first_and_the_rest_stays_owed(hooked, client, owed):
    begin(client, owed, tutar="300,00")
    carry_out(hooked, client, "success")
    item = the_attempt().items.get()
    assert item.instalment_id == owed[0].pk
    assert item.principal + item.fee == money(300)
    assert item.fee > 0
    late = Instalment.objects.get(pk=owed[0].pk)
    assert late.open_amount == money(1000) - item.principal
    assert late.assessment.status == "partly_paid"
    everything_agrees(hooked)


def test_a_part_is_paid_back_and_owed_again_once(hooked, client, owed):
    begin(client, owed)
    carry_out(hooked, client, "success")
    attempt, key = the_attempt(), uuid.uuid4()
    for _press in range(2):
        ask_refund(attempt=attempt, amount=money("250.00"), reason="Yanlış borç", key=key)
    hooked.is_down = True
    assert pay_back_waiting(provider=provider()) == 0
    hooked.is_down = False
    assert pay_back_waiting(provider=provider()) == 1
    assert pay_back_waiting(provider=provider()) == 0
    attempt.refresh_from_db()
    assert (attempt.status, attempt.given_back) == ("partly_refunded", money("250.00"))
    with pytest.raises(RefundRefused):
        ask_refund(attempt=attempt, amount=attempt.charged, reason="x", key=uuid.uuid4())
    rest = attempt.charged - attempt.given_back
    ask_refund(attempt=attempt, amount=rest, reason="Tümü", key=uuid.uuid4())
    pay_back_waiting(provider=provider())
    attempt.refresh_from_db()
    assert attempt.status == "refunded"
    assert {row.status for row in Assessment.objects.all()} == {"open"}
    assert totals().get("receivable") == money(1500)
    everything_agrees(hooked)


def test_the_debts_stay_locked_while_the_provider_does_not_answer(hooked, client, owed):
    begin(client, owed)
    hooked.is_down = True
    Attempt.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert settle_open(provider=provider()) == 0
    assert the_attempt().status == "redirected"
    assert begin(client, owed)["Location"].endswith(f"{the_attempt().public_id}/")
    hooked.is_down = False
    assert settle_open(provider=provider()) == 1
    everything_agrees(hooked)


def test_what_a_tick_has_no_time_for_is_settled_by_the_next_one(hooked, client, owed, monkeypatch):
    for row in owed:
        begin(client, [row])
    Attempt.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    monkeypatch.setattr(ticks, "SECONDS", 0)
    assert [settle_open(provider=provider()) for _turn in range(3)] == [1, 1, 0]
    assert {row.status for row in Attempt.objects.all()} == {"expired"}
    everything_agrees(hooked)


def test_the_provider_away_at_the_beginning_charges_nothing_and_is_asked_again(
    hooked, client, owed
):
    hooked.is_down = True
    begin(client, owed)
    assert "Ödeme kuruluşu yanıt vermiyor" in page(client)
    hooked.is_down = False
    assert "Şimdi öde" in page(client)
    assert len(hooked.orders) == 1


def test_giving_up_releases_the_debts_at_once(hooked, client, owed):
    begin(client, owed)
    client.post(f"{HERE}{the_attempt().public_id}/vazgec/")
    assert the_attempt().status == "expired"
    assert hooked.orders[str(the_attempt().public_id)].state == "void"
    assert begin(client, owed).status_code == 302
    assert Attempt.objects.count() == 2


def test_one_form_sent_twice_is_one_attempt(hooked, client, owed):
    key = str(uuid.uuid4())
    first, second = begin(client, owed, anahtar=key), begin(client, owed, anahtar=key)
    assert first["Location"] == second["Location"]
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"tutar": "0"}, "sıfırdan büyük"),
        ({"tutar": "-5"}, "sıfırdan büyük"),
        ({"tutar": "abc"}, "sıfırdan büyük"),
        ({"tutar": "NaN"}, "sıfırdan büyük"),
        ({"tutar": "0,001"}, "sıfırdan büyük"),
        ({"tutar": "9.999.999,00"}, "toplamından fazla"),
        ({"taksit": ["x", "٣", "9" * 30]}, "Ne ödeyeceğinizi"),
        ({"taksit": ["999999"]}, "Ne ödeyeceğinizi"),
    ],
)
def test_what_cannot_be_paid_is_told_and_stays_typed(hooked, client, owed, data, says):
    answer = begin(client, owed, **data)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert says in html
    if "tutar" in data:
        assert f'value="{data["tutar"]}"' in html
        assert html.count(" checked") == 2
    assert not Attempt.objects.exists()


def test_nobody_pays_sees_or_gives_up_what_is_anothers(hooked, client, owed, payer):
    begin(client, owed)
    attempt = the_attempt()
    other = profiles.citizen(
        identity_verified_by=VerifiedBy.DESK, identity_verified_at=timezone.now()
    )
    stranger = Client()
    stranger.force_login(other.user)
    for path in (f"{attempt.public_id}/", f"{attempt.public_id}/donus/"):
        assert stranger.get(f"{HERE}{path}").status_code == 404
    assert stranger.post(f"{HERE}{attempt.public_id}/vazgec/").status_code == 404
    assert begin(stranger, owed).status_code == 422
    assert begin(stranger, owed, anahtar=str(attempt.form_key)).status_code == 422
    assert the_attempt().status == "redirected"
    with pytest.raises(CannotPay):
        begin_attempt(
            profile=other,
            basket=Basket(form_key=uuid.uuid4(), instalments=frozenset({owed[0].pk})),
            provider=provider(),
        )


def test_nothing_is_paid_by_figures_that_are_too_old(hooked, client, owed):
    ImportRun.objects.update(source_time=timezone.now() - timedelta(days=5))
    assert begin(client, owed).status_code == 200
    assert "Şu anda ödeme yapılamıyor" in client.get(HERE).content.decode()
    assert not Attempt.objects.exists()


def test_a_disputed_debt_and_one_written_off_are_not_paid_here(hooked, client, owed):
    Assessment.objects.filter(pk=owed[0].assessment_id).update(status="disputed")
    Assessment.objects.filter(pk=owed[1].assessment_id).update(status="written_off")
    assert begin(client, owed).status_code == 422


@pytest.mark.parametrize("case", ["unsigned", "old", "altered", "nonsense", "unknown", "large"])
def test_a_message_that_is_not_the_providers_changes_nothing(hooked, client, owed, case):
    from services.debts.payments.sandbox import signature

    begin(client, owed)
    order, stamp = str(the_attempt().public_id), str(int(time.time()))
    body = f'{{"id": "{order}", "state": "paid", "amount": "{the_attempt().amount}"}}'.encode()
    headers = {"X-Timestamp": stamp, "X-Signature": signature(stamp, body)}
    if case == "unsigned":
        headers = {}
    elif case == "old":
        stamp = str(int(time.time()) - 1000)
        headers = {"X-Timestamp": stamp, "X-Signature": signature(stamp, body)}
    elif case == "altered":
        body = body.replace(b"paid", b"void")
    elif case == "nonsense":
        body = b"[]"
        headers["X-Signature"] = signature(stamp, body)
    elif case == "unknown":
        body = body.replace(order.encode(), str(uuid.uuid4()).encode())
        headers["X-Signature"] = signature(stamp, body)
    elif case == "large":
        body = b" " * 30_000
    answer = Client().post(
        f"{HERE}bildirim/", body, content_type="application/json", headers=headers
    )
    assert answer.status_code == {"unknown": 404, "large": 413}.get(case, 400)
    assert the_attempt().status == "redirected"
    assert not LedgerEntry.objects.filter(kind="payment").exists()


def test_the_database_refuses_a_second_holder_and_a_change_out_of_turn(hooked, client, owed):
    from django.db import IntegrityError, transaction

    begin(client, owed)
    attempt = the_attempt()
    other = Attempt.objects.create(
        form_key=uuid.uuid4(),
        amount=1,
        fee_day=timezone.localdate(),
        expires_at=timezone.now(),
        provider="x",
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        AttemptItem.objects.create(attempt=other, instalment=owed[0], principal=1, fee=0)
    other.delete()
    carry_out(hooked, client, "success")
    for status in ("created", "failed", "expired"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Attempt.objects.filter(pk=attempt.pk).update(status=status)


def test_a_receipt_is_a_pdf_whose_code_anybody_can_verify_and_nobody_guess(hooked, client, owed):
    from pypdfium2 import PdfDocument

    begin(client, owed)
    carry_out(hooked, client, "success")
    receipt = Receipt.objects.get()
    answer = client.get(f"/e-belediye/borc/makbuz/{the_attempt().public_id}.pdf")
    text = " ".join(one.get_textpage().get_text_range() for one in PdfDocument(answer.content))
    assert str(receipt) in text
    assert NUMBER not in text
    paper = Client().get(f"/e-belediye/borc/makbuz/dogrula/{receipt.code}/").content.decode()
    assert "Bu makbuz gerçek" in paper
    assert str(receipt) in paper
    assert "ÖRNEK" not in paper
    for wrong in ("x", receipt.code[:-1], "%00", "a" * 500):
        answer = Client().get(f"/e-belediye/borc/makbuz/dogrula/{wrong}/")
        assert "Böyle bir makbuz bilmiyoruz" in answer.content.decode()
        assert answer.status_code == 404
    assert str(receipt) in client.get("/e-belediye/borc/makbuzlar/").content.decode()


def test_the_sandbox_does_not_exist_outside_of_the_demo(settings):
    from django.core.checks import run_checks
    from django.core.exceptions import ImproperlyConfigured

    from services.debts.payments.sandbox import Sandbox

    settings.PAYMENT_PROVIDER = "services.debts.payments.sandbox.Sandbox"
    found = [one.id for one in run_checks(include_deployment_checks=True)]
    assert "debts.E001" in found
    settings.DEMO = False
    with pytest.raises(ImproperlyConfigured):
        Sandbox()


def test_verifying_after_payments_finds_nothing_and_postings_name_their_debts(hooked, client, owed):
    begin(client, owed)
    carry_out(hooked, client, "success")
    call_command("verify_ledger")
    booked = Posting.objects.filter(entry__kind="payment", book="receivable")
    assert {row.instalment_id for row in booked} == {row.pk for row in owed}
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(amount) FROM debts_posting WHERE book = 'fee'")
        assert cursor.fetchone()[0] == -sum(item.fee for item in the_attempt().items.all())
