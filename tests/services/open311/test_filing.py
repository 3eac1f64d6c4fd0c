"""What programs file: the specification's own kinds of request, one report for one retry."""

import io
import json
from pathlib import Path
from threading import Barrier, Thread
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.utils import timezone
from PIL import Image

from outbox.models import Message
from services.cases.models import Attachment, Case
from services.open311.jurisdictions import jurisdiction
from services.open311.models import ApiKey, Submission
from services.requests.contacts import digest_of
from services.requests.models import Ban, PublicState, Report
from tests.factories import reports
from tests.factories.open311 import BASE, program, texts, tree
from tests.factories.site import neighbourhood

pytestmark = pytest.mark.django_db
CASES = json.loads((Path(__file__).parent / "data" / "example_requests.json").read_text())
FORM = "application/x-www-form-urlencoded; charset=utf-8"
QUESTIONS = [
    {
        "name": "size",
        "kind": "choice",
        "needed": True,
        "label": "Boy",
        "choices": [{"value": "small", "label": "Küçük"}, {"value": "large", "label": "Büyük"}],
    },
    {"name": "note", "kind": "text", "label": "Not"},
]


@pytest.fixture
def key():
    neighbourhood("Sahabiye")
    reports.topic()
    reports.topic("kaldirim", "Kaldırım", questions=QUESTIONS)
    return program()[1]


def body(key, **fields):
    values = {
        "api_key": key,
        "service_code": "cukur",
        "lat": "38.7312",
        "long": "35.4821",
        "description": "Yolda büyük bir çukur var.",
        **fields,
    }
    return {name: value for name, value in values.items() if value is not None}


def send(client, fields, format_="json", **headers):
    return client.post(
        f"{BASE}/requests.{format_}", urlencode(fields), content_type=FORM, headers=headers
    )


def photo(colour="red", name="foto.jpg"):
    file = io.BytesIO()
    Image.new("RGB", (80, 60), colour).save(file, "JPEG")
    return SimpleUploadedFile(name, file.getvalue(), "image/jpeg")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_kinds_of_request_of_the_specification_are_answered_alike_in_both_formats(
    client, key, case
):
    text = case["body"].replace("{key}", key).replace("{jurisdiction}", jurisdiction())
    as_xml = client.post(f"{BASE}/requests.xml", text, content_type=FORM)
    as_json = client.post(f"{BASE}/requests.json", text, content_type=FORM)
    assert as_xml.status_code == case["status"]
    # The second is the same request again.
    assert as_json.status_code == {201: 200}.get(case["status"], case["status"])
    found = as_json.json()
    root = ElementTree.fromstring(as_xml.content)
    assert tree(root) == texts(found)
    if case["status"] == 201:
        assert root.tag == "service_requests"
        assert sorted(found[0]) == ["account_id", "service_notice", "service_request_id"]
        assert Report.objects.count() == Case.objects.count() == 1
    else:
        assert root.tag == "errors"
        assert {row["code"] for row in found} == {case["status"]}
        assert case["says"] in " ".join(row["description"] for row in found)
        assert not Case.objects.exists()


def test_a_report_is_filed_by_the_sites_own_action_and_read_before_it_is_public(client, key):
    topic = reports.topic("oyun", "Oyun grubu", moderation="at_once")
    answer = send(client, body(key, service_code=topic.slug, first_name="Ayşe", last_name="ÖRNEK"))
    made = Report.objects.get()
    assert answer.json()[0]["service_request_id"] == str(made.pk)
    assert str(made.case.reference) in answer.json()[0]["service_notice"]
    assert made.public_state == PublicState.WAITING
    assert made.applicant_name == "Ayşe ÖRNEK"
    assert (made.type, made.case.channel) == ("notice", "open311")
    assert made.case.directorate is not None
    assert made.point == (35.4821, 38.7312)
    assert [entry.kind for entry in made.case.timeline.all()] == ["filed", "assigned"]


def test_who_wants_it_private_is_not_made_public(client, key):
    send(client, body(key, visibility="private"))
    made = Report.objects.get()
    assert (made.public_state, made.public_text) == (PublicState.PRIVATE, "")


def test_the_media_url_is_kept_as_words_for_officers_and_never_called(client, key, monkeypatch):
    def called(*args, **kwargs):
        raise AssertionError("the server called an address that a stranger chose")

    monkeypatch.setattr("socket.create_connection", called)
    monkeypatch.setattr("urllib.request.urlopen", called)
    send(client, body(key, media_url="http://169.254.169.254/latest/meta-data"))
    made = Report.objects.get()
    assert made.case.text.endswith("media_url: http://169.254.169.254/latest/meta-data")
    assert "169.254" not in made.public_text


def test_photos_of_a_multipart_form_go_through_the_sites_checks(client, key):
    fields = body(key) | {"media": [photo("red"), photo("blue")]}
    assert client.post(f"{BASE}/requests.json", fields).status_code == 201
    files = list(Attachment.objects.filter(case=Report.objects.get().case))
    assert len(files) == 2
    assert all(file.content.read().startswith(b"\xff\xd8\xff") for file in files)
    wrong = body(key) | {"media": [SimpleUploadedFile("a.jpg", b"<script>", "image/jpeg")]}
    answer = client.post(f"{BASE}/requests.json", wrong)
    assert answer.status_code == 400
    assert answer.json()[0]["description"].startswith("media: ")
    assert Case.objects.count() == 1
    assert not Attachment.objects.filter(case=None).exists()


def test_the_same_retry_key_is_one_report_with_its_files_once(client, key):
    for _ in range(3):
        fields = body(key) | {"media": photo()}
        answer = client.post(
            f"{BASE}/requests.json", fields, headers={"idempotency-key": "deneme-1"}
        )
    assert answer.status_code == 200
    assert Report.objects.count() == Attachment.objects.count() == 1


def test_a_retry_key_with_other_words_is_refused_and_another_key_is_another_report(client, key):
    send(client, body(key), **{"idempotency-key": "1"})
    other = send(client, body(key, description="Bambaşka sözler"), **{"idempotency-key": "1"})
    assert (other.status_code, other.json()[0]["code"]) == (409, 409)
    send(client, body(key), **{"idempotency-key": "2"})
    assert Report.objects.count() == 2


def test_the_same_words_within_ten_minutes_are_one_report_and_later_another(client, key):
    send(client, body(key))
    send(client, body(key))
    assert Report.objects.count() == 1
    Submission.objects.update(at=timezone.now() - timezone.timedelta(minutes=11))
    send(client, body(key))
    assert Report.objects.count() == 2


def test_two_programs_that_say_the_same_file_two_reports(client, key):
    send(client, body(key), **{"idempotency-key": "1"})
    send(client, body(program("Öteki")[1]), **{"idempotency-key": "1"})
    assert Report.objects.count() == 2


def test_a_program_finds_its_report_by_the_retry_key_after_a_lost_answer(client, key):
    number = send(client, body(key), **{"idempotency-key": "kayip-yanit"}).json()[0]
    address = f"{BASE}/tokens/kayip-yanit.json"
    found = client.get(address, headers={"x-api-key": key})
    assert found.json() == [
        {"service_request_id": number["service_request_id"], "token": "kayip-yanit"}
    ]
    for headers in ({}, {"x-api-key": program("Öteki")[1]}):
        assert client.get(address, headers=headers).status_code == 404


def test_a_program_sees_where_its_own_report_stands_and_others_do_not(client, key):
    number = send(client, body(key)).json()[0]["service_request_id"]
    address = f"{BASE}/requests/{number}.json"
    response = client.get(address, headers={"x-api-key": key})
    row = response.json()[0]
    assert (row["status"], row["description"], row["lat"]) == ("open", None, None)
    assert "no-store" in response["Cache-Control"]
    assert client.get(address).status_code == 404
    assert client.get(address, headers={"x-api-key": program("Öteki")[1]}).status_code == 404
    assert client.get(f"{address}?api_key={key}").status_code == 404  # addresses stand in logs


def test_what_was_answered_without_a_key_is_never_given_to_a_program(settings, key):
    settings.PAGE_CACHE_BYTES = 10_000_000  # as outside of tests, where whole answers are kept
    client = Client()
    number = send(client, body(key)).json()[0]["service_request_id"]
    address = f"{BASE}/requests.json?service_request_id={number}"
    assert client.get(address).json() == []
    assert len(client.get(address, headers={"x-api-key": key}).json()) == 1
    assert client.get(address).json() == []


def test_limits_are_the_keys_own_and_a_retry_is_not_counted(client, key):
    ApiKey.objects.update(per_hour=2)
    send(client, body(key), **{"idempotency-key": "1"})
    for _ in range(3):
        assert send(client, body(key), **{"idempotency-key": "1"}).status_code == 200
    second = send(client, body(key, description="İkinci ve başka bir çukur"))
    assert second.status_code == 201
    answer = send(client, body(key, description="Üçüncü ve başka bir çukur"))
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    assert answer.json()[0]["code"] == 429
    assert Report.objects.count() == 2


def test_keys_that_are_revoked_or_may_not_file_or_are_for_elsewhere_file_nothing(client, key):
    for change in (
        {"may_file": False},
        {"jurisdiction": "baska.bel.tr"},
    ):
        _, secret = program(str(change), **change)
        assert send(client, body(secret)).status_code == 403
    ApiKey.objects.filter(name="Kent mobil uygulaması").update(revoked_at=timezone.now())
    assert send(client, body(key)).status_code == 403
    assert not Case.objects.exists()


def test_a_barred_contact_files_nothing_by_a_program_either(client, key):
    until = timezone.now() + timezone.timedelta(days=1)
    Ban.objects.create(
        contact_digest=digest_of(email="kotu@example.org"), reason="Hakaret", until=until
    )
    assert send(client, body(key, email="kotu@example.org")).status_code == 403
    assert not Case.objects.exists()


def test_the_key_is_nowhere_in_the_database(key):
    stored = ApiKey.objects.get()
    assert key not in json.dumps([str(value) for value in vars(stored).values()])
    assert stored.digest.startswith("tests:")
    assert key.startswith(stored.begins)


def test_the_last_use_is_written_down(client, key):
    send(client, body(key))
    assert timezone.now() - ApiKey.objects.get().last_used_at < timezone.timedelta(minutes=1)


def test_a_program_that_has_proved_the_contact_has_it_written_to_at_once(client, key):
    ApiKey.objects.update(proves_contacts=True)
    send(client, body(key, email="ayse@example.org"))
    made = Report.objects.get()
    assert made.case.contact_email == "ayse@example.org"
    message = Message.objects.get(key__startswith="case:")
    assert message.recipient == "ayse@example.org"


@pytest.mark.django_db(transaction=True)
def test_the_same_request_by_many_threads_at_once_is_one_report(transactional_db, key):
    from services.cases.actions import copy_allowed_changes

    copy_allowed_changes()
    barrier, answers = Barrier(6), []

    def work():
        try:
            barrier.wait()
            client = Client(raise_request_exception=False)
            answer = client.post(f"{BASE}/requests.json", body(key) | {"media": photo()})
            answers.append((answer.status_code, answer.json()[0]["service_request_id"]))
        finally:
            connections.close_all()

    threads = [Thread(target=work) for _ in range(6)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(status for status, _ in answers) == [200] * 5 + [201]
    assert len({number for _, number in answers}) == 1
    assert Report.objects.count() == Attachment.objects.count() == 1
