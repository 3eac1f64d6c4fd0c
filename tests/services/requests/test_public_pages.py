"""What everybody reads: never more than was made public."""

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.reference.models import Neighbourhood
from services.cases.actions import change_status
from services.cases.kinds import By
from services.desk.clock import TARGET
from services.requests.actions import close_report, merge_reports, moderate_report
from services.requests.models import Join, Report
from services.requests.queries.public import public_reports
from tests.factories import people, reports
from tests.factories.site import home_page, neighbourhood
from tests.factories.staff import staff

pytestmark = pytest.mark.django_db
URL = "/e-belediye/cozum-merkezi/bildirimler/"


@pytest.fixture(autouse=True)
def town(settings):
    home_page()
    settings.SMS_ADAPTER = "outbox.local.LocalSms"


@pytest.fixture
def four():
    """A public, a waiting, a private and a refused report."""
    public = reports.public_report(public_text="Herkese açık sözler")
    waiting = reports.report(public_text="Bekleyen sözler", text="Gizli bir")
    private = reports.report(public_text="", text="Gizli iki")
    refused = reports.report(public_text="Reddedilen sözler", text="Gizli üç")
    moderate_report(report=refused, state="refused", author=staff("administrator"))
    return public, waiting, private, refused


SECRET = re.compile("Bekleyen|Gizli|Reddedilen|lastiğim")


def test_the_list_shows_what_is_public_and_nothing_else(four):
    html = Client().get(URL).content.decode()
    assert "Herkese açık sözler" in html
    assert not SECRET.search(html)
    assert ">1 bildirim<" in html


@pytest.mark.parametrize("path", ["/reports", "/reports.geojson", "/reports.csv"])
def test_the_api_gives_what_is_public_and_nothing_else(four, path):
    text = Client().get(f"/api/v1{path}").content.decode()
    assert "Herkese açık sözler" in text
    assert not SECRET.search(text)
    assert "+90500" not in text


def test_pages_of_what_is_not_public_do_not_exist(four):
    public, *others = four
    assert Client().get(f"{URL}{public.pk}/").status_code == 200
    for report in others:
        for path in (f"{URL}{report.pk}/", f"{URL}{report.pk}/ben-de/"):
            assert Client().get(path).status_code == 404
        assert Client().get(f"/api/v1/reports/{report.pk}").json()["code"] == "not_found"


def test_a_page_tells_the_steps_and_never_the_answer_or_the_door():
    made = reports.public_report(door="27", place_words="mavi kapı", applicant_name="Ayşe ÖRNEK")
    change_status(case=made.case, after="in_progress", by=By.STAFF)
    close_report(
        report=made, after="solved", reason="fixed", text="Sayın Ayşe Hanım", author=staff("editor")
    )
    html = Client().get(f"{URL}{made.pk}/").content.decode()
    for words in ("Alındı", "İşlemde", "Çözüldü", "Fen İşleri Müdürlüğü"):
        assert words in html
    for words in ("Ayşe", "mavi kapı", "27<", made.case.contact_phone, str(made.case.reference)):
        assert words not in html


def test_filters_narrow_the_list_by_state_topic_neighbourhood_and_words():
    one = reports.public_report(public_text="Birinci sözler: salıncak kırılmış")
    other = reports.topic("park", "Park", moderation="at_once")
    two = reports.public_report(
        category=other, public_text="İkinci sözler", neighbourhood=neighbourhood("Mevlana")
    )
    close_report(report=two, after="solved", reason="fixed", text="Bitti.", author=staff("editor"))
    area = Neighbourhood.objects.get(name="Mevlana").slug

    def found(query):
        html = Client().get(f"{URL}?{query}").content.decode()
        return {words for words in ("Birinci", "İkinci") if f"{words} sözler" in html}

    assert found("durum=acik") == {"Birinci"}
    assert found("durum=cozuldu") == {"İkinci"}
    assert found("konu=park") == {"İkinci"}
    assert found("q=salıncaklar") == {"Birinci"}
    # the citizen's own words are searched by nobody but the desk
    assert found("q=lastiğim patladı") == set()
    assert found("durum=%00bad&sayfa=-3&mahalle=yok") == {"Birinci", "İkinci"}
    assert one.pk
    assert {row.pk for row in public_reports(area=area)} == {two.pk}


def test_what_is_followed_under_another_report_is_not_listed_twice():
    first, second = reports.public_report(), reports.public_report()
    merge_reports(report=second, into=first, author=staff("editor"))
    assert [row.pk for row in public_reports()] == [first.pk]
    html = Client().get(f"{URL}{second.pk}/").content.decode()
    assert f"{URL}{first.pk}/" in html


def test_the_list_costs_the_same_queries_for_two_reports_as_for_twelve():
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert Client().get(URL).status_code == 200
        return len(found)

    for number in range(2):
        reports.public_report(contact_phone=f"+9050000001{number:02}")
    queries()
    few = queries()
    for number in range(10):
        reports.public_report(contact_phone=f"+9050000002{number:02}")
    assert queries() == few <= 6


def test_the_api_asks_one_query_for_a_page_of_reports(django_assert_max_num_queries):
    for number in range(5):
        reports.public_report(contact_phone=f"+9050000002{number:02}")
    Client().get("/api/v1/reports")
    with django_assert_max_num_queries(2):
        found = Client().get("/api/v1/reports?limit=3").json()
    assert len(found["items"]) == 3
    rest = Client().get("/api/v1/reports", {"limit": 3, "before": found["next"]}).json()
    assert len(rest["items"]) == 2
    assert rest["next"] is None
    assert not {row["id"] for row in found["items"]} & {row["id"] for row in rest["items"]}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("state=acik", "invalid_parameter"),
        ("bbox=1,2,3", "invalid_parameter"),
        ("bbox=a,b,c,d", "invalid_parameter"),
        ("before=x_y", "invalid_cursor"),
        ("konu=cukur", "unknown_parameter"),
    ],
)
def test_what_the_api_does_not_understand_it_refuses(query, code):
    answer = Client().get(f"/api/v1/reports?{query}")
    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless():
    reports.public_report(public_text="=HYPERLINK(1)")
    text = Client().get("/api/v1/reports.csv").content.decode()
    assert ",'=HYPERLINK(1)," in text


def plan_of(rows, *also) -> str:
    """Return the plan on a small table, where reading all of it would be cheaper."""
    with connection.cursor() as cursor:
        for way in ("seqscan", *also):
            cursor.execute(f"SET LOCAL enable_{way} = off")
    return rows.explain()


def test_the_public_list_is_read_from_its_own_index():
    reports.public_report()
    assert "requests_public" in plan_of(public_reports()[:20])


def test_the_desk_finds_open_reports_by_the_day_that_counts_from_an_index():
    rows = Report.objects.exclude(phase="closed").order_by(TARGET, "id")[:50]
    assert "casedesk_open_by_target" in plan_of(rows, "sort", "bitmapscan")


def test_reports_near_a_point_are_read_from_the_index_of_open_points():
    for number in range(20):
        reports.public_report(point=(35.0 + number / 20, 38.2 + number / 20))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE requests_report")
    rows = Report.objects.exclude(phase="closed").filter(
        lat__gte=38.7, lat__lte=38.8, lng__gte=35.4, lng__lte=35.5
    )
    assert "requests_open_points" in plan_of(rows)


def test_words_are_found_by_the_index_of_stems():
    assert "requests_terms" in plan_of(Report.objects.filter(terms__overlap=["cukur"]), "indexscan")


def test_somebody_joins_with_a_contact_that_a_code_proves():
    made = reports.public_report()
    client = Client()
    address = f"{URL}{made.pk}/ben-de/"
    asked = client.post(address, {"contact": "ali@example.org"}).content.decode()
    assert "a***@example.org" in asked
    letter = people.last_letter("ali@example.org").replace(": ", "\n").replace(". ", "\n")
    wrong = client.post(address, {"contact": "ali@example.org", "code": "000000"})
    assert wrong.status_code == 400
    right = client.post(address, {"contact": "ali@example.org", "code": people.code_in(letter)})
    assert right["Location"] == f"{URL}{made.pk}/katildiniz/"
    join = Join.objects.get()
    assert (join.report_id, join.email) == (made.pk, "ali@example.org")
    # proved in this session, so a second report needs no second code
    other = reports.public_report(contact_phone="+905000000777")
    again = client.post(f"{URL}{other.pk}/ben-de/", {"contact": "ali@example.org"})
    assert again["Location"] == f"{URL}{other.pk}/katildiniz/"


def test_a_code_of_another_contact_joins_nobody():
    made = reports.public_report()
    client = Client()
    address = f"{URL}{made.pk}/ben-de/"
    client.post(address, {"contact": "ali@example.org"})
    letter = people.last_letter("ali@example.org").replace(": ", "\n").replace(". ", "\n")
    client.post(address, {"contact": "veli@example.org", "code": people.code_in(letter)})
    assert Join.objects.count() == 0


def test_statistics_say_in_a_table_what_the_chart_draws():
    from datetime import timedelta

    from django.core.cache import cache
    from django.utils import timezone

    cache.clear()
    now = timezone.now()
    for number in range(3):
        made = reports.report(now - timedelta(days=20), contact_phone=f"+9050000003{number:02}")
        change_status(
            case=made.case,
            after="solved",
            by=By.STAFF,
            text="Bitti.",
            now=now - timedelta(days=15),
        )
    html = Client().get("/e-belediye/cozum-merkezi/istatistik/").content.decode()
    figures = Client().get("/api/v1/report-statistics").json()
    [group] = figures["groups"]
    assert (group["slug"], group["closed"], group["kept"]) == ("yol-asfalt", 3, 3)
    shown = f"{group['median_days']:g}".replace(".", ",")
    assert f"<td>{shown}</td>" in html
    assert "<rect" in html
    assert "style=" not in html.split('<svg class="report-bars"')[1].split("</svg>")[0]


def test_the_heat_map_counts_public_reports_in_squares():
    from django.core.cache import cache

    cache.clear()
    for number in range(3):
        reports.public_report(contact_phone=f"+9050000003{number:02}")
    reports.report()
    found = json.loads(Client().get(f"{URL[:-1]}/yogunluk.geojson").content)
    [square] = found["features"]
    assert square["properties"]["count"] == 3
    ring = square["geometry"]["coordinates"][0]
    lng, lat = reports.HERE
    assert ring[0][0] <= lng <= ring[1][0]
    assert ring[0][1] <= lat <= ring[2][1]
    assert "Sahabiye" in Client().get(f"{URL}yogunluk/").content.decode()
