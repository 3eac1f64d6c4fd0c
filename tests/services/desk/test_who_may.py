"""Rows and rights: a directorate sees its own, each right opens its own pages and no other."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from accounts.audit.models import Entry as AuditEntry
from services.cases.access import visible_to
from services.desk import rights
from services.desk.actions.working import give
from services.requests.models import Report
from tests.factories.casedesk import officer, parks, works
from tests.factories.cases import kept
from tests.factories.reports import report, topic
from tests.factories.site import home_page
from tests.factories.staff import signed_in, staff

ROLES = ("solution_centre", "directorate", "field_crew", "call_centre", "editor", "administrator")
QUEUE = "/yonetim/basvurular/"
# Who may open which page.
PAGES = {
    QUEUE: {"solution_centre", "directorate", "administrator"},
    f"{QUEUE}harita/": {"solution_centre", "directorate", "administrator"},
    f"{QUEUE}rakamlar/": {"solution_centre", "directorate", "administrator"},
    f"{QUEUE}liste.xlsx": {"solution_centre", "directorate", "administrator"},
    f"{QUEUE}adina-kayit/": {"solution_centre", "call_centre", "administrator"},
    f"{QUEUE}kurallari-dene/": {"administrator"},
    "/yonetim/saha-isleri/": {"field_crew", "administrator"},
    "/yonetim/basvuru-kurallari/": {"administrator"},
    "/yonetim/hazir-yanitlar/": {"administrator"},
    "/yonetim/gorev-yerleri/": {"administrator"},
}


@pytest.fixture(autouse=True)
def site(db):
    return home_page()


def page_of(made):
    return f"{QUEUE}{made.case.reference}/"


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_its_pages_and_no_other(role):
    client = signed_in(officer(role, works()))
    opened = {path for path in PAGES if client.get(path).status_code == 200}
    assert opened == {path for path, roles in PAGES.items() if role in roles}


def test_nobody_without_an_account_sees_anything():
    made = report()
    client = Client()
    for path in (*PAGES, page_of(made)):
        answer = client.get(path)
        assert answer.status_code == 302, path
        assert "login" in answer["Location"], path


@pytest.mark.parametrize("role", ROLES)
def test_the_desk_shows_the_same_rows_as_the_rule_of_cases(role):
    report()
    report(category=topic("park", "Park", route_to=parks()))
    user = officer(role, works())
    by_rule = set(visible_to(user).values_list("pk", flat=True))
    shown = rights.reports_for(user, rights.places_of(user)).values_list("case", flat=True)
    assert set(shown) == by_rule


def test_a_case_of_another_directorate_is_as_if_it_were_not_there():
    theirs = report(category=topic("park", "Park", route_to=parks()))
    kept_file = kept(key=uuid.uuid4())
    client = signed_in(officer("directorate", works()))
    gone = client.get(f"{QUEUE}CM-26-00099-A/").status_code
    assert client.get(page_of(theirs)).status_code == gone == 404
    for name in ("yanit", "not", "kapat", "durum", "havale", "yok"):
        assert client.post(f"{page_of(theirs)}adim/{name}/", {"text": "x"}).status_code == 404
    assert client.post(f"{page_of(theirs)}iletisim/", {"neden": "merak ettim"}).status_code == 404
    assert client.get(f"{page_of(theirs)}dosya/{kept_file.public_id}/").status_code == 404
    client.post(
        reverse("casedesk_bulk"), {"secili": [theirs.case_id], "islem": "oncelik", "oncelik": 4}
    )
    theirs.refresh_from_db()
    assert theirs.priority == 2
    assert theirs.case.timeline.filter(text__in=["x", "merak ettim"]).count() == 0


def test_a_directorate_cannot_merge_into_a_case_it_does_not_see():
    mine, theirs = report(), report(category=topic("park", "Park", route_to=parks()))
    client = signed_in(officer("directorate", works()))
    client.post(f"{page_of(mine)}adim/birlestir/", {"reference": str(theirs.case.reference)})
    mine.refresh_from_db()
    assert (mine.merged_into, mine.status) == (None, "received")


def test_seeing_without_the_right_to_work_offers_no_step_and_takes_none():
    made = report()
    user = staff("editor", "bakan")
    from django.contrib.auth.models import Permission

    user.user_permissions.add(
        *Permission.objects.filter(
            content_type__app_label="cases", codename__in=["view_case", "view_all_cases"]
        )
    )
    client = signed_in(user)
    page = client.get(page_of(made))
    assert page.context["steps"] == []
    assert made.case.title in page.content.decode()
    assert client.post(f"{page_of(made)}adim/not/", {"text": "x"}).status_code == 404
    assert client.post(reverse("casedesk_bulk"), {"secili": [made.case_id]}).status_code != 200
    assert made.case.timeline.filter(kind="note").count() == 0


def test_a_directorate_decides_about_nothing_public():
    made = report()
    client = signed_in(officer("directorate", works()))
    assert "yayin" not in [one.name for one in client.get(page_of(made)).context["steps"]]
    client.post(f"{page_of(made)}adim/yayin/", {"state": "public", "public_text": "Evet"})
    made.refresh_from_db()
    assert made.public_state == "waiting"


def test_a_crew_sees_the_jobs_in_its_hands_and_no_other():
    crew, other = officer("field_crew", works()), officer("field_crew", works())
    mine, theirs = report(title="Benim işim"), report(title="Onun işi")
    give(case=mine.case, person=crew, author=None)
    give(case=theirs.case, person=other, author=None)
    client = signed_in(crew)
    html = client.get("/yonetim/saha-isleri/").content.decode()
    assert "Benim işim" in html
    assert "Onun işi" not in html
    for path in ("bitir", "basla"):
        address = f"/yonetim/saha-isleri/{theirs.case.reference}/{path}/"
        assert client.post(address, {"text": "x", "key": uuid.uuid4()}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.status == "received"
    assert client.get(page_of(mine)).status_code != 200


def test_the_call_centre_reads_no_case_not_even_one_it_has_written_down_for_another():
    made = report()
    caller = signed_in(officer("call_centre"))
    assert (
        made.case.title
        not in caller.get(
            f"{QUEUE}adina-kayit/", {"yazildi": str(made.case.reference)}
        ).content.decode()
    )
    assert (
        str(made.case.reference)
        not in caller.get(
            f"{QUEUE}adina-kayit/", {"yazildi": str(made.case.reference)}
        ).content.decode()
    )


def test_looking_at_a_case_stands_in_the_audit_log_once_for_a_while():
    made = report()
    user = officer("directorate", works())
    client = signed_in(user)
    client.get(page_of(made))
    client.get(page_of(made))
    entry = AuditEntry.objects.get(kind="case_viewed")
    assert (entry.actor, entry.about) == (user.public_id, f"cases.case:{made.case_id}")


def test_an_export_stands_in_the_audit_log_and_holds_only_what_is_seen():
    from io import BytesIO

    from openpyxl import load_workbook

    mine = report(title="=HYPERLINK(1)\x0b\ufffe", street="Örnek \uffffSokak")
    report(title="Park işi", category=topic("park", "Park", route_to=parks()))
    client = signed_in(officer("directorate", works()))
    answer = client.get(f"{QUEUE}liste.xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[:2] for row in rows] == [(str(mine.case.reference), "'=HYPERLINK(1)")]
    assert rows[0][4] == "Örnek Sokak"
    assert AuditEntry.objects.get(kind="cases_exported").details["count"] == 1
    assert Report.objects.count() == 2
