"""What lists hold, how they are narrowed, sorted and paged, and what they cost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from search import areas
from tests.factories.index import document, point

HOUR = timedelta(hours=1)


def test_only_what_is_listed_now_stands_in_lists(api):
    now = timezone.now()
    shown = document("Açık")
    document("Bitmiş", valid_until=now - HOUR)
    document("Başlamamış", valid_from=now + HOUR)
    document("Listeden çıkmış", listed_until=now - HOUR)
    document("Kalkmış", gone=True)
    assert api.ids("/documents") == [shown.page_id]
    assert api.ids("/places") == [shown.page_id]


def test_a_document_with_two_spans_shows_the_one_that_holds_now(api):
    now = timezone.now()
    first = document("Taziyeli", valid_until=now - HOUR, payload={"condolence": "adres"})
    document(
        "Taziyesiz", page_id=first.page_id, valid_from=now - HOUR, payload={"condolence": None}
    )
    (item,) = api.json("/documents")["items"]
    assert (item["title"], item["condolence"]) == ("Taziyesiz", None)


def test_lists_of_a_kind_hold_that_kind_alone(api):
    place = document(kind="place")
    road = document(kind="roadwork")
    assert api.ids("/places") == [place.page_id]
    assert api.ids("/roadworks") == [road.page_id]
    assert set(api.ids("/documents", kind="place,roadwork")) == {place.page_id, road.page_id}


def test_index_pages_stand_in_no_list_and_cannot_be_asked_for(api):
    document(kind="place_index")
    assert api.ids("/documents") == []
    assert api.problem("/documents", kind="place_index")["code"] == "invalid_parameter"


def test_languages_are_kept_apart_whatever_the_browser_prefers(api):
    turkish, english = document("Eczane"), document("Pharmacy", locale="en")
    assert api.ids("/places") == [turkish.page_id]
    assert api.ids("/places", locale="en") == [english.page_id]
    response = api.get("/places", headers={"Accept-Language": "en"})
    assert [item["id"] for item in response.json()["items"]] == [turkish.page_id]
    assert "accept-language" not in response.headers.get("Vary", "").lower()


@pytest.mark.parametrize(
    ("facet", "path"),
    [
        ("neighbourhood", "/documents"),
        ("category", "/places"),
        ("status", "/roadworks"),
        ("work_kind", "/roadworks"),
        ("directorate", "/services"),
        ("type", "/news"),
        ("step_free", "/places"),
    ],
)
def test_each_facet_filters_by_one_value_or_several(api, facet, path):
    kind = {"/documents": "obituary", "/services": "service", "/news": "news"}.get(path, path[1:-1])
    one = document(kind=kind, facets=[f"{facet}:bir"])
    two = document(kind=kind, facets=[f"{facet}:iki"])
    document(kind=kind, facets=[f"{facet}:baska", "other:bir"])
    assert api.ids(path, **{facet: "bir"}) == [one.page_id]
    assert set(api.ids(path, **{facet: "bir,iki"})) == {one.page_id, two.page_id}


def test_facets_of_other_kinds_are_refused_on_a_typed_list(api):
    body = api.problem("/obituaries", work_kind="hot_asphalt")
    assert body["code"] == "unknown_parameter"
    assert "work_kind" in body["detail"]
    assert "neighbourhood" in body["known"]


def test_date_ranges_count_their_first_moment_in_and_their_last_out(api):
    at = timezone.now().replace(microsecond=0)
    early = document(starts_at=at, ends_at=at + HOUR)
    late = document(starts_at=at + HOUR, ends_at=at + 2 * HOUR)
    document()  # without dates it fits no range
    edge = (at + HOUR).isoformat()
    assert api.ids("/places", starts_after=edge) == [late.page_id]
    assert api.ids("/places", starts_before=edge) == [early.page_id]
    assert api.ids("/places", ends_before=edge) == []
    assert set(api.ids("/places", ends_after=edge)) == {early.page_id, late.page_id}


def test_a_box_holds_what_touches_it(api):
    inside = document(geometry=point(35.48, 38.74))
    line = document(
        kind="roadwork",
        geometry={"type": "LineString", "coordinates": [[35.40, 38.74], [35.60, 38.74]]},
    )
    document(geometry=point(36.5, 38.74))
    document()
    found = api.ids("/documents", bbox="35.47,38.73,35.49,38.75")
    assert set(found) == {inside.page_id, line.page_id}


@pytest.mark.parametrize("large_share", [0, 1])
def test_small_and_large_boxes_hold_the_same(api, monkeypatch, large_share):
    monkeypatch.setattr(areas, "LARGE_SHARE", large_share)
    corner = document(geometry=point(35.47, 38.73))
    middle = document(geometry=point(35.48, 38.74))
    document(geometry=point(35.4901, 38.74))
    assert set(api.ids("/documents", bbox="35.47,38.73,35.49,38.75")) == {
        corner.page_id,
        middle.page_id,
    }


def test_near_adds_the_distance_and_sorts_by_it_without_rounding_the_circle_to_a_box(api):
    far = document(geometry=point(35.4850, 38.74))
    close = document(geometry=point(35.4810, 38.74))
    document(geometry=point(35.4892, 38.7472))  # in the box around 1000 m, outside the circle
    page = api.json("/places", near="38.74,35.48", radius=1000, sort="distance")
    assert [item["id"] for item in page["items"]] == [close.page_id, far.page_id]
    assert [item["distance_m"] for item in page["items"]] == [87, 434]


def test_lists_sort_by_date_title_start_and_end_and_hide_nothing(api):
    now = timezone.now()
    a = document("Çınar", sort_at=now - HOUR, starts_at=now, ends_at=now + 3 * HOUR)
    b = document("Cami", sort_at=now, starts_at=now + HOUR, ends_at=now + 2 * HOUR)
    c = document("Şifa", sort_at=now - 2 * HOUR)
    ids = {"a": a.page_id, "b": b.page_id, "c": c.page_id}

    def order(sort):
        return "".join(
            next(name for name, value in ids.items() if value == item)
            for item in api.ids("/places", sort=sort)
        )

    assert order("-date") == "bac"
    assert order("date") == "cab"
    assert order("title") == "bac"  # Cami, Çınar, Şifa: the Turkish alphabet
    assert order("starts") == "abc"
    assert order("-starts") == "bac"
    assert order("ends") == "bac"
    assert order("-ends") == "abc"


@pytest.mark.parametrize("sort", ["-date", "date", "title", "starts", "-ends", "distance"])
def test_pages_hold_every_document_once_also_where_sort_values_are_equal(api, sort):
    now = timezone.now()
    expected = {
        document(f"Yer {n % 3}", sort_at=now, geometry=point(35.48, 38.74), starts_at=None).page_id
        for n in range(7)
    }
    near = {"near": "38.74,35.48"} if sort == "distance" else {}
    items, _since = api.everything("/places", sort=sort, limit=2, **near)
    assert len(items) == 7
    assert {item["id"] for item in items} == expected


def test_what_is_published_between_two_pages_neither_repeats_nor_hides_others(api):
    now = timezone.now()
    old = [document(sort_at=now - n * HOUR).page_id for n in range(4)]
    first = api.json("/places", limit=2)
    document("Yeni", sort_at=now + HOUR)
    second = api.json("/places", limit=2, cursor=first["next"])
    assert [item["id"] for item in first["items"] + second["items"]] == old


def test_the_next_page_is_also_in_the_link_header_with_all_parameters(api):
    [document(kind="news") for _ in range(3)]
    response = api.get("/documents", kind="news", limit=2)
    link = response.headers["Link"]
    assert link.endswith('; rel="next"')
    following = api.client.get(link[1 : link.index(">")]).json()
    assert len(following["items"]) == 1
    assert following["next"] is None


def test_the_total_comes_only_when_asked_and_counts_all_pages(api):
    [document() for _ in range(3)]
    document(kind="news")
    assert api.json("/places", limit=1)["total"] is None
    page = api.json("/places", limit=1, total="true")
    assert page["total"] == 3
    assert api.json("/places", limit=1, total="true", cursor=page["next"])["total"] == 3


def test_fields_leave_only_what_was_asked(api):
    found = document("Park")
    assert api.json("/places", fields="id,title")["items"] == [
        {"id": found.page_id, "title": "Park"}
    ]
    body = api.problem("/places", fields="id,secret_phone")
    assert body["code"] == "unknown_field"
    assert "secret_phone" in body["detail"]


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"total": "true", "near": "38.74,35.48", "sort": "distance"},
        {"format": "geojson"},
        {"format": "csv"},
        {"neighbourhood": "sahabiye", "bbox": "35,38,36,39"},
    ],
)
def test_a_list_costs_one_query_however_long_it_is(api, django_assert_num_queries, params):
    for _ in range(30):
        document(geometry=point(35.48, 38.74), facets=["neighbourhood:sahabiye"])
    with django_assert_num_queries(2):  # the second: when the clock changes the lists next
        api.get("/documents", limit=20, **params)
    with django_assert_num_queries(1):
        api.get("/documents", limit=20, **params)


def test_changes_cost_two_queries(api, django_assert_num_queries):
    since = api.json("/documents")["since"]
    [document() for _ in range(30)]
    with django_assert_num_queries(2):
        assert len(api.json("/documents", since=since, limit=100)["items"]) == 30
