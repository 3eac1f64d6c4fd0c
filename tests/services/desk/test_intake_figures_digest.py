import uuid
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from outbox.models import Message
from services.desk.digest import send_digests
from services.desk.queries.figures import figures, whole
from services.requests.actions import close_report
from services.requests.models import Report
from tests.factories.casedesk import officer, parks, works
from tests.factories.reports import report, topic
from tests.factories.site import home_page, neighbourhood
from tests.factories.staff import signed_in

INTAKE = "/yonetim/basvurular/adina-kayit/"
MONDAY = datetime(2026, 3, 16, 9, tzinfo=ZoneInfo("Europe/Istanbul"))


@pytest.fixture(autouse=True)
def site(db):
    return home_page()


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


def closed(now, days, **fields):
    made = report(now, **fields)
    return close_report(
        report=made,
        after="solved",
        reason="fixed",
        text="Bitti",
        author=None,
        evidence="Görüldü",
        now=now + timedelta(days=days),
    )


# The feast of 20 March 2026 is no working day.
def test_figures_count_what_came_what_went_and_what_was_kept():
    closed(MONDAY, 2)
    closed(MONDAY, 4, street="B")
    closed(MONDAY, 30, street="C")
    report(MONDAY, street="D")
    report(MONDAY, category=topic("park", "Park", route_to=parks()))
    rows = figures(Report.objects.all(), "konu", date(2026, 3, 1), date(2026, 4, 30))
    first = rows[0]
    assert (first.label, first.came, first.went, first.is_open) == ("Çukur ve bozuk yol", 4, 3, 1)
    assert (first.median_days, first.with_day, first.kept) == (3.0, 3, 2)
    total = whole(rows, "Hepsi")
    assert (total.came, total.went, total.is_open, total.is_late) == (5, 3, 2, 2)


def test_figures_of_a_directorate_hold_its_own_cases_alone():
    report()
    report(category=topic("park", "Park", route_to=parks()))
    client = signed_in(officer("directorate", works()))
    page = client.get("/yonetim/basvurular/rakamlar/", {"gore": "mudurluk"})
    assert [row.label for row in page.context["rows"]] == [works().name]
    strange = client.get("/yonetim/basvurular/rakamlar/", {"ilk": "2026-13-01", "gore": "x"})
    assert strange.context["total"].came == 1


def test_the_head_is_written_to_once_a_working_day_with_what_is_late():
    head = officer("directorate", works(), is_head=True)
    officer("directorate", parks(), is_head=True)
    officer("directorate", works())
    late, fine = report(), report(street="B")
    Report.objects.filter(pk=late.pk).update(promised_on=MONDAY.date() - timedelta(days=1))
    Report.objects.filter(pk=fine.pk).update(promised_on=MONDAY.date() + timedelta(days=2))
    assert send_digests(MONDAY) == 1
    assert send_digests(MONDAY + timedelta(hours=3)) == 0
    message = Message.objects.get(key__startswith="desk-digest:")
    assert message.recipient == head.email
    assert "2 açık, 1 geciken" in message.content.subject
    assert send_digests(MONDAY + timedelta(days=1)) == 1


def test_nobody_is_written_to_at_night_at_the_weekend_and_on_holidays():
    officer("directorate", works(), is_head=True)
    report()
    holiday = datetime(2026, 4, 23, 9, tzinfo=MONDAY.tzinfo)
    for moment in (MONDAY.replace(hour=7), MONDAY - timedelta(days=1), holiday):
        assert send_digests(moment) == 0
    assert timezone.is_aware(MONDAY)
