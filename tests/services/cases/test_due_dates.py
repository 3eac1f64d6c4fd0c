import dataclasses
import threading
from datetime import date, timedelta

import pytest
from django.db import connection

from outbox.channels import letter_of
from outbox.models import Message
from services.cases import kinds
from services.cases.actions import ExtensionRefused, assign, extend_due
from services.cases.deadlines import INFORMATION_EXTENDED, PRIVACY
from services.cases.escalation import escalate
from services.cases.kinds import By, problems_of
from services.cases.models import Alarm, EntryKind, Stage, Workplace
from services.cases.queries import told_timeline
from services.cases.verification import findings
from tests.factories.cases import FRIDAY, asked, filed, moved, solved
from tests.factories.citizens import account
from tests.factories.site import directorate, home_page

DUE = date(2026, 4, 6)  # 15 working days after FRIDAY, with a feast in between


@pytest.fixture(autouse=True)
def site(db):
    return home_page()


@pytest.fixture
def roads(db):
    place = directorate("Fen İşleri Müdürlüğü")
    head = account("mudur", is_staff=True)
    Workplace.objects.create(user=head, directorate=place, is_head=True)
    return place


@pytest.fixture
def extendable(trial, monkeypatch):
    kind = dataclasses.replace(trial, extension=INFORMATION_EXTENDED)
    monkeypatch.setattr(kinds, "_kinds", {"DN": kind})
    return kind


def letters():
    found = Message.objects.filter(key__startswith="case-due:").order_by("created_at", "pk")
    return [letter_of(message) for message in found]


def of(place, **fields):
    return assign(case=filed(now=FRIDAY, **fields), directorate=place)


def test_the_head_is_written_to_before_and_after_the_day_once_each(trial, roads):
    case = of(roads, title="Gizli başlık", text="Gizli")
    assert escalate(today=DUE - timedelta(days=4)) == 0
    for _run in range(3):
        escalate(today=DUE - timedelta(days=3))
    escalate(today=DUE)
    for _run in range(3):
        escalate(today=DUE + timedelta(days=1))
    soon, late = letters()
    assert {soon.recipient, late.recipient} == {"mudur@example.org"}
    assert soon.subject == "Yanıt süreleri: 0 gecikti, 1 yaklaşıyor"
    assert late.subject == "Yanıt süreleri: 1 gecikti, 0 yaklaşıyor"
    assert str(case) in soon.text
    assert "6 Nisan 2026" in soon.text
    assert "Gizli" not in soon.text + late.text
    stages = Alarm.objects.order_by("at").values_list("stage", flat=True)
    assert list(stages) == [Stage.SOON, Stage.LATE]


def test_a_directorate_gets_one_letter_for_all_its_cases(trial, roads):
    parks = directorate("Park ve Bahçeler Müdürlüğü")
    parks.email = "park@example.org"
    parks.save()
    for _number in range(35):
        of(roads)
    of(parks)
    assert escalate(today=DUE) == 2
    by_address = {letter.recipient: letter.text for letter in letters()}
    assert by_address["mudur@example.org"].count("DN-26-") == 30
    assert "ve 5 başvuru daha" in by_address["mudur@example.org"]
    assert by_address["park@example.org"].count("DN-26-") == 1


def test_what_waits_for_the_citizen_is_closed_or_not_due_alarms_nobody(trial, roads):
    asked(of(roads), now=FRIDAY)
    solved(of(roads), now=FRIDAY)
    assert escalate(today=DUE + timedelta(days=9)) == 0


def test_the_queries_of_a_run_do_not_grow_with_the_cases(
    trial, roads, django_assert_max_num_queries
):
    for _number in range(12):
        of(roads)
    with django_assert_max_num_queries(19):
        escalate(today=DUE)


@pytest.mark.django_db(transaction=True)
def test_ten_processes_write_one_letter(transactional_db, trial):
    place = directorate("Fen İşleri Müdürlüğü")
    place.email = "fen@example.org"
    place.save()
    of(place)

    def run():
        try:
            escalate(today=DUE)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(letters()) == 1


def test_an_information_request_is_extended_to_thirty_working_days_and_the_citizen_told(
    extendable,
):
    case = filed(now=FRIDAY, contact_email="deneme@example.org")
    officer = account("memur")
    case = extend_due(case=case, reason="Görüş istenmiştir.", author=officer, now=FRIDAY)
    # The domain's worked example for 30 working days: one holiday (23 April) in the second half.
    assert case.due_on == date(2026, 4, 28)
    assert case.due_source == INFORMATION_EXTENDED.source
    letter = letter_of(Message.objects.order_by("-created_at", "-pk").first())
    assert "Yanıt süremiz uzatıldı." in letter.text
    assert "Görüş istenmiştir." in letter.text
    assert "28 Nisan 2026" in letter.text
    assert told_timeline(case, "Belediye")[0].title == "Yanıt süremiz uzatıldı."
    assert list(findings()) == []


def test_the_extension_counts_on_from_a_wait_for_the_citizen(extendable):
    case = asked(filed(now=FRIDAY), now=FRIDAY)
    case = moved(case, ("working", By.CITIZEN), now=FRIDAY + timedelta(days=3))
    plain = filed(now=FRIDAY)
    waited = extend_due(case=case, reason="x", author=None, now=FRIDAY).due_on
    assert waited > extend_due(case=plain, reason="x", author=None, now=FRIDAY).due_on


@pytest.mark.parametrize(
    ("why", "fields"),
    [
        ("reason", {"reason": "  "}),
        ("late", {"now": FRIDAY + timedelta(days=40)}),
    ],
)
def test_it_is_not_extended_without_a_reason_or_after_the_day(extendable, why, fields):
    given = {"reason": "Görüş", "author": None, "now": FRIDAY} | fields
    with pytest.raises(ExtensionRefused) as caught:
        extend_due(case=filed(now=FRIDAY), **given)
    assert caught.value.why == why


def test_it_is_extended_once_while_open_and_only_where_the_law_has_a_longer_term(
    extendable, monkeypatch
):
    case = filed(now=FRIDAY)
    extend_due(case=case, reason="Görüş", author=None, now=FRIDAY)
    closed = solved(filed(now=FRIDAY), now=FRIDAY)
    other = filed(now=FRIDAY)
    refused = []
    for one in (case, closed):
        with pytest.raises(ExtensionRefused) as caught:
            extend_due(case=one, reason="Görüş", author=None, now=FRIDAY)
        refused.append(caught.value.why)
    monkeypatch.setattr(kinds, "_kinds", {"DN": dataclasses.replace(extendable, extension=None)})
    with pytest.raises(ExtensionRefused) as caught:
        extend_due(case=other, reason="Görüş", author=None, now=FRIDAY)
    assert [*refused, caught.value.why] == ["again", "closed", "unknown"]
    assert case.timeline.filter(kind=EntryKind.DUE).count() == 1


def test_an_extension_that_is_no_longer_or_counted_otherwise_stops_the_start(trial):
    for wrong in (PRIVACY, trial.term):
        found = list(problems_of(dataclasses.replace(trial, extension=wrong)))
        assert found == ["the extension must be longer than the term and counted like it"]


def test_a_new_day_after_an_extension_is_a_new_matter(extendable, roads):
    case = of(roads)
    escalate(today=DUE)
    extend_due(case=case, reason="Görüş", author=None, now=FRIDAY)
    assert escalate(today=DUE + timedelta(days=1)) == 0
    assert escalate(today=date(2026, 4, 27)) == 1
