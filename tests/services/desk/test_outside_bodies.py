import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from outbox.models import Message
from outbox.secrets import unseal
from services.desk.actions.outside import ask_outside, cancel_outside
from services.desk.actions.working import WorkRefused
from services.desk.models import OutsideRequest
from tests.factories.cases import PDF_CONTENT, photo
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
    assert again.status_code == 410
    assert row.case.timeline.filter(text__contains="İkinci").count() == 0


def test_an_ended_link_says_how_it_ended_and_a_wrong_one_only_that_it_does_not_work():
    _row, path, _message = asked()
    other = asked(report(street="Başka Sokak"))
    client = Client()
    client.post(path, {"name": "Ali Usta", "text": "Evet, bizim."})
    assert "Bu soru yanıtlandı" in client.get(path).content.decode()
    cancel_outside(asked=other[0], author=None)
    assert "Soru geri alındı" in client.get(other[1]).content.decode()
    late, late_path, _message = asked(report(street="Üçüncü Sokak"))
    later = timezone.now() - timedelta(days=20)
    OutsideRequest.objects.filter(pk=late.pk).update(
        asked_at=later, expires_at=later + timedelta(days=14)
    )
    ended = client.post(late_path, {"name": "Ali", "text": "Geç kaldım"})
    assert "Burada yanıtlama süresi doldu" in ended.content.decode()
    assert late.case.timeline.filter(text__contains="Geç kaldım").count() == 0
    wrong = client.get("/e-belediye/kurum-yaniti/yok/").content.decode()
    assert "Bu bağlantı çalışmıyor" in wrong
    for page in (ended.content.decode(), wrong):
        assert "boru sizin mi?" not in page


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("", ("Adınız ve biriminiz", "Yanıtı gönder")),
        ("/en", ("Your name and unit", "Send the answer", "Photos and documents")),
        ("/ar", ("اسمكم ووحدتكم", "لا تحتاجون إلى حساب", 'dir="rtl"')),
    ],
)
def test_the_page_speaks_the_three_languages_and_leads_to_the_others(prefix, words):
    _row, path, _message = asked()
    html = Client().get(f"{prefix}{path}").content.decode()
    for word in words:
        assert word in html, word
    for other in ("", "/en", "/ar"):
        assert f'href="{other}{path}"' in html or other == prefix


def test_documents_come_with_the_answer_and_are_checked_like_everybodys():
    row, path, _message = asked()
    client, answer = Client(), {"name": "Ali Usta", "text": "Rapor ekte."}
    bad = SimpleUploadedFile("virus.exe", b"MZ not a picture")
    refused = client.post(path, {**answer, "documents": bad})
    assert refused.status_code == 422
    assert "Rapor ekte." in refused.content.decode()
    assert "virus.exe" in refused.content.decode()
    files = [SimpleUploadedFile("rapor.pdf", PDF_CONTENT), SimpleUploadedFile("yer.jpg", photo())]
    kept = client.post(path, {"name": "", "text": "Rapor ekte.", "documents": files})
    for name in ("rapor.pdf", "yer.jpg"):
        assert name in kept.content.decode()
    picture = row.case.attachments.model.objects.get(name="yer.jpg")
    client.post(path, {**answer, "kaldir": picture.public_id})
    assert row.case.timeline.filter(text__contains="Rapor ekte.").count() == 0
    client.post(path, answer)
    note = row.case.timeline.get(text__contains="Rapor ekte.")
    assert [file.name for file in note.attachments.all()] == ["rapor.pdf"]
    assert note.is_public is False


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
