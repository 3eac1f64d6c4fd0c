"""Writing down for who calls: topic by words, its questions, what is near, the contact."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from outbox.models import Message
from services.requests.models import Join, PublicState, Report
from tests.factories import people
from tests.factories.casedesk import officer, works
from tests.factories.cases import photo
from tests.factories.reports import outside_body, report, topic
from tests.factories.site import home_page, neighbourhood
from tests.factories.staff import signed_in

INTAKE = "/yonetim/basvurular/adina-kayit/"
QUESTIONS = [
    {
        "name": "size",
        "kind": "choice",
        "needed": True,
        "label": {"tr": "Ne kadar büyük?"},
        "choices": [{"value": "small", "label": {"tr": "Bir ayakkabı kadar"}}],
    }
]


@pytest.fixture(autouse=True)
def site(db):
    return home_page()


@pytest.fixture
def client():
    return signed_in(officer("call_centre"))


def typed(**fields):
    values = {
        "key": uuid.uuid4(),
        "channel": "phone",
        "type": "complaint",
        "category": topic().pk,
        "text": "Kapımın önünde çukur var.",
        "neighbourhood": neighbourhood("Sahabiye").pk,
        "street": "Örnek Sokak",
        "name": "Ayşe Yılmaz",
        "phone": "0532 123 45 67",
        "confirmed": "called",
    }
    return values | fields


def read_out(to="ayse@example.org"):
    """Return the code that was sent."""
    return people.code_in(people.last_letter(to).replace(": ", "\n").replace(". ", "\n"))


def test_a_call_is_written_down_once_by_the_citizens_own_action_with_the_officer_in_it():
    caller = officer("call_centre")
    client, values = signed_in(caller), typed()
    done = client.post(INTAKE, values, follow=True)
    client.post(INTAKE, values)
    made = Report.objects.select_related("case").get()
    assert str(made.case.reference) in done.content.decode()
    assert (made.case.channel, made.case.contact_phone) == ("phone", "+905321234567")
    assert (made.applicant_name, made.directorate) == ("Ayşe Yılmaz", works())
    filed = made.case.timeline.get(kind="filed")
    assert (filed.by, filed.author) == ("staff", caller.public_id)
    notes = list(made.case.timeline.filter(kind="note").values_list("text", flat=True))
    assert len(notes) == 1
    assert "bu numaradan arıyor" in notes[0]


def test_without_a_contact_name_and_address_are_needed_and_nothing_typed_is_lost():
    client = signed_in(officer("call_centre"))
    wrong = client.post(INTAKE, typed(confirmed="paper", phone="", name="Ayşe Yılmaz"))
    assert "Kapımın önünde çukur var." in wrong.content.decode()
    assert "ad ve adres gerekir" in wrong.content.decode()
    assert Report.objects.count() == 0
    client.post(INTAKE, typed(confirmed="paper", phone="", address="Örnek Sokak 4"))
    made = Report.objects.select_related("case").get()
    assert (made.case.contact_phone, made.applicant_address) == (None, "Örnek Sokak 4")


def test_a_contact_nobody_confirmed_is_asked_for_and_a_wrong_number_is_told():
    client = signed_in(officer("solution_centre"))
    for values in (typed(phone=""), typed(phone="12")):
        answer = client.post(INTAKE, values)
        assert answer.status_code == 422
        assert answer.context["form"].errors["phone"]
    assert Report.objects.count() == 0


def test_the_topic_is_found_by_the_citizens_words_with_its_questions_and_what_is_said_first(client):
    pole = topic("lamba", "Sokak lambası", words="lamba yanmıyor", questions=QUESTIONS)
    pole.body, pole.stop_text = outside_body(), "Kopan tele yaklaşmayın."
    pole.is_emergency = True
    pole.save()
    values = {"key": uuid.uuid4(), "words": "lambalar yanmıyor", "text": "Karanlık.", "goster": "1"}
    page = client.post(INTAKE, values)
    html = page.content.decode()
    for words in ("Ne kadar büyük?", "Bir ayakkabı kadar", "Kopan tele", "112", "Karanlık."):
        assert words in html, words
    assert outside_body().name in html
    assert page.context["advice"].topic == pole
    assert f'value="{pole.pk}" selected' in html
    assert 'class="casedesk-wrong" role="alert"' not in html
    assert Report.objects.count() == 0


def test_what_the_topic_asks_must_be_answered_and_is_kept_with_the_report(client):
    hole = topic("delik", "Delik", questions=QUESTIONS)
    wrong = client.post(INTAKE, typed(category=hole.pk))
    assert wrong.status_code == 422
    assert wrong.context["form"].errors["s-size"]
    assert client.post(INTAKE, typed(category=hole.pk, **{"s-size": "huge"})).status_code == 422
    client.post(INTAKE, typed(category=hole.pk, **{"s-size": "small"}))
    assert Report.objects.get().answers == {"size": "small"}


def test_what_was_reported_near_is_shown_and_joined_by_who_calls(client):
    first = report(public_text="Çukur var", contact_phone="+905320000000")
    Report.objects.filter(pk=first.pk).update(
        public_state=PublicState.PUBLIC, public_at=first.received_at
    )
    report(street="Örnek Sokak", title="Herkese kapalı", contact_phone="+905320000001")
    seen = client.post(INTAKE, typed(goster="1"))
    assert [one.report for one in seen.context["advice"].similar] == [first]
    assert str(first.case.reference) not in seen.content.decode()
    unsure = client.post(INTAKE, typed(katil=first.pk, confirmed="open"))
    assert "doğrulanmış" in unsure.content.decode()
    client.post(INTAKE, typed(katil=first.pk))
    join = Join.objects.get()
    assert (join.report, join.phone) == (first, "+905321234567")
    again = client.post(INTAKE, typed(katil=first.pk))
    assert again.status_code == 422
    assert Join.objects.count() == 1
    assert Report.objects.count() == 2


def test_nobody_is_joined_to_a_report_that_was_not_shown(client):
    hidden = report(title="Herkese kapalı", contact_phone="+905320000001")
    answer = client.post(INTAKE, typed(katil=hidden.pk))
    assert answer.status_code == 422
    assert Join.objects.count() == 0


def test_the_desk_sees_near_reports_that_are_not_public_too():
    hidden = report(title="Herkese kapalı", contact_phone="+905320000001")
    seen = signed_in(officer("solution_centre")).post(INTAKE, typed(goster="1"))
    assert [one.report for one in seen.context["advice"].similar] == [hidden]
    assert str(hidden.case.reference) in seen.content.decode()


def test_a_code_that_the_caller_reads_out_confirms_the_contact(client):
    values = typed(phone="", email="ayse@example.org", confirmed="code")
    sent = client.post(INTAKE, {**values, "kod-gonder": "1"})
    assert "ayse@example.org" not in str(sent.context["form"].said)
    assert values["text"] in sent.content.decode()
    code = read_out()
    wrong = client.post(INTAKE, {**values, "code": "000000" if code != "000000" else "111111"})
    assert wrong.context["form"].errors["code"]
    assert Report.objects.count() == 0
    client.post(INTAKE, {**values, "code": code})
    made = Report.objects.select_related("case").get()
    assert made.case.contact_email == "ayse@example.org"
    assert made.case.timeline.filter(kind="note", text__contains="kodu okudu").exists()


def test_a_code_confirms_only_the_contact_it_was_sent_to(client):
    values = typed(phone="", email="ayse@example.org", confirmed="code")
    client.post(INTAKE, {**values, "kod-gonder": "1"})
    code = read_out()
    other = client.post(INTAKE, {**values, "email": "baska@example.org", "code": code})
    assert other.context["form"].errors["code"]
    client.post(INTAKE, {**values, "phone": "0532 123 45 67", "code": code})
    made = Report.objects.select_related("case").get()
    assert (made.case.contact_email, made.case.contact_phone) == ("ayse@example.org", None)


def test_a_contact_marked_as_not_confirmed_is_not_kept_and_nothing_is_sent(client):
    client.post(INTAKE, typed(confirmed="open"))
    made = Report.objects.select_related("case").get()
    assert (made.case.contact_phone, made.case.contact_email) == (None, None)
    assert Message.objects.filter(owner=f"case:{made.case_id}").count() == 0
    assert made.case.timeline.filter(kind="note", text__contains="Doğrulanmadı").exists()


def test_a_photo_sent_with_a_look_at_what_is_known_is_there_when_it_is_written_down(client):
    values = typed()
    file = SimpleUploadedFile("cukur.jpg", photo())
    seen = client.post(INTAKE, {**values, "goster": "1", "dosya": file})
    assert "cukur.jpg zaten yüklendi" in seen.content.decode()
    client.post(INTAKE, values)
    assert Report.objects.select_related("case").get().case.attachments.count() == 1


@pytest.mark.parametrize("button", [{"goster": "1"}, {"kod-gonder": "1"}, {"katil": "0"}, {}])
def test_a_file_that_is_refused_is_named_with_why_whatever_was_asked(client, button):
    file = SimpleUploadedFile("fatura.exe", b"MZ no picture")
    values = typed(confirmed="code", phone="", email="ayse@example.org")
    page = client.post(INTAKE, {**values, **button, "dosya": file}).content.decode()
    assert "fatura.exe: " in page
    assert values["text"] in page
    assert Report.objects.count() == 0


def test_a_code_longer_than_any_is_told_as_wrong(client):
    values = typed(phone="", email="ayse@example.org", confirmed="code", code="1" * 13)
    page = client.post(INTAKE, values)
    assert page.context["form"].errors["code"]
    assert "Kapımın önünde çukur var." in page.content.decode()


def test_bad_input_is_never_an_error_page(client):
    strange = {
        "category": "x",
        "neighbourhood": "\x00",
        "katil": "1e9",
        "words": "\x00",
        "key": "?",
    }
    for more in ({}, {"goster": "1"}, {"kod-gonder": "1"}, {"konu-sec": "999999999999"}):
        assert client.post(INTAKE, {**strange, **more}).status_code in {200, 422}
    assert Report.objects.count() == 0
