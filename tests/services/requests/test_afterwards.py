"""What happens by itself: news to who joined, the question two weeks after closing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from outbox.channels import letter_of
from outbox.models import Message
from services.cases.actions import change_status
from services.cases.kinds import By
from services.requests.actions import join_report
from services.requests.letters import asked_token, leave_token
from services.requests.models import Join
from services.requests.tasks import ask_after_closing, tell_who_joined
from tests.factories import people, reports
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
URL = "/e-belediye/cozum-merkezi/"


@pytest.fixture(autouse=True)
def town(settings):
    home_page()
    settings.SMS_ADAPTER = "outbox.local.LocalSms"


def solved(days_ago: int = 15, **fields):
    """Return the case of a report that was solved so many days ago."""
    now = timezone.now()
    fields = {"contact_phone": "", "contact_email": "ayse@example.org", **fields}
    made = reports.report(now - timedelta(days=days_ago + 5), **fields)
    return change_status(
        case=made.case,
        after="solved",
        by=By.STAFF,
        text="Yapıldı.",
        now=now - timedelta(days=days_ago),
    )


def test_who_joined_hears_once_of_the_newest_change_and_nothing_of_the_sender():
    made = reports.public_report(applicant_name="Ayşe ÖRNEK")
    join_report(report=made, email="ali@example.org")
    assert tell_who_joined() == 0
    change_status(case=made.case, after="in_review", by=By.STAFF)
    change_status(case=made.case, after="in_progress", by=By.STAFF)
    assert (tell_who_joined(), tell_who_joined()) == (1, 0)
    letter = people.last_letter("ali@example.org")
    assert "İşlemde" in letter
    assert f"{URL}bildirimler/{made.pk}/" in letter
    assert "Ayşe" not in letter
    assert str(made.case.reference) not in letter


def test_a_note_of_the_desk_is_told_to_nobody():
    from services.cases.actions import write_note
    from tests.factories.staff import staff

    made = reports.public_report()
    join_report(report=made, email="ali@example.org")
    write_note(case=made.case, text="İç not", author=staff("editor"))
    assert tell_who_joined() == 0
    assert not Message.objects.filter(recipient="ali@example.org").exists()


def test_two_weeks_after_closing_the_question_is_asked_once():
    solved(13, contact_email="erken@example.org")
    solved(15)
    solved(40, contact_email="gec@example.org")
    assert (ask_after_closing(), ask_after_closing()) == (1, 0)
    row = Message.objects.filter(recipient="ayse@example.org").order_by("created_at").last()
    assert "/memnuniyet/" in letter_of(row).text


def test_opening_the_link_changes_nothing_and_a_press_rates():
    case = solved()
    address = f"{URL}memnuniyet/{asked_token(case)}/"
    entries = case.timeline.count()
    Client().get(address)
    Client().head(address)
    assert case.timeline.count() == entries
    answer = Client().post(address, {"cevap": "cozuldu"})
    assert answer["Referrer-Policy"] == "no-referrer"
    assert case.timeline.last().data["score"] == 5
    Client().post(address, {"cevap": "cozuldu"})
    assert case.timeline.count() == entries + 1


def test_not_solved_needs_a_sentence_and_opens_the_case_even_after_fourteen_days():
    case = solved()
    address = f"{URL}memnuniyet/{asked_token(case)}/"
    assert Client().post(address, {"cevap": "cozulmedi"}).status_code == 400
    case.refresh_from_db()
    assert case.status == "solved"
    Client().post(address, {"cevap": "cozulmedi", "text": "Çukur yine açıldı."})
    case.refresh_from_db()
    assert case.status == "in_review"
    assert case.timeline.filter(text="Çukur yine açıldı.").exists()
    # the link is over with the case that was closed
    html = Client().get(address).content.decode()
    assert "textarea" not in html


@pytest.mark.parametrize("token", ["x", "a:b:c", "%00", "ş"])
def test_a_made_up_link_opens_nothing(token):
    case = solved()
    answer = Client().post(f"{URL}memnuniyet/{token}/", {"cevap": "cozuldu"})
    assert answer.status_code in {200, 404}
    assert case.timeline.last().kind == "status"


def test_who_joined_leaves_by_the_letter_and_a_mail_scanner_does_not_leave_for_them():
    made = reports.public_report()
    join_report(report=made, email="ali@example.org")
    address = f"{URL}ayril/{leave_token(Join.objects.get())}/"
    Client().get(address)
    assert Join.objects.count() == 1
    Client().post(address)
    assert Join.objects.count() == 0
    made.refresh_from_db()
    assert made.joined == 0
