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
from tests.factories.site import home_page
from tests.factories.staff import signed_in

MONDAY = datetime(2026, 3, 16, 9, tzinfo=ZoneInfo("Europe/Istanbul"))


@pytest.fixture(autouse=True)
def site(db):
    return home_page()


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


@pytest.mark.parametrize(
    "days",
    [
        {"ilk": "0001-01-01", "son": "0001-01-02"},
        {"ilk": "9999-12-30", "son": "9999-12-31"},
        {"ilk": "1899-12-31", "son": "1900-01-01"},
    ],
)
@pytest.mark.parametrize("more", [{}, {"bicim": "xlsx"}])
def test_days_at_the_ends_of_the_calendar_are_refused_with_words(days, more):
    report()
    client = signed_in(officer("solution_centre"))
    page = client.get("/yonetim/basvurular/rakamlar/", {**days, **more})
    assert page.context["form"].errors["ilk"]
    assert page.context["total"].came == 1


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
