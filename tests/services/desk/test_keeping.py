"""More time, new links, barring, erasing, heads: from the case screen and pages of their own."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from accounts.audit.models import Entry as AuditEntry
from outbox.models import Message
from services.cases.actions import change_status
from services.cases.actions.erasing import erase_due
from services.cases.escalation import escalate
from services.cases.kinds import By
from services.cases.models import Case, Workplace
from services.cases.notices.links import case_of, token_of
from services.desk.actions.photos import publish_photo
from services.desk.models import OutsideRequest, PublicPhoto
from services.requests.contacts import is_barred
from services.requests.models import Ban, ReportType
from tests.factories import people
from tests.factories.casedesk import officer, parks, works
from tests.factories.cases import kept
from tests.factories.reports import outside_body, report
from tests.factories.site import home_page
from tests.factories.staff import signed_in

BARS, HEADS = "/yonetim/basvurular/engelliler/", "/yonetim/basvurular/sorumlular/"


@pytest.fixture(autouse=True)
def site(db):
    return home_page()


@pytest.fixture
def client():
    return signed_in(officer("solution_centre"))


def step(client, made, name, **values):
    path = f"/yonetim/basvurular/{made.case.reference}/adim/{name}/"
    return client.post(path, values, follow=True)


def offered(client, made):
    page = client.get(f"/yonetim/basvurular/{made.case.reference}/")
    return [one.name for one in page.context["steps"]]


def asked_for_information():
    return report(
        type=ReportType.INFORMATION,
        applicant_name="Ayşe Yılmaz",
        applicant_address="Örnek Sokak 4",
        contact_phone="",
        contact_email="ayse@example.org",
    )


def closed(made):
    change_status(case=made.case, after="solved", by=By.STAFF, text="Bitti")
    made.case.refresh_from_db()
    return made


def test_the_time_is_extended_once_where_the_law_allows_it_and_the_letter_is_seen_before(client):
    made, plain = asked_for_information(), report()
    assert "sure-uzat" in offered(client, made)
    assert "sure-uzat" not in offered(client, plain)
    before = made.case.due_on
    refused = step(client, made, "sure-uzat", text="")
    assert refused.status_code == 422
    seen = step(client, made, "sure-uzat", text="Başka birimin görüşü gerek.", onizle="1")
    assert "Başka birimin görüşü gerek." in seen.context["letter"].text
    made.case.refresh_from_db()
    assert made.case.due_on == before
    step(client, made, "sure-uzat", text="Başka birimin görüşü gerek.")
    made.case.refresh_from_db()
    assert made.case.due_on > before
    assert "sure-uzat" not in offered(client, made)
    day = made.case.due_on
    again = step(client, made, "sure-uzat", text="Bir daha")
    assert "Başka biri sizden önce davrandı" in again.content.decode()
    made.case.refresh_from_db()
    assert made.case.due_on == day


def test_the_time_is_not_extended_after_it_is_over(client):
    made = asked_for_information()
    Case.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    assert "sure-uzat" not in offered(client, made)


def test_a_new_link_ends_the_old_one_and_goes_to_the_cases_own_contact(client):
    made = report(contact_phone="", contact_email="ayse@example.org")
    old = token_of(made.case)
    step(client, made, "yeni-baglanti", reason="Mektup başkasına gitmiş")
    made.case.refresh_from_db()
    assert case_of(old) is None
    assert case_of(token_of(made.case)) == made.case
    letter = Message.objects.filter(owner=f"case:{made.case_id}").order_by("-created_at").first()
    assert letter.recipient == "ayse@example.org"
    assert "yeni bağlantı" in letter.content.subject
    note = made.case.timeline.get(kind="note")
    assert (note.text, note.is_public) == (
        "Yeni gizli bağlantı gönderildi: Mektup başkasına gitmiş",
        False,
    )


def test_who_signs_in_or_has_no_contact_is_sent_no_link(client):
    assert "yeni-baglanti" not in offered(client, report(owner=people.citizen()))
    nobody = report(contact_phone="", contact_email="", applicant_name="A", applicant_address="B")
    assert "yeni-baglanti" not in offered(client, nobody)


def test_the_sender_of_a_case_is_barred_by_each_contact_and_let_in_again(client):
    made = report(contact_phone="+905321234567", contact_email="ayse@example.org")
    step(client, made, "engelle", days=30, reason="Üç kez hakaret etti")
    assert {row.what for row in Ban.objects.all()} == {"phone", "email"}
    assert is_barred(phone="+905321234567")
    assert is_barred(email="Ayse@Example.org ")
    entry = AuditEntry.objects.get(kind="contact_barred")
    assert (entry.reason, entry.about) == ("Üç kez hakaret etti", f"cases.case:{made.case_id}")
    html = client.get(BARS).content.decode()
    assert str(made.case.reference) in html
    assert "Üç kez hakaret etti" in html
    assert "5321234567" not in html
    assert "ayse@example.org" not in html
    row = Ban.objects.get(what="phone")
    client.post(f"{BARS}{row.pk}/kaldir/", {"neden": ""})
    assert is_barred(phone="+905321234567")
    client.post(f"{BARS}{row.pk}/kaldir/", {"neden": "Özür diledi"})
    assert not is_barred(phone="+905321234567")
    assert is_barred(email="ayse@example.org")
    assert AuditEntry.objects.get(kind="contact_let_in").reason == "Özür diledi"
    assert Ban.objects.count() == 2


def test_barring_again_lengthens_the_bar_and_never_shortens_it(client):
    made = report(contact_phone="+905321234567")
    step(client, made, "engelle", days=365, reason="Sürekli hakaret")
    step(client, made, "engelle", days=30, reason="Yine hakaret")
    row = Ban.objects.get()
    assert row.until > timezone.now() + timedelta(days=360)
    assert row.reason == "Yine hakaret"


def test_a_contact_is_barred_without_a_case_and_what_is_no_contact_is_told(client):
    wrong = client.post(BARS, {"contact": "12", "days": 30, "reason": "Sahte ihbar"})
    assert wrong.status_code == 422
    assert "Sahte ihbar" in wrong.content.decode()
    client.post(BARS, {"contact": "0532 123 45 67", "days": 30, "reason": "Sahte ihbar"})
    assert is_barred(phone="+905321234567")


def test_a_directorate_bars_nobody_and_a_citizen_sees_no_list():
    made = report()
    person = signed_in(officer("directorate", works()))
    assert step(person, made, "engelle", days=30, reason="Hakaret etti").status_code == 404
    for path in (BARS, HEADS):
        assert person.get(path).status_code != 200
        assert Client().get(path).status_code == 302
    person.post(BARS, {"contact": "0532 123 45 67", "days": 30, "reason": "Sahte ihbar"})
    assert Ban.objects.count() == 0


def test_who_may_only_look_at_the_list_is_told_that_barring_is_not_theirs():
    looking = officer("directorate", works())
    looking.user_permissions.add(Permission.objects.get(codename="view_ban"))
    client = signed_in(looking)
    assert client.get(BARS).status_code == 200
    values = {"contact": "0532 123 45 67", "days": 30, "reason": "Sahte ihbar"}
    answer = client.post(BARS, values, follow=True)
    assert "0532 123 45 67" not in answer.content.decode()
    assert answer.redirect_chain[0][0] == "/yonetim/"
    assert Ban.objects.count() == 0


def test_a_closed_case_is_erased_with_a_source_and_its_reference_typed_once_more():
    made = closed(report(applicant_name="Ayşe Yılmaz"))
    client, values = signed_in(officer("administrator")), {"source": "KVKK başvurusu 6698 m.7"}
    for typed in ("", "CM-26-99999-A", "saçma"):
        wrong = step(client, made, "sil", **values, reference=typed)
        assert wrong.status_code == 422
        assert "KVKK başvurusu 6698 m.7" in wrong.content.decode()
    answer = step(client, made, "sil", **values, reference=str(made.case.reference).lower())
    case = Case.objects.get(pk=made.case_id)
    assert case.erased_at is not None
    assert answer.context["steps"] == []
    assert "silindi" in answer.content.decode()
    assert AuditEntry.objects.get(kind="cases_erased").reason == "KVKK başvurusu 6698 m.7"


def test_erasing_needs_its_right_and_a_closed_case(client):
    made = closed(report())
    typed = {"source": "KVKK başvurusu", "reference": str(made.case.reference)}
    assert step(client, made, "sil", **typed).status_code == 404
    assert "sil" not in offered(signed_in(officer("administrator")), report())
    assert Case.objects.get(pk=made.case_id).erased_at is None


def test_what_is_due_is_erased_with_its_public_photo_and_what_bodies_were_asked():
    made = report()
    photo = kept(key=made.case.filing_key)
    from services.cases.actions import attach

    attach(case=made.case, key=made.case.filing_key, by=By.CITIZEN)
    photo.refresh_from_db()
    public = publish_photo(attachment=photo, rectangles=[], author=None)
    name, storage = public.content.name, public.content.storage
    OutsideRequest.objects.create(
        case=made.case,
        body=outside_body(),
        email="kurum@example.org",
        question="Ayşe Hanım'ın önündeki boru",
        token_digest="a" * 64,
        expires_at=timezone.now() + timedelta(days=1),
    )
    closed(made)
    Case.objects.update(keep_until=timezone.localdate() - timedelta(days=1))
    assert erase_due() == 1
    assert PublicPhoto.objects.count() == 0
    assert OutsideRequest.objects.get().question == "—"
    assert storage.exists(name) is True  # it goes when the transaction commits


def test_the_head_is_named_on_its_page_and_is_the_one_escalation_writes_to():
    first, second = officer("directorate", works(), is_head=True), officer("directorate", works())
    client = signed_in(officer("administrator"))
    html = client.get(HEADS).content.decode()
    assert first.email in html
    client.post(HEADS, {"mudurluk": works().pk, "kisi": second.pk})
    assert Workplace.objects.get(is_head=True).user == second
    report()
    Case.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    escalate()
    assert Message.objects.get(key__startswith="case-due:").recipient == second.email
    stranger = officer("directorate", parks())
    answer = client.post(HEADS, {"mudurluk": works().pk, "kisi": stranger.pk}, follow=True)
    assert "müdürlüğünde çalışmıyor" in answer.content.decode()
    assert Workplace.objects.get(is_head=True).user == second
    client.post(HEADS, {"mudurluk": works().pk, "kisi": ""})
    assert not Workplace.objects.filter(is_head=True).exists()
    assert AuditEntry.objects.filter(kind="directorate_head_named").count() == 2


def test_a_second_head_is_refused_in_words_where_work_places_are_kept():
    officer("directorate", works(), is_head=True)
    other = officer("directorate", works())
    client = signed_in(officer("administrator"))
    place = Workplace.objects.get(user=other)
    values = {"user": other.pk, "directorate": works().pk, "is_head": "on"}
    answer = client.post(f"/yonetim/gorev-yerleri/edit/{place.pk}/", values)
    assert "sorumlusu zaten var" in answer.content.decode()


def test_the_screen_says_where_news_go_and_what_was_sent_of_each_entry(client):
    made = report(contact_phone="", contact_email="ayse@example.org")
    nobody = report(contact_phone="", contact_email="", applicant_name="A", applicant_address="B")
    step(client, made, "yanit", text="Ekip yarın gelecek.", key="")
    page = client.get(f"/yonetim/basvurular/{made.case.reference}/")
    assert page.context["contact"].told_at == ("a***@example.org",)
    sent = {line.entry.kind: len(line.letters) for line in page.context["lines"]}
    assert sent["filed"] == 1
    assert "E-posta: Bekliyor" in page.content.decode()
    other = client.get(f"/yonetim/basvurular/{nobody.case.reference}/").content.decode()
    assert "vatandaşa başka yoldan bildirin" in other


def test_the_letter_of_a_message_is_shown_in_the_form_it_goes_out_in(client, settings):
    settings.SMS_ADAPTER = "outbox.sms.printing"
    made = report(contact_phone="+905321234567", contact_email="")
    seen = step(client, made, "yanit", text="Ekip yarın gelecek.", key=made.public_id, onizle="1")
    letter = seen.context["letter"]
    assert (letter.by_mail, letter.by_sms) == (False, True)
    assert letter.recipients == ("0532 *** ** 67",)
    assert made.case.timeline.filter(kind="message").count() == 0
