"""What programs read: the shapes of GeoReport v2, only public words, pages, dates, both formats."""

import json
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from services.cases.actions import change_status
from services.cases.kinds import By
from services.requests.actions import merge_reports
from tests.factories import reports
from tests.factories.open311 import BASE, both

pytestmark = pytest.mark.django_db
SHAPES = json.loads((Path(__file__).parent / "data" / "shapes.json").read_text())
W3C = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+03:00"
SIZE = {
    "name": "size",
    "kind": "choice",
    "needed": True,
    "label": {"tr": "Ne kadar büyük?", "en": "How big is it?"},
    "choices": [
        {"value": "small", "label": {"tr": "Bir ayakkabı kadar", "en": "As a shoe"}},
        {"value": "large", "label": {"tr": "Bir araba kadar", "en": "As a car"}},
    ],
}


def test_every_answer_has_the_fields_of_the_specification_and_no_others(client):
    reports.topic("kaldirim", "Kaldırım", questions=[SIZE])
    made = reports.public_report()
    shape = SHAPES["services"]
    services, _ = both(client, "services")
    assert {tuple(sorted(row)) for row in services} == {tuple(sorted(shape["fields"]))}
    defined, _ = both(client, "services/kaldirim")
    assert sorted(defined) == sorted(SHAPES["definition"]["fields"])
    shape = sorted([*SHAPES["definition"]["attribute"], "values"])
    assert [sorted(row) for row in defined["attributes"]] == [shape]
    for path in ("requests", f"requests/{made.pk}"):
        found, _ = both(client, path)
        assert [sorted(row) for row in found] == [sorted(SHAPES["requests"]["fields"])]
    error, _ = both(client, "requests/999999")
    assert [sorted(row) for row in error] == [sorted(SHAPES["errors"]["fields"])]
    found, _ = both(client, "discovery")
    assert sorted(found) == sorted(SHAPES["discovery"]["fields"])
    assert sorted(found["endpoints"][0]) == sorted(SHAPES["discovery"]["endpoint"])
    assert found["endpoints"][0]["formats"] == ["text/xml", "application/json"]


def test_the_xml_has_the_elements_of_the_specification_without_a_namespace(client):
    made = reports.public_report()
    for path, shape in (("services", "services"), (f"requests/{made.pk}", "requests")):
        root = ElementTree.fromstring(client.get(f"{BASE}/{path}.xml").content)
        assert root.tag == SHAPES[shape]["root"]
        assert {inner.tag for inner in root} == {SHAPES[shape]["item"]}


def test_a_topic_is_a_service_with_promise_words_and_group(client):
    reports.topic()
    found, _ = both(client, "services")
    assert found == [
        {
            "service_code": "cukur",
            "service_name": "Çukur ve bozuk yol",
            "description": "10 iş gününde yanıt taahhüt ediyoruz.",
            "metadata": False,
            "type": "realtime",
            "keywords": "yolda çukur, yol bozuk, tekerlek patladı",
            "group": "Yol ve asfalt",
        }
    ]


def test_questions_of_a_topic_are_attributes_in_the_asked_language(client):
    other = [{"name": n, "kind": k, "label": n} for n, k in (("a", "date"), ("b", "yes_no"))]
    reports.topic("kaldirim", "Kaldırım", questions=[SIZE, *other])
    found, _ = both(client, "services/kaldirim", "?locale=en")
    size, day, choice = found["attributes"]
    assert size == {
        "variable": True,
        "code": "size",
        "datatype": "singlevaluelist",
        "required": True,
        "datatype_description": None,
        "order": 1,
        "description": "How big is it?",
        "values": [{"key": "small", "name": "As a shoe"}, {"key": "large", "name": "As a car"}],
    }
    assert (day["datatype"], day["required"], day["order"]) == ("datetime", False, 2)
    assert [value["key"] for value in choice["values"]] == ["yes", "no"]


def test_a_public_report_says_what_its_page_says(client):
    made = reports.public_report()
    [row], _ = both(client, f"requests/{made.pk}")
    assert row["service_request_id"] == str(made.pk)
    assert (row["status"], row["status_notes"]) == ("open", "Alındı")
    assert row["description"] == "Yolda büyük bir çukur var."
    assert row["address"] == "Örnek Sokak, Sahabiye"
    assert (row["lat"], row["long"]) == (38.7312, 35.4821)
    assert row["expected_datetime"].startswith(made.promised_on.isoformat())
    assert row["media_url"] is None
    assert "extended_attributes" not in row
    [row], _ = both(client, f"requests/{made.pk}", "?extensions=true")
    assert row["extended_attributes"]["status_code"] == "received"


def test_what_is_not_public_is_in_no_list_and_under_no_number(client):
    waiting = reports.report()
    private = reports.report(public_text="")
    public = reports.public_report()
    numbers = ",".join(str(one.pk) for one in (waiting, private, public))
    for query in ("", f"?service_request_id={numbers}"):
        found, _ = both(client, "requests", query)
        assert [row["service_request_id"] for row in found] == [str(public.pk)]
    for row in (waiting, private):
        found, response = both(client, f"requests/{row.pk}")
        assert response.status_code == 404
        assert found[0]["code"] == 404
    changes, _ = both(client, "servicerequestupdates")
    assert {row["service_request_id"] for row in changes} == {str(public.pk)}


def test_nothing_of_who_sent_it_and_no_answer_is_told(client):
    made = reports.public_report(
        applicant_name="Ayşe ÖRNEK",
        applicant_address="Gizli Sokak 3",
        contact_email="ayse@example.org",
        text="Komşum Ali Veli bana bağırdı, yolda çukur var.",
    )
    change_status(case=made.case, after="solved", by=By.STAFF, text="Sayın Ayşe Örnek, yapıldı.")
    page = "".join(
        client.get(f"{BASE}/{path}").content.decode()
        for path in (
            f"requests/{made.pk}.json?extensions=true",
            "requests.xml?extensions=true",
            "servicerequestupdates.json",
        )
    )
    assert "Yolda büyük bir çukur var." in page
    for secret in ("Ayşe", "Gizli", "ayse@", "Ali Veli", "yapıldı", str(made.case.reference)):
        assert secret not in page


def test_a_closed_report_is_closed_since_it_was_closed(client):
    made = reports.public_report()
    change_status(case=made.case, after="solved", by=By.STAFF, text="Yapıldı.")
    made.refresh_from_db()
    [row], _ = both(client, f"requests/{made.pk}")
    assert row["status"] == "closed"
    closed = timezone.localtime(made.closed_at).isoformat(timespec="seconds")
    assert row["updated_datetime"] == closed
    for status, count in (("open", 0), ("closed", 1), ("open,closed", 1)):
        found, _ = both(client, "requests", f"?status={status}")
        assert len(found) == count


def test_a_duplicate_stays_readable_and_says_what_it_is(client):
    first, second = reports.public_report(), reports.public_report()
    merge_reports(report=second, into=first, author=None)
    [row], _ = both(client, f"requests/{second.pk}")
    assert (row["status"], row["status_notes"]) == ("closed", "Mükerrer")


def test_pages_follow_each_other_by_the_link_and_hold_each_report_once(client):
    made = [reports.public_report() for _ in range(5)]
    seen, address = [], f"{BASE}/requests.json?page_size=2"
    while address:
        response = client.get(address)
        seen += [row["service_request_id"] for row in response.json()]
        link = response.get("Link", "")
        address = link[1 : link.index(">")].partition(BASE)[2] if link else ""
        address = f"{BASE}{address}" if address else ""
    assert seen == [str(one.pk) for one in reversed(made)]


def test_dates_limit_by_receipt_and_default_to_ninety_days(client):
    now = timezone.now()
    old = reports.public_report(now - timedelta(days=120))
    new = reports.public_report(now - timedelta(days=3))
    found, _ = both(client, "requests")
    assert [row["service_request_id"] for row in found] == [str(new.pk)]
    start = (now - timedelta(days=150)).strftime("%Y-%m-%dT%H:%M:%SZ")
    found, _ = both(client, "requests", f"?start_date={start}")
    assert [row["service_request_id"] for row in found] == [str(old.pk)]
    # An unquoted plus of a zone arrives as a space.
    found, _ = both(client, "requests", f"?start_date={now:%Y-%m-%d}T00:00:00+03:00")
    assert found == []


def test_numbers_override_all_other_arguments(client):
    made = reports.public_report(timezone.now() - timedelta(days=200))
    query = f"?service_request_id={made.pk}&status=closed&start_date=nonsense"
    found, response = both(client, "requests", query)
    assert response.status_code == 400  # what cannot be read is told, even where it would not count
    found, _ = both(client, "requests", query.replace("nonsense", "2026-01-01"))
    assert [row["service_request_id"] for row in found] == [str(made.pk)]


def test_what_was_told_since_a_moment_is_found_whenever_it_came(client):
    now = timezone.now()
    quiet = reports.public_report(now - timedelta(days=30))
    moved = reports.public_report(now - timedelta(days=30))
    change_status(case=moved.case, after="in_progress", by=By.STAFF)
    since = (now - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    found, _ = both(client, "requests", f"?updated_after={since}")
    assert [row["service_request_id"] for row in found] == [str(moved.pk)]
    assert quiet.pk != moved.pk


def test_updates_tell_statuses_and_directorates_the_oldest_first(client):
    made = reports.public_report()
    change_status(case=made.case, after="in_progress", by=By.STAFF)
    change_status(case=made.case, after="solved", by=By.STAFF, text="Yapıldı.")
    found, _ = both(client, "servicerequestupdates")
    told = [(row["status"], row["description"]) for row in found]
    assert told == [
        ("open", "Alındı"),
        ("open", "Havale edildi: Fen İşleri Müdürlüğü"),
        ("open", "İşlemde"),
        ("closed", "Çözüldü"),
    ]
    assert len({row["update_id"] for row in found}) == len(found)


def test_updates_since_a_moment_are_those_told_since_and_numbers_override_it(client):
    now = timezone.now()
    made = reports.public_report(now - timedelta(days=30))
    change_status(case=made.case, after="in_progress", by=By.STAFF)
    since = (now - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    found, _ = both(client, "servicerequestupdates", f"?updated_after={since}")
    assert [row["description"] for row in found] == ["İşlemde"]
    query = f"?updated_after={since}&service_request_id={made.pk}"
    found, _ = both(client, "servicerequestupdates", query)
    assert len(found) == 3


def test_the_service_code_filters_and_may_name_several(client):
    a = reports.public_report()
    b = reports.public_report(category=reports.topic("cop", "Çöp", moderation="at_once"))
    reports.public_report(category=reports.topic("agac", "Ağaç", moderation="at_once"))
    found, _ = both(client, "requests", "?service_code=oyun,cop")
    assert {row["service_request_id"] for row in found} == {str(a.pk), str(b.pk)}
    again, _ = both(client, "requests", "?service_code=oyun&service_code=cop")
    assert again == found


def test_an_empty_parameter_is_as_one_that_was_not_sent(client):
    reports.public_report()
    plain, _ = both(client, "requests")
    empty = "?service_request_id=&service_code=&start_date=&end_date=&status=&jurisdiction_id="
    found, _ = both(client, "requests", f"{empty}&page=&page_size=&updated_after=")
    assert found == plain


def test_ours_is_the_only_jurisdiction(client, settings):
    settings.OPEN311_JURISDICTION = "ornek.bel.tr"
    found, response = both(client, "services", "?jurisdiction_id=baska.bel.tr")
    assert response.status_code == 404
    assert found[0]["description"] == "jurisdiction_id bilinmiyor; bizimki ornek.bel.tr."
    for asked in ("ornek.bel.tr", "Ornek.bel.tr", ""):
        assert both(client, "services", f"?jurisdiction_id={asked}")[1].status_code == 200
    settings.OPEN311_JURISDICTION = ""
    settings.WAGTAILADMIN_BASE_URL = "https://www.ilce.bel.tr"
    assert both(client, "services", "?jurisdiction_id=ilce.bel.tr")[1].status_code == 200


@pytest.mark.parametrize("count", [1, 6])
def test_a_list_costs_two_queries_however_many_reports(client, count, django_assert_num_queries):
    for _ in range(count):
        reports.public_report()
    for path in ("requests.json", "requests.xml?extensions=true"):
        with django_assert_num_queries(2):
            assert client.get(f"{BASE}/{path}").status_code == 200
    client.get(f"{BASE}/servicerequestupdates.json")  # names of directorates are in memory now
    with django_assert_num_queries(2):  # the second asks whether they are still the same
        client.get(f"{BASE}/servicerequestupdates.json")
    with django_assert_num_queries(1):
        client.get(f"{BASE}/services.json")


def test_other_sites_may_read_and_no_cookie_is_set(client):
    response = client.options(f"{BASE}/requests.json", headers={"origin": "https://example.org"})
    assert response.status_code == 204
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    response = client.get(f"{BASE}/services.xml")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
