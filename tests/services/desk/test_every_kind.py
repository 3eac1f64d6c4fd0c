"""Cases of every kind stand at the desk: here one no part of the desk has ever heard of."""

import dataclasses
import uuid
from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.audit.models import Entry as AuditEntry
from outbox.models import Message
from services.cases import kinds
from services.cases.access import visible_to
from services.cases.actions import assign
from services.cases.kinds import By
from services.cases.models import Case
from services.desk import screens
from services.desk.actions.working import give
from services.desk.digest import send_digests
from services.desk.steps import GENERAL, OF_REPORTS
from services.requests.models import Report
from tests.factories.casedesk import officer, parks, works
from tests.factories.cases import filed, kept, moved
from tests.factories.reports import report
from tests.factories.site import home_page
from tests.factories.staff import signed_in, staff

QUEUE = "/yonetim/basvurular/"
MONDAY = datetime(2026, 3, 16, 9, tzinfo=ZoneInfo("Europe/Istanbul"))


@pytest.fixture(autouse=True)
def site(trial):
    return home_page()


def other(place=None, due=None, **fields):
    """Return a case of the trial kind, with a directorate."""
    case = filed(**{"contact_email": "ayse@example.org", "text": "Anlatıyorum."} | fields)
    case = assign(case=case, directorate=place or works())
    if due is not None:
        day = timezone.localdate() + timedelta(days=due)
        Case.objects.filter(pk=case.pk).update(due_on=day)
    return case


def dated(days, **fields):
    made = report(**fields)
    day = timezone.localdate() + timedelta(days=days)
    Report.objects.filter(pk=made.pk).update(promised_on=day)
    return made


def titles(client, **query):
    return [row.case.title for row in client.get(QUEUE, query).context["page"].rows]


def page_of(case):
    return f"{QUEUE}{case.reference}/"


def step(client, case, name, **values):
    return client.post(f"{page_of(case)}adim/{name}/", values, follow=True)


def offered(client, case):
    return [one.name for one in client.get(page_of(case)).context["steps"]]


def test_reports_and_other_kinds_stand_in_one_list_by_the_day_that_counts():
    dated(4, title="Çukur, sonra")
    dated(-2, title="Çukur, geç")
    other(due=1, title="İtiraz, yarın")
    other(due=-5, title="İtiraz, çok geç")
    client = signed_in(officer("solution_centre"))
    assert titles(client) == ["İtiraz, çok geç", "Çukur, geç", "İtiraz, yarın", "Çukur, sonra"]
    assert titles(client, sirala="yeni") == [
        "İtiraz, çok geç",
        "İtiraz, yarın",
        "Çukur, geç",
        "Çukur, sonra",
    ]
    html = client.get(QUEUE).content.decode()
    for words in ("Deneme", "5 gün geçti", "Alındı"):
        assert words in html, words


def test_an_urgent_report_comes_before_what_has_no_priority():
    other(due=0, title="İtiraz")
    made = dated(9, title="Acil çukur")
    Report.objects.filter(pk=made.pk).update(priority=4)
    client = signed_in(officer("solution_centre"))
    assert titles(client, sirala="oncelik") == ["Acil çukur", "İtiraz"]


def test_pages_of_the_merged_list_hold_each_case_once(monkeypatch):
    from services.desk.queries import whole
    from services.desk.queries.others import wanted_others
    from services.desk.queries.queue import wanted_reports

    for number in range(7):
        dated(number % 3, title=f"Çukur {number}", street=f"Sokak {number}")
        other(due=number % 3, title=f"İtiraz {number}")
    user = officer("solution_centre")
    for order in ("sure", "oncelik", "yeni", "eski"):
        found = []
        for number in range(1, 5):
            wanted = {"sirala": order}
            page = whole.page_of(
                wanted_reports(user, [], wanted), wanted_others(user, [], wanted), order, number, 4
            )
            found += [row.reference for row in page.rows]
        assert (page.total, page.pages, len(found), len(set(found))) == (14, 4, 14, 14), order


def test_the_merged_queue_asks_as_many_queries_for_eight_cases_as_for_two():
    person = officer("directorate", works())
    client = signed_in(person)
    client.get(QUEUE)
    counts = []
    for _round in range(2):
        for _number in range(2):
            give(case=other(), person=person, author=person)
            give(case=report().case, person=person, author=person)
        with CaptureQueriesContext(connection) as asked:
            client.get(QUEUE)
        tables = ("cases_", "requests_", "casedesk_", "reference_")
        own = [one for one in asked if any(f'FROM "{table}' in one["sql"] for table in tables)]
        counts.append(len(own))
    assert counts[0] == counts[1] <= 12


def test_filters_know_the_kind_its_statuses_and_what_only_reports_have():
    dated(1, title="Çukur")
    first, second = other(title="İtiraz"), other(title="Soruldu")
    moved(second, ("working", By.STAFF), ("asked", By.STAFF))
    client = signed_in(officer("solution_centre"))
    assert sorted(titles(client, tur="DN")) == ["Soruldu", "İtiraz"]
    assert titles(client, tur="CM") == ["Çukur"]
    assert titles(client, tur="BE") == []
    assert titles(client, tur="DN", durum="asked") == ["Soruldu"]
    assert titles(client, durum="bekleyen") == ["Soruldu"]
    assert titles(client, oncelik=2) == ["Çukur"]
    assert titles(client, ara="itirazı") == ["İtiraz"]
    assert titles(client, ara=str(first.reference)) == ["İtiraz"]
    assert len(titles(client, tur="<b>")) == 3


def test_the_screen_shows_what_was_given_and_the_steps_its_changes_allow(monkeypatch):
    shown = dataclasses.replace(kinds.kind_of("DN"), shown=lambda case: [("Tahakkuk", "2026/17")])
    monkeypatch.setitem(kinds._kinds, "DN", shown)
    case, client = other(), signed_in(officer("directorate", works()))
    html = client.get(page_of(case)).content.decode()
    for words in ("Anlatıyorum.", "Tahakkuk", "2026/17", "Deneme", "4982"):
        assert words in html, words
    assert "ayse@example.org" not in html
    assert offered(client, case) == [
        "yanit",
        "durum",
        "not",
        "ver",
        "havale",
        "kurum",
        "yeni-baglanti",
    ]
    step(client, case, "durum", after="working")
    assert "soru" in offered(client, case)
    assert "kapat" in offered(client, case)


def test_it_is_asked_answered_and_closed_by_its_own_statuses_with_its_letters():
    key = uuid.uuid4()
    case, client = other(), signed_in(officer("directorate", works()))
    step(client, case, "durum", after="working")
    step(client, case, "soru", text="Hangi yıl?")
    case.refresh_from_db()
    assert (case.status, case.phase) == ("asked", "waiting")
    moved(case, ("working", By.CITIZEN))
    refused = step(client, case, "kapat", after="solved", text="", key=key)
    assert refused.status_code == 422
    seen = step(client, case, "kapat", after="solved", text="Düzeltildi.", key=key, onizle="1")
    assert "Düzeltildi." in seen.context["letter"].text
    step(client, case, "kapat", after="solved", text="Düzeltildi.", key=key)
    case.refresh_from_db()
    assert (case.status, case.was_in_time) == ("solved", True)
    letter = Message.objects.filter(owner=f"case:{case.pk}").order_by("-created_at").first()
    assert letter.content.subject == seen.context["letter"].subject


def test_steps_of_reports_are_not_there_for_it():
    case, client = other(), signed_in(officer("solution_centre"))
    alone = {one.name for one in OF_REPORTS} - {one.name for one in GENERAL}
    assert alone == {"duzelt", "yayin", "bol", "birlestir", "ayir"}
    for name in alone:
        assert step(client, case, name, text="x").status_code == 404
    file = kept(key=uuid.uuid4())
    assert client.get(f"{page_of(case)}foto/{file.public_id}/").status_code == 404


def test_a_kind_may_add_to_its_screen(monkeypatch):
    from services.desk.steps.answering import NoteStep

    class DecideStep(NoteStep):
        name, label = "karar", "Karar ver"

    def context(case):
        return {"given": [("Borç", "120,00 TL")]}

    screen = screens.Screen(steps=(*GENERAL, DecideStep), context=context)
    monkeypatch.setitem(screens._screens, "DN", screen)
    case, client = other(), signed_in(officer("directorate", works()))
    html = client.get(page_of(case)).content.decode()
    assert "120,00 TL" in html
    assert "Karar ver" in html
    step(client, case, "karar", text="Kabul", key=uuid.uuid4())
    assert case.timeline.filter(kind="note", text="Kabul").exists()


def test_a_directorate_sees_its_own_and_of_others_nothing_at_all():
    mine, theirs = other(title="Bizim"), other(place=parks(), title="Onların")
    nobodys = filed(title="Sahipsiz")
    person = officer("directorate", works())
    client = signed_in(person)
    assert titles(client) == titles(client, kim="hepsi") == ["Bizim"]
    assert client.get(page_of(mine)).status_code == 200
    for case in (theirs, nobodys):
        assert client.get(page_of(case)).status_code == 404
        for name in ("not", "yanit", "durum", "havale"):
            assert step(client, case, name, text="x").status_code == 404
        assert client.post(f"{page_of(case)}iletisim/", {"neden": "merak"}).status_code == 404
    bulk = {"secili": [theirs.pk, nobodys.pk], "islem": "durum", "durum": "working"}
    client.post(reverse("casedesk_bulk"), {**bulk, "sorgu": "tur=DN"})
    theirs.refresh_from_db()
    assert theirs.status == "received"
    sheet = load_workbook(BytesIO(client.get(f"{QUEUE}liste.xlsx").content)).active
    assert [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["Bizim"]
    assert set(visible_to(person)) == {mine}
    everything = titles(signed_in(officer("solution_centre")))
    assert sorted(everything) == ["Bizim", "Onların", "Sahipsiz"]


@pytest.mark.parametrize("role", ["field_crew", "call_centre", "editor"])
def test_who_has_no_right_to_cases_sees_none_of_any_kind(role):
    case, client = other(), signed_in(officer(role, works()))
    assert client.get(page_of(case)).status_code != 200
    assert client.get(QUEUE).status_code != 200


def test_a_kind_with_a_permission_of_its_own_is_hidden_even_from_who_sees_all(monkeypatch):
    case = other(title="Gizli")
    guarded = dataclasses.replace(kinds.kind_of("DN"), permission="casedesk.moderate_cases")
    monkeypatch.setitem(kinds._kinds, "DN", guarded)
    without = signed_in(officer("directorate", works()))
    assert titles(without) == []
    assert without.get(page_of(case)).status_code == 404
    assert step(without, case, "not", text="x").status_code == 404
    assert "Deneme" not in without.get(QUEUE).content.decode()
    viewer = staff("editor", "hepsini-goren")
    from django.contrib.auth.models import Permission

    viewer.user_permissions.add(*Permission.objects.filter(codename__endswith="_all_cases"))
    assert titles(signed_in(viewer)) == []
    assert titles(signed_in(officer("solution_centre"))) == ["Gizli"]


def test_a_look_and_the_contact_stand_in_the_audit_log():
    case, client = other(), signed_in(officer("directorate", works()))
    client.get(page_of(case))
    assert AuditEntry.objects.get(kind="case_viewed").about == f"cases.case:{case.pk}"
    shown = client.post(f"{page_of(case)}iletisim/", {"neden": "Belgeyi soracağım"})
    assert "ayse@example.org" in shown.content.decode()
    assert AuditEntry.objects.get(kind="case_contact_shown").reason == "Belgeyi soracağım"


def test_many_at_once_take_the_statuses_of_the_kind_that_is_shown():
    person = officer("directorate", works())
    first, second, hole = other(), other(), report()
    client = signed_in(officer("solution_centre"))
    keys = [first.pk, second.pk]
    assert "İşlemde" in client.get(QUEUE, {"tur": "DN"}).content.decode()
    sent = {"secili": keys, "sorgu": "tur=DN", "islem": "durum", "durum": "working"}
    client.post(reverse("casedesk_bulk"), sent)
    client.post(reverse("casedesk_bulk"), {"secili": keys, "islem": "kisi", "kisi": person.pk})
    for case in (first, second):
        found = Case.objects.select_related("work").get(pk=case.pk)
        assert (found.status, found.work.assignee) == ("working", person)
    both = {"secili": [first.pk, hole.case_id], "islem": "oncelik", "oncelik": 4}
    answer = client.post(reverse("casedesk_bulk"), both, follow=True).content.decode()
    assert "Yalnız bildirimlerin önceliği vardır." in answer
    hole.refresh_from_db()
    assert hole.priority == 4


def test_figures_and_the_morning_letter_count_it():
    head = officer("directorate", works(), is_head=True)
    other(due=-1)
    moved(other(), ("working", By.STAFF), ("solved", By.STAFF))
    page = signed_in(head).get(f"{QUEUE}rakamlar/")
    line = page.context["kinds"][0]
    assert (line.label, line.came, line.went, line.is_open, line.is_late) == ("Deneme", 2, 1, 1, 1)
    assert (line.with_day, line.kept) == (1, 1)
    Case.objects.update(due_on=MONDAY.date() - timedelta(days=1))
    assert send_digests(MONDAY) == 1
    message = Message.objects.get(key__startswith="desk-digest:")
    assert "1 açık, 1 geciken" in message.content.subject
