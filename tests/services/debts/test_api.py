"""The API for the citizen's app: level 2, one's own, the same figures as on the pages, paid once."""

import json
import threading
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.signin import levels
from accounts.signin.levels import level_of
from services.debts.api import api
from services.debts.models import Attempt
from tests.factories.citizens import invented_number
from tests.factories.debts import assessment, debt_account, money
from tests.factories.desk import verified
from tests.factories.paying import (  # noqa: F401
    NUMBER,
    bank,
    client,
    everything_agrees,
    hooked,
    owed,
    payer,
)
from tests.factories.people import citizen, sign_in
from tests.services.debts.test_acting_for_another import acting, uses_of

SNAPSHOT = Path(__file__).parents[2] / "api_snapshots" / "debts.json"
HERE = "/api/v1/debts"
PAYMENTS = f"{HERE}/payments"


@pytest.fixture
def app(hooked, client, owed):  # noqa: F811
    """The app of somebody who owes two debts, and a bank that reaches the site."""
    return client


def start(browser, rows, *, key=None, amount=None):
    body = {"instalments": [row.pk for row in rows], "amount": amount}
    return browser.post(
        PAYMENTS,
        json.dumps(body),
        content_type="application/json",
        headers={"Idempotency-Key": str(key or uuid.uuid4())},
    )


def code(answer):
    assert answer["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


@pytest.mark.django_db(transaction=True)
def test_debts_are_given_with_todays_fees_as_texts(app, owed):  # noqa: F811
    found = app.get(f"{HERE}/").json()
    assert found["count"] == 2
    assert found["can_pay"] is True
    late, coming = found["items"]
    assert (late["state"], coming["state"]) == ("overdue", "open")
    assert late["open"] == "1000.00"
    assert money(late["total"]) == 1000 + money(late["late_fee"]) > 1000
    assert found["summary"]["late"] == late["total"]
    assert late["instalments"][0]["fee_lines"] == []
    one = app.get(f"{HERE}/{late['id']}").json()
    lines = one["debt"]["instalments"][0]["fee_lines"]
    assert sum(money(line["amount"]) for line in lines) == money(late["late_fee"])
    assert [row["what"] for row in one["history"]] == ["assessed"]


@pytest.mark.django_db(transaction=True)
def test_the_list_is_filtered_paged_and_refuses_what_it_does_not_know(app):
    assert app.get(f"{HERE}/?state=late").json()["count"] == 1
    page = app.get(f"{HERE}/?limit=1&offset=1").json()
    assert (page["count"], len(page["items"])) == (2, 1)
    assert app.get(f"{HERE}/?year=1999").json()["items"] == []
    for wrong in ("state=x", "limit=0", "limit=101", "offset=-1", "year=x"):
        assert app.get(f"{HERE}/?{wrong}").status_code == 400


@pytest.mark.django_db(transaction=True)
def test_the_number_of_queries_does_not_grow_with_the_debts(app):
    def asked(address):
        with CaptureQueriesContext(connection) as seen:
            assert app.get(address).status_code == 200
        return len(seen)

    app.get(f"{HERE}/")  # the session's clock is written once
    few = [asked(f"{HERE}/"), asked(f"{HERE}/receipts")]
    account = debt_account(NUMBER)
    for _number in range(8):
        assessment(account, amounts=("10.00", "10.00"))
    assert [asked(f"{HERE}/"), asked(f"{HERE}/receipts")] == few
    assert max(few) <= 8


@pytest.mark.django_db(transaction=True)
def test_what_paying_would_cost_on_another_day_is_told_and_holds_nothing(app, owed):  # noqa: F811
    day = timezone.localdate() + timedelta(days=20)
    keys = f"instalment={owed[0].pk}&instalment={owed[1].pk}"
    now = app.get(f"{HERE}/simulation?{keys}").json()
    then = app.get(f"{HERE}/simulation?{keys}&on={day}").json()
    assert money(then["total"]) > money(now["total"])
    part = app.get(f"{HERE}/simulation?{keys}&amount=300.00").json()
    assert [one["instalment"] for one in part["shares"]] == [owed[0].pk]
    assert sum(money(part["shares"][0][name]) for name in ("principal", "late_fee")) == 300
    assert code(app.get(f"{HERE}/simulation?{keys}&amount=99999.00")) == (422, "cannot_pay")
    assert code(app.get(f"{HERE}/simulation?instalment=999999")) == (404, "not_found")
    assert code(app.get(f"{HERE}/simulation?{keys}&on=2020-01-01")) == (400, "invalid_parameter")
    assert not Attempt.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_payment_goes_from_the_app_to_the_receipt(app, hooked, owed):  # noqa: F811
    answer = start(app, owed)
    assert answer.status_code == 201
    found = answer.json()
    assert found["is_open"] is True
    assert found["pay_url"].endswith(found["id"])
    hooked.play(found["id"], "success")
    paid = app.get(f"{PAYMENTS}/{found['id']}").json()
    assert (paid["state"], paid["is_open"], paid["pay_url"]) == ("succeeded", False, "")
    receipt = app.get(f"{HERE}/receipts").json()["items"][0]
    assert (receipt["number"], receipt["amount"]) == (paid["receipt"], found["amount"])
    assert app.get(receipt["pdf_url"]).content.startswith(b"%PDF")
    assert app.get(f"{HERE}/").json()["count"] == 0
    everything_agrees(hooked)


@pytest.mark.django_db(transaction=True)
def test_the_same_key_is_the_same_payment_also_at_the_same_time(app, hooked, owed):  # noqa: F811
    key, found = uuid.uuid4(), []

    def press():
        try:
            found.append(start(app, owed, key=key).json()["id"])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press) for _press in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1
    again = start(app, owed, key=key)
    assert (again.status_code, again.json()["id"]) == (200, found[0])
    assert len(hooked.orders) == Attempt.objects.count() == 1
    assert code(start(app, owed[:1], key=key)) == (409, "key_used_already")
    assert code(start(app, owed, key=key, amount="10.00")) == (409, "key_used_already")


@pytest.mark.django_db(transaction=True)
def test_debts_that_another_payment_holds_name_it_and_are_free_when_it_is_given_up(app, owed):  # noqa: F811
    first = start(app, owed).json()["id"]
    held = start(app, owed)
    assert code(held) == (409, "held_by_a_payment")
    assert held.json()["payment"] == first
    given_up = app.post(f"{PAYMENTS}/{first}/cancel").json()
    assert given_up["state"] == "expired"
    assert start(app, owed).status_code == 201


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_paid_says_why(app, hooked, owed, settings):  # noqa: F811
    assert code(start(app, owed, amount="0.00")) == (422, "cannot_pay")
    other = assessment(debt_account(invented_number(78))).instalments.get()
    assert code(start(app, [other])) == (422, "cannot_pay")
    assert start(app, owed, amount="1,5").status_code == 400
    assert start(app, []).status_code == 400
    headless = app.post(PAYMENTS, "{}", content_type="application/json")
    assert headless.status_code == 400
    settings.PAYMENT_PROVIDER = ""
    assert code(start(app, owed)) == (503, "payments_off")
    assert not Attempt.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_provider_that_is_away_leaves_the_address_for_the_next_question(app, hooked, owed):  # noqa: F811
    hooked.is_down = True
    found = start(app, owed).json()
    assert (found["state"], found["pay_url"]) == ("created", "")
    hooked.is_down = False
    assert app.get(f"{PAYMENTS}/{found['id']}").json()["pay_url"]


@pytest.mark.django_db(transaction=True)
def test_debts_and_payments_of_others_answer_as_if_there_were_none(app, owed):  # noqa: F811
    other = assessment(debt_account(invented_number(78)))
    payment = start(app, owed).json()["id"]
    stranger = Client()
    verified("baska@example.org", invented_number(79))
    sign_in(stranger, "baska@example.org")
    assert code(app.get(f"{HERE}/{other.pk}")) == (404, "not_found")
    assert code(stranger.get(f"{PAYMENTS}/{payment}")) == (404, "not_found")
    assert code(stranger.post(f"{PAYMENTS}/{payment}/cancel")) == (404, "not_found")
    assert Attempt.objects.get().status == "redirected"


@pytest.mark.django_db(transaction=True)
def test_nobody_a_password_alone_and_an_unconfirmed_number_see_nothing(app, owed, monkeypatch):  # noqa: F811
    addresses = (f"{HERE}/", f"{HERE}/receipts", f"{HERE}/{owed[0].assessment_id}")
    monkeypatch.setattr(levels, "level_of", level_of)
    for address in addresses:
        assert code(Client().get(address)) == (401, "sign_in_needed")
    monkeypatch.setattr(levels, "level_of", lambda request: levels.Level.PASSWORD)
    for address in addresses:
        assert code(app.get(address)) == (403, "level_too_low")
    monkeypatch.setattr(levels, "level_of", lambda request: levels.Level.STRONG)
    user = citizen("yeni@example.org")
    unconfirmed = Client()
    unconfirmed.force_login(user)
    assert code(unconfirmed.get(f"{HERE}/")) == (403, "identity_unconfirmed")


@pytest.mark.django_db(transaction=True)
def test_a_payment_is_not_started_from_another_site(hooked, payer, owed, monkeypatch):  # noqa: F811
    monkeypatch.setattr(levels, "level_of", lambda request: levels.Level.STRONG)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(payer.user)
    assert start(strict, owed).status_code == 403
    answer = strict.get(f"{HERE}/")
    assert "Access-Control-Allow-Origin" not in answer
    assert answer["Cache-Control"] == "private, no-store"
    assert not Attempt.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_who_acts_for_another_uses_the_same_scopes_as_on_the_pages(app, owed):  # noqa: F811
    mother = verified("anne@example.org", invented_number(61), first_name="Anne")
    son = verified("oglu@example.org", invented_number(62), first_name="Oğuz")
    hers = assessment(debt_account(invented_number(61)))
    browser, mandate = acting(mother, son, scopes=("debts_read",))
    assert browser.get(f"{HERE}/{hers.pk}").json()["debt"]["number"] == hers.number
    assert uses_of(mandate) == [("debts_read", hers.number)]
    assert code(start(browser, [hers.instalments.get()])) == (403, "not_authorised")


def test_the_document_equals_its_snapshot():
    text = json.dumps(api.get_openapi_schema(path_prefix="/api/v1/debts/"), indent=2, default=str)
    assert json.loads(text) == json.loads(SNAPSHOT.read_text(encoding="utf-8")), (
        "The contract of debts has changed. If that is meant, write the snapshot anew."
    )
    assert Client().get("/api/v1/debts/openapi.json").json()["openapi"].startswith("3.1")


def test_every_field_and_operation_speaks_both_languages():
    document = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/x/"), default=str))
    assert [
        f"{name}.{field}"
        for name, schema in document["components"]["schemas"].items()
        for field, details in schema.get("properties", {}).items()
        if " / " not in details.get("description", "")
        and ". " not in details.get("description", "")
    ] == []
    for methods in document["paths"].values():
        for operation in methods.values():
            assert " / " in operation["summary"]
