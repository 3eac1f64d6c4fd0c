import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.audit.models import Entry as AuditEntry
from outbox.models import Message
from services.cases.models import EntryKind
from services.desk.models import AnswerTemplate, OutsideRequest
from services.requests.actions import merge_reports
from services.requests.models import Report
from tests.factories.casedesk import officer, parks, works
from tests.factories.cases import photo
from tests.factories.reports import outside_body, report, topic
from tests.factories.site import home_page
from tests.factories.staff import signed_in


@pytest.fixture(autouse=True)
def site(db):
    return home_page()


@pytest.fixture
def client():
    return signed_in(officer("solution_centre"))


def page_of(made):
    return f"/yonetim/basvurular/{made.case.reference}/"


def step(client, made, name, follow=True, **values):
    return client.post(f"{page_of(made)}adim/{name}/", values, follow=follow)


def entries(made, **fields):
    return list(made.case.timeline.filter(**fields).order_by("number"))


def test_the_screen_shows_words_place_clock_and_a_form_for_each_step(client):
    made = report()
    html = client.get(page_of(made)).content.decode()
    for words in (made.case.text, "Örnek Sokak", "3071 s.K. m.7", "Yanıtla ve kapat", "İkiye böl"):
        assert words in html, words


def test_name_and_contact_are_masked_until_a_reason_is_given_and_recorded(client):
    made = report(applicant_name="Ayşe Yılmaz", contact_phone="+905321234567")
    html = client.get(page_of(made)).content.decode()
    assert "Ayşe Yılmaz" not in html
    assert "5321234567" not in html
    refused = client.post(f"{page_of(made)}iletisim/", {"neden": ""})
    assert refused.status_code == 422
    assert "Ayşe Yılmaz" not in refused.content.decode()
    shown = client.post(f"{page_of(made)}iletisim/", {"neden": "Yerini soracağım"})
    assert "Ayşe Yılmaz" in shown.content.decode()
    entry = AuditEntry.objects.get(kind="case_contact_shown")
    assert (entry.reason, entry.about) == ("Yerini soracağım", f"cases.case:{made.case_id}")


@pytest.mark.parametrize(("name", "kind"), [("not", "note"), ("yanit", "message")])
def test_what_is_written_is_written_once_however_often_its_form_is_sent(client, name, kind):
    made = report()
    values = {"key": uuid.uuid4(), "text": "Yarın bakılacak."}
    for _time in range(2):
        file = SimpleUploadedFile("yer.jpg", photo())
        step(client, made, name, **values, dosya=file)
    assert [one.text for one in entries(made, kind=kind)] == ["Yarın bakılacak."]
    step(client, made, name, **values | {"key": uuid.uuid4()})
    assert len(entries(made, kind=kind)) == 2


def test_the_letter_is_shown_before_the_status_changes_and_is_the_one_that_is_sent(client):
    made = report(contact_phone="", contact_email="ayse@example.org")
    values = {"after": "in_progress", "text": "Ekip yarın gelecek."}
    seen = step(client, made, "durum", **values, onizle="1")
    letter = seen.context["letter"]
    made.refresh_from_db()
    assert made.status == "received"
    assert "Ekip yarın gelecek." in letter.text
    assert letter.recipients
    step(client, made, "durum", **values)
    made.refresh_from_db()
    assert made.status == "in_progress"
    sent = Message.objects.filter(owner=f"case:{made.case_id}").order_by("-created_at").first()
    assert sent.content.subject == letter.subject


def test_only_changes_the_kind_allows_are_offered_and_taken(client):
    made = report()
    step(client, made, "durum", after="in_progress")
    form = next(one for one in client.get(page_of(made)).context["steps"] if one.name == "durum")
    assert [name for name, _label in form.fields["after"].choices] == ["forwarded"]
    wrong = step(client, made, "durum", after="received")
    assert wrong.status_code == 422
    made.refresh_from_db()
    assert made.status == "in_progress"


def test_asking_the_citizen_stops_the_clock(client):
    made = report()
    step(client, made, "soru", text="Hangi kapının önünde?")
    made.case.refresh_from_db()
    assert (made.case.status, made.case.phase) == ("waiting", "waiting")
    assert made.case.waiting_since is not None
    assert "sıra vatandaşta" in client.get(page_of(made)).content.decode()


def test_a_ready_made_answer_fills_its_fields(client):
    made = report()
    kept = AnswerTemplate.objects.create(
        title="Programda", text="{başvuru_no}: {konu} işi {mahalle} için programda."
    )
    html = client.get(page_of(made), {"kalip": kept.pk}).content.decode()
    assert f"{made.case.reference}: Çukur ve bozuk yol işi Sahabiye için programda." in html


def test_closing_asks_for_evidence_where_the_topic_does_and_a_photo_is_enough(client):
    made = report(category=topic("kanit", "Kanıtlı", evidence_needed=True))
    key = str(uuid.uuid4())
    values = {"end": "solved:fixed", "text": "Onarıldı.", "key": key}
    wrong = step(client, made, "kapat", **values)
    assert wrong.status_code == 422
    assert "Onarıldı." in wrong.content.decode()
    file = SimpleUploadedFile("is.jpg", photo())
    step(client, made, "kapat", **values, dosya=file)
    made.refresh_from_db()
    assert (made.status, made.reason) == ("solved", "fixed")
    last = entries(made, kind=EntryKind.STATUS)[-1]
    assert last.attachments.count() == 1
    assert last.is_public


def test_a_photo_is_not_lost_when_the_rest_of_the_form_is_wrong(client):
    made = report()
    key = str(uuid.uuid4())
    file = SimpleUploadedFile("is.jpg", photo())
    wrong = step(client, made, "kapat", end="", text="Onarıldı.", key=key, dosya=file)
    assert "is.jpg zaten yüklendi" in wrong.content.decode()
    step(client, made, "kapat", end="solved:fixed", text="Onarıldı.", key=key)
    assert made.case.attachments.count() == 1


def test_a_closed_case_is_opened_again_with_a_reason(client):
    made = report()
    step(client, made, "kapat", end="rejected:no_means", text="Bu yıl olmaz.", key=uuid.uuid4())
    refused = step(client, made, "durum", after="in_review", text="")
    assert refused.status_code == 422
    step(client, made, "durum", after="in_review", text="Yeniden bakıyoruz.")
    made.refresh_from_db()
    assert (made.status, made.phase) == ("in_review", "open")


def test_handing_over_moves_the_case_and_takes_it_out_of_hands(client):
    person = officer("directorate", works())
    made = report()
    step(client, made, "ver", person=person.pk)
    assert client.get(page_of(made)).context["case"].work.assignee == person
    step(client, made, "havale", directorate=parks().pk, note="Ağaç kökü kaldırmış")
    made.refresh_from_db()
    assert (made.directorate, made.status) == (parks(), "forwarded")
    assert not hasattr(Report.objects.get(pk=made.pk).case, "work")
    note = entries(made, kind=EntryKind.NOTE)[-1]
    assert (note.text, note.is_public) == ("Ağaç kökü kaldırmış", False)
    assert signed_in(person).get(page_of(made)).status_code == 404


def test_two_reports_are_merged_and_separated_by_their_references(client):
    first, second = report(), report(street="Başka Sokak")
    wrong = step(client, second, "birlestir", reference="CM-26-99999-A")
    assert wrong.status_code == 422
    step(client, second, "birlestir", reference=str(first.case.reference).lower())
    second.refresh_from_db()
    assert (second.merged_into, second.status) == (first, "duplicate")
    step(client, second, "ayir", text="Ayrı bir çukurmuş.")
    second.refresh_from_db()
    assert (second.merged_into, second.status) == (None, "in_review")


def test_a_report_is_split_once_however_often_the_form_is_sent(client):
    made = report(applicant_name="Ayşe Yılmaz")
    park = topic("park", "Park", route_to=parks())
    values = {"key": uuid.uuid4(), "category": park.pk, "text": "Parktaki bank da kırık."}
    step(client, made, "bol", **values)
    step(client, made, "bol", **values)
    second = Report.objects.exclude(pk=made.pk).get()
    assert (second.applicant_name, second.directorate) == ("Ayşe Yılmaz", parks())
    assert second.received_at == made.received_at
    assert [one.text for one in entries(second, kind=EntryKind.NOTE)] == [
        f"⑂ {made.case.reference}"
    ]
    assert f"⑂ {second.case.reference}" in [one.text for one in entries(made)]


def test_words_are_redacted_made_public_and_refused(client):
    made = report(public_text="Ali Veli'nin önünde çukur var")
    step(client, made, "yayin", state="public", public_text="Sokakta çukur var", why="Ad silindi")
    made.refresh_from_db()
    assert (made.public_state, made.public_text) == ("public", "Sokakta çukur var")
    step(client, made, "yayin", state="refused", public_text="Sokakta çukur var", why="")
    made.refresh_from_db()
    assert (made.public_state, made.public_at) == ("refused", None)


def test_what_is_private_offers_no_publishing(client):
    made = report(public_text="")
    assert "yayin" not in [one.name for one in client.get(page_of(made)).context["steps"]]
    step(client, made, "yayin", state="public", public_text="Zorla")
    made.refresh_from_db()
    assert (made.public_state, made.public_text) == ("private", "")


def test_topic_priority_and_place_are_corrected_each_by_its_action(client):
    made = report()
    other = topic("kaldirim", "Kaldırım")
    step(
        client,
        made,
        "duzelt",
        category=other.pk,
        priority=3,
        neighbourhood="",
        street="Yeni Sokak",
        door="4",
    )
    made.refresh_from_db()
    assert (made.category, made.priority, made.street, made.door) == (other, 3, "Yeni Sokak", "4")
    assert made.point is not None


def test_a_case_that_was_merged_meanwhile_refuses_the_second_officer_in_words(client):
    made, first = report(), report(street="Başka Sokak")
    merge_reports(report=made, into=first, author=None)
    answer = step(client, made, "kapat", end="solved:fixed", text="Bitti", key=uuid.uuid4())
    assert "Başka biri sizden önce davrandı" in answer.content.decode()


def test_an_outside_body_is_asked_once_at_a_time_and_the_question_can_be_taken_back(client):
    made, body = report(), outside_body()
    values = {"body": body.pk, "email": "kurum@example.org", "question": "Boru sizin mi?"}
    step(client, made, "kurum", **values)
    again = step(client, made, "kurum", **values)
    assert "zaten soruldu" in again.content.decode()
    asked = OutsideRequest.objects.get()
    step(client, made, "kurum-iptal", asked=asked.pk)
    asked.refresh_from_db()
    assert not asked.is_open
