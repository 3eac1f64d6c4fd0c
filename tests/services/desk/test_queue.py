from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from services.desk.actions.working import give
from services.desk.models import SavedFilter
from services.requests.models import Report
from tests.factories.casedesk import officer, parks, works
from tests.factories.reports import report, topic
from tests.factories.site import home_page, neighbourhood
from tests.factories.staff import signed_in

QUEUE = "/yonetim/basvurular/"
OWN_TABLES = ("cases_", "requests_", "casedesk_", "reference_")


@pytest.fixture(autouse=True)
def site(db):
    return home_page()


def titles(client, **query):
    page = client.get(QUEUE, query).context["page"]
    return [row.case.title for row in page.rows]


def dated(days, **fields):
    """Return a report whose last day is so many days away."""
    made = report(**fields)
    day = timezone.localdate() + timedelta(days=days)
    Report.objects.filter(pk=made.pk).update(promised_on=day)
    return made


def test_the_queue_shows_the_nearest_last_day_first_and_says_it_in_words():
    dated(5, title="Sonra")
    dated(-3, title="Geç kalan")
    dated(1, title="Yarın")
    dated(0, title="Bugün")
    client = signed_in(officer("solution_centre"))
    html = client.get(QUEUE).content.decode()
    assert titles(client) == ["Geç kalan", "Bugün", "Yarın", "Sonra"]
    for words in ("3 gün geçti", "bugün son gün", "1 gün kaldı", "5 gün kaldı"):
        assert words in html


def test_the_queue_asks_at_most_eight_queries_of_its_own_however_many_cases_there_are():
    person = officer("directorate", works())
    client = signed_in(person)
    client.get(QUEUE)
    counts = []
    for _round in range(2):
        for number in range(4):
            made = report(title=f"Çukur {number}")
            give(case=made.case, person=person, author=person)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(QUEUE).status_code == 200
        own = [
            one["sql"]
            for one in asked.captured_queries
            if any(f'FROM "{table}' in one["sql"] for table in OWN_TABLES)
        ]
        counts.append(len(own))
    assert counts[0] == counts[1]
    assert counts[0] <= 8, own


def test_a_chosen_record_is_read_once_and_the_tabs_keep_it():
    report()
    client = signed_in(officer("solution_centre"))
    chosen = {"konu": topic().pk, "mudurluk": works().pk, "kim": "birim"}
    client.get(QUEUE, chosen)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(QUEUE, chosen)
    wheres = [one["sql"].partition(" WHERE ")[2] for one in asked.captured_queries]
    for key in ('"requests_category"."id"', '"reference_directorate"."id"'):
        assert sum(where.startswith(f"{key} = ") for where in wheres) == 1
    whole = f"konu={topic().pk}&mudurluk={works().pk}"
    tabs = [(tab["query"], tab["is_current"]) for tab in page.context["tabs"]]
    found = [("&".join(sorted(query.split("&"))), is_current) for query, is_current in tabs]
    assert found == [
        (f"kim=benim&{whole}", False),
        (f"kim=birim&{whole}", True),
        (whole, False),
    ]


def test_mine_ours_and_all_are_what_they_say():
    person = officer("directorate", works())
    mine, ours = report(title="Benim"), report(title="Bizim")
    other = report(title="Onların", category=topic("park", "Park", route_to=parks()))
    give(case=mine.case, person=person, author=person)
    client = signed_in(person)
    assert titles(client, kim="benim") == ["Benim"]
    assert sorted(titles(client)) == ["Benim", "Bizim"]
    assert sorted(titles(client, kim="hepsi")) == ["Benim", "Bizim"]
    everything = titles(signed_in(officer("solution_centre")))
    assert sorted(everything) == ["Benim", "Bizim", "Onların"]
    assert {ours.phase, other.phase} == {"open"}


def test_filters_narrow_by_time_topic_neighbourhood_and_hands():
    area = neighbourhood("Argıncık")
    late = dated(-1, title="Geç", neighbourhood=area)
    dated(9, title="Rahat", category=topic("kaldirim", "Kaldırım"))
    person = officer("directorate", works())
    give(case=late.case, person=person, author=person)
    client = signed_in(officer("solution_centre"))
    assert titles(client, sure="gecti") == ["Geç"]
    assert titles(client, konu=topic("kaldirim").pk) == ["Rahat"]
    assert titles(client, konu=topic("kaldirim").group_id, sirala="eski") == ["Geç", "Rahat"]
    assert titles(client, mahalle=area.pk) == ["Geç"]
    assert titles(client, elinde="bos") == ["Rahat"]
    assert titles(client, elinde="biri") == ["Geç"]


def test_a_case_is_found_by_its_reference_its_number_and_the_words_in_it():
    hole = report(title="Çukur", text="Okulun önünde derin bir çukur açıldı.")
    report(title="Kaldırım", text="Taşlar söküldü.")
    client = signed_in(officer("solution_centre"))
    reference = str(hole.case.reference)
    for typed in (reference, reference.lower().replace("-", " "), str(hole.case.number), "okulda"):
        assert titles(client, ara=typed) == ["Çukur"], typed
    assert titles(client, ara="\x00' OR 1=1 --") == []


def test_what_is_no_filter_is_left_out_and_never_an_error():
    report(title="Çukur")
    client = signed_in(officer("solution_centre"))
    for query in ({"konu": "x"}, {"sure": "?"}, {"sayfa": "-1"}, {"durum": "yok"}, {"kim": "3"}):
        assert titles(client, **query) == ["Çukur"], query


def test_a_filter_is_kept_for_its_officer_alone_and_forgotten():
    client, other = signed_in(officer("solution_centre")), signed_in(officer("solution_centre"))
    client.post(reverse("casedesk_save_filter"), {"ad": "Geç kalanlar", "sure": "gecti"})
    kept = SavedFilter.objects.get()
    assert kept.query == "sure=gecti"
    assert "Geç kalanlar" in client.get(QUEUE).content.decode()
    assert "Geç kalanlar" not in other.get(QUEUE).content.decode()
    other.post(reverse("casedesk_save_filter"), {"unut": kept.pk})
    for nobodys in ("9" * 5_000, "9" * 18, "x"):
        client.post(reverse("casedesk_save_filter"), {"unut": nobodys})
    assert SavedFilter.objects.count() == 1
    client.post(reverse("casedesk_save_filter"), {"unut": kept.pk})
    assert SavedFilter.objects.count() == 0


def test_many_cases_are_given_changed_and_raised_at_once_and_refusals_are_told():
    person = officer("directorate", works())
    first, second = report(), report()
    stranger = report(category=topic("park", "Park", route_to=parks()))
    client = signed_in(officer("solution_centre"))
    keys = [one.case_id for one in (first, second, stranger)]
    answer = client.post(
        reverse("casedesk_bulk"), {"secili": keys, "islem": "kisi", "kisi": person.pk}, follow=True
    )
    html = answer.content.decode()
    assert "2 başvuruda yapıldı" in html
    assert f"{stranger.case.reference}: " in html
    assert titles(signed_in(person), kim="benim") == [first.case.title, second.case.title]
    client.post(reverse("casedesk_bulk"), {"secili": keys, "islem": "oncelik", "oncelik": 4})
    client.post(
        reverse("casedesk_bulk"), {"secili": keys, "islem": "durum", "durum": "in_progress"}
    )
    rows = Report.objects.values_list("priority", "status")
    assert set(rows) == {(4, "in_progress")}


def test_the_map_has_the_same_cases_as_the_list():
    made = report(title="Noktalı")
    report(title="Noktasız", point=None, street="Başka Sokak")
    client = signed_in(officer("solution_centre"))
    context = client.get(f"{QUEUE}harita/").context
    assert [point["reference"] for point in context["points"]] == [str(made.case.reference)]
    assert context["total"] == 1
