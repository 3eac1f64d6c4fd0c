import json
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from outbox.channels import letter_of
from outbox.models import Message
from services.cases.actions import write_message, write_note
from services.cases.api import api
from services.cases.kinds import By
from services.cases.models import Case
from services.cases.reference import Reference
from tests.factories.cases import asked, filed
from tests.factories.site import home_page

SNAPSHOT = Path(__file__).parents[2] / "api_snapshots" / "cases.json"
LOOKUPS = "/api/v1/cases/lookups"
MAIL = {"contact_email": "ayse@example.org"}


@pytest.fixture(autouse=True)
def site(db):
    cache.clear()
    return home_page()


def post(address, **body):
    return Client().post(address, json.dumps(body), content_type="application/json")


def read(reference, token=""):
    headers = {"authorization": f"Bearer {token}"} if token else {}
    return Client().get(f"/api/v1/cases/{reference}", headers=headers)


def token_for(case):
    begun = post(LOOKUPS, reference=str(case)).json()
    message = Message.objects.filter(key=f"case-code:{begun['id']}").get()
    code = letter_of(message).values["code"]
    return post(f"{LOOKUPS}/{begun['id']}", code=code).json()["token"]


def test_a_code_gives_a_token_that_reads_the_case_as_its_citizen_does(trial):
    case = asked(filed(**MAIL))
    write_note(case=case, text="İç not", author=None)
    write_message(case=case, by=By.STAFF, text="Bekliyoruz")
    answer = read(case, token_for(case))
    found = answer.json()
    assert (found["reference"], found["status"], found["turn"]) == (str(case), "asked", "yours")
    assert found["due_on"] == case.due_on.isoformat()
    assert found["timeline"][0]["text"] == "Bekliyoruz"
    assert "İç not" not in answer.content.decode()
    assert "ayse" not in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer


def test_without_its_token_every_case_is_answered_alike(trial):
    mine, other = filed(**MAIL), filed(**MAIL)
    token = token_for(mine)
    unknown = Reference("DN", 2026, 9_999)
    answers = [read(mine), read(other, token), read(unknown, token), read("abc", token)]
    answers += [read(mine, token[:-1]), read(unknown)]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1
    assert answers[0].json()["code"] == "unauthorised"
    assert answers[0]["Content-Type"] == "application/problem+json"


def test_a_token_ends_after_half_an_hour_and_with_the_links_version(trial, monkeypatch):
    case = filed(**MAIL)
    token = token_for(case)
    assert read(case, token).status_code == 200
    monkeypatch.setattr("services.cases.api.GRANT_SECONDS", -1)
    assert read(case, token).status_code == 401
    monkeypatch.undo()
    Case.objects.filter(pk=case.pk).update(link_version=2)
    assert read(case, token).status_code == 401


def test_known_and_unknown_references_begin_alike(trial):
    known, unknown = filed(**MAIL), Reference("DN", 2026, 9_999)
    answers = [post(LOOKUPS, reference=str(reference)) for reference in (known, unknown)]
    assert [answer.status_code for answer in answers] == [202, 202]
    assert [set(answer.json()) for answer in answers] == [{"id", "sent_to", "expires_at"}] * 2
    assert "***" in answers[1].json()["sent_to"]


def test_wrong_codes_slips_and_too_many_attempts_are_problems_with_stable_codes(trial):
    case = filed(**MAIL)
    begun = post(LOOKUPS, reference=str(case)).json()
    codes = [post(f"{LOOKUPS}/{begun['id']}", code="x").json()["code"] for _ in range(5)]
    assert codes == ["invalid_code"] * 4 + ["code_over"]
    slip = post(LOOKUPS, reference="CM-26-00428-K")
    assert (slip.status_code, slip.json()["group"]) == (400, "number")
    for _ in range(5):
        last = post(LOOKUPS, reference=str(case))
    assert last.status_code == 429
    assert last["Retry-After"] == "3600"
    assert last.json()["code"] == "too_many_requests"
    assert post(LOOKUPS, nothing="x").json()["code"] == "invalid_parameter"


def test_the_document_equals_its_snapshot():
    text = json.dumps(api.get_openapi_schema(path_prefix="/api/v1/cases/"), indent=2, default=str)
    assert json.loads(text) == json.loads(SNAPSHOT.read_text(encoding="utf-8")), (
        "The contract of cases has changed. If that is meant, write the snapshot anew."
    )
    assert Client().get("/api/v1/cases/openapi.json").json()["openapi"].startswith("3.1")
