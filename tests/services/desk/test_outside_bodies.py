import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from outbox.models import Message
from outbox.secrets import unseal
from services.desk.actions.outside import ask_outside
from services.desk.actions.working import WorkRefused
from services.desk.models import OutsideRequest
from tests.factories.reports import outside_body, report
from tests.factories.site import home_page


@pytest.fixture(autouse=True)
def site(db):
    cache.clear()
    return home_page()


def asked(made=None, **fields):
    """Return the question and the path of its link."""
    made = made or report(applicant_name="Ayşe Yılmaz", contact_phone="+905321234567")
    values = {"body": outside_body(), "email": "kurum@example.org", "author": None}
    values["question"] = "Sahabiye Örnek Sokak’taki boru sizin mi?"
    row = ask_outside(case=made.case, **values | fields)
    message = Message.objects.get(key=f"outside:{row.pk}")
    link = unseal(message.values)["link"]
    return row, re.sub(r"^https?://[^/]+", "", link), message


def test_the_letter_holds_the_question_and_nothing_of_the_citizen():
    row, _path, message = asked()
    text = message.content.text + message.content.subject
    assert "boru sizin mi?" in text
    assert str(row.case.reference) in text
    for secret in ("Ayşe", "5321234567", row.case.text):
        assert secret not in text


def test_the_answer_stands_in_the_timeline_as_a_note_and_the_link_works_once():
    row, path, _message = asked()
    client = Client()
    page = client.get(path)
    assert "boru sizin mi?" in page.content.decode()
    assert "Ayşe" not in page.content.decode()
    assert row.case.timeline.filter(kind="note").count() == 1
    wrong = client.post(path, {"name": "", "text": "Evet, bizim."})
    assert "Evet, bizim." in wrong.content.decode()
    client.post(path, {"name": "Su İdaresi, Ali Usta", "text": "Evet, bizim."})
    note = row.case.timeline.filter(kind="note").order_by("-number").first()
    assert "Evet, bizim." in note.text
    assert "Ali Usta" in note.text
    assert note.is_public is False
    again = client.post(path, {"name": "Ali", "text": "İkinci"})
    assert again.status_code == 404
    assert row.case.timeline.filter(text__contains="İkinci").count() == 0


def test_a_link_ends_with_its_time_and_a_wrong_one_says_the_same():
    row, path, _message = asked()
    later = timezone.now() - timedelta(days=20)
    OutsideRequest.objects.filter(pk=row.pk).update(
        asked_at=later, expires_at=later + timedelta(days=14)
    )
    client = Client()
    ended, wrong = client.get(path), client.get("/e-belediye/kurum-yaniti/yok/")
    assert ended.status_code == wrong.status_code == 404
    assert "Bu bağlantı çalışmıyor" in ended.content.decode()
    assert "Bu bağlantı çalışmıyor" in wrong.content.decode()


def test_guessing_links_is_stopped_after_twenty():
    _row, path, _message = asked()
    client = Client()
    for number in range(20):
        client.get(f"/e-belediye/kurum-yaniti/{number}/")
    assert client.get(path).status_code == 429


def test_the_token_is_nowhere_in_the_table():
    row, path, _message = asked()
    token = path.rstrip("/").rsplit("/", 1)[1]
    assert len(token) >= 43
    assert token not in str(OutsideRequest.objects.filter(pk=row.pk).values())


def test_a_body_without_an_address_and_a_closed_case_are_refused():
    with pytest.raises(WorkRefused) as refused:
        asked(email="")
    assert refused.value.why == "no_email"
