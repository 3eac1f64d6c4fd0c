"""Search by the API: suggestions while typing, and what finished words find."""

import pytest
from django.utils import timezone

from search import generation, opening
from search.engines import postgres
from search.models import PublishedDocument
from tests.factories.places import place
from tests.factories.search import document


def test_suggestions_are_titles_with_what_they_are_and_where(api):
    document("Lale Parkı")
    document("Laleli Eczanesi", keywords="Eczane")
    assert api.json("/suggest", q="lale pa") == {
        "items": [{"text": "Lale Parkı", "kind": "place", "kind_label": "Yer", "url": lale()}],
        "did_you_mean": None,
    }


def test_suggestions_forgive_typing_errors_and_tell_what_was_meant(
    api, django_assert_max_num_queries
):
    document("Laleli Eczanesi", keywords="Eczane")
    api.get("/suggest", q="laleli eczne")
    with django_assert_max_num_queries(3):
        body = api.json("/suggest", q="laleli ecznes")
    assert [item["text"] for item in body["items"]] == ["Laleli Eczanesi"]
    assert body["did_you_mean"] == "laleli eczanesi"


def test_a_landing_page_is_suggested_as_a_page(api):
    document("Nöbetçi eczaneler", kind="pharmacy_duty")
    (item,) = api.json("/suggest", q="nöbtçi ecz")["items"]
    assert (item["text"], item["kind_label"]) == ("Nöbetçi eczaneler", "Sayfa")


def lale():
    return PublishedDocument.objects.get(title="Lale Parkı").path


def test_suggestions_speak_the_language_asked_for(api):
    document("Tulip Park", locale="en")
    document("Tulip Lokantası")
    (item,) = api.json("/suggest", q="tul", locale="en")["items"]
    assert (item["text"], item["kind_label"]) == ("Tulip Park", "Place")


def test_no_more_suggestions_than_asked_for(api):
    for number in range(12):
        document(f"Park {number}")
    assert len(api.json("/suggest", q="par")["items"]) == 8
    assert len(api.json("/suggest", q="par", limit=3)["items"]) == 3


@pytest.mark.parametrize("words", ["", " ", "k", "…", "'", "%%", "<script>"])
def test_what_says_nothing_yet_has_no_suggestions(api, words):
    document("Kitaplık")
    assert api.json("/suggest", q=words) == {"items": [], "did_you_mean": None}


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({}, "invalid_parameter"),
        ({"q": "a" * 201}, "invalid_parameter"),
        ({"q": "a\x00"}, "invalid_parameter"),
        ({"q": "a", "limit": 21}, "limit_too_large"),
        ({"q": "a", "locale": "de"}, "invalid_parameter"),
        ({"q": "a", "tur": "place"}, "unknown_parameter"),
    ],
)
def test_wrong_questions_for_suggestions_are_refused(api, params, code):
    assert api.problem("/suggest", **params)["code"] == code


def test_a_suggestion_costs_one_query_and_is_not_sent_twice(api, django_assert_num_queries):
    document("Lale Parkı")
    api.get("/suggest", q="lal")
    with django_assert_num_queries(1):
        response = api.get("/suggest", q="lal")
    etag = response.headers["ETag"]
    assert "must-revalidate" in response.headers["Cache-Control"]
    again = api.get("/suggest", q="lal", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


def found(api, **params):
    return [item["title"] for item in api.json("/search", **params)["items"]]


def test_an_item_tells_what_was_found_and_why_with_the_document_as_lists_give_it(api):
    page = place("Lale Eczanesi", external_id="yer-9", street="Gül Sokak", lat=38.73, lng=35.49)
    (item,) = api.json("/search", q="gül sokaktaki eczaneler")["items"]
    (listed,) = api.json("/places")["items"]
    assert item["payload"] == listed
    assert item["score"] > 1
    assert {name: item[name] for name in ("id", "external_id", "kind", "title", "url")} == {
        "id": page.pk,
        "external_id": "yer-9",
        "kind": "place",
        "title": "Lale Eczanesi",
        "url": "/kent-rehberi/lale-eczanesi/",
    }
    assert "<mark>Gül</mark>" in item["highlight"]
    assert item["distance_m"] is None


def test_what_is_marked_is_html_that_cannot_do_anything(api):
    document("<script>alert(1)</script> Park", text="<img onerror=x> park")
    (item,) = api.json("/search", q="park")["items"]
    assert item["highlight"] == "&lt;img onerror=x&gt; <mark>park</mark>"
    document("<b>Çeşme</b>")
    (item,) = api.json("/search", q="çeşme")["items"]
    assert item["highlight"] == "&lt;b&gt;<mark>Çeşme</mark>&lt;/b&gt;"


def test_kinds_and_facets_narrow_and_are_counted(api):
    document("Lale Parkı", facets={"neighbourhood": ["sahabiye"], "category": ["park"]})
    document("Gül Parkı", facets={"neighbourhood": ["yeni"], "category": ["park"]})
    document("Park yolu", kind="roadwork", facets={"neighbourhood": ["sahabiye"]})
    body = api.json("/search", q="park")
    assert (body["total"], body["kinds"]) == (3, {"place": 2, "roadwork": 1})
    assert body["facets"] == {
        "neighbourhood": {"sahabiye": 2, "yeni": 1},
        "category": {"park": 2},
    }
    assert found(api, q="park", kind="roadwork") == ["Park yolu"]
    assert api.json("/search", q="park", kind="roadwork")["kinds"] == body["kinds"]
    assert set(found(api, q="park", neighbourhood="sahabiye")) == {"Lale Parkı", "Park yolu"}
    assert found(api, q="park", neighbourhood="sahabiye", category="park") == ["Lale Parkı"]
    assert len(found(api, q="park", neighbourhood="sahabiye,yeni")) == 3
    assert found(api, q="park", neighbourhood="olmayan") == []


def test_what_is_near_comes_first_and_a_radius_leaves_out_the_rest(api):
    document("Uzak Park", geometry={"type": "Point", "coordinates": [35.6, 38.8]})
    document("Yakın Park", geometry={"type": "Point", "coordinates": [35.491, 38.73]})
    document("Yersiz Park")
    here = {"q": "park", "lat": 38.73, "lng": 35.49}
    items = api.json("/search", **here)["items"]
    assert [(item["title"], item["distance_m"]) for item in items] == [
        ("Yakın Park", 87),
        ("Uzak Park", 12310),
        ("Yersiz Park", None),
    ]
    assert found(api, **here, radius=2000) == ["Yakın Park"]


def test_only_what_is_open_at_the_moment_is_found_when_asked_for(api, monkeypatch):
    document("Açık Park", hours="24/7")
    document("Kapalı Park", hours=f"{timezone.localdate():%Y %b %d} off")
    document("Bilinmeyen Park")
    assert found(api, q="park", open_now="true") == ["Açık Park"]
    assert len(found(api, q="park", open_now="false")) == 3


def test_pages_hold_each_document_once_and_end(api):
    names = {f"Park {number}" for number in range(25)}
    for name in names:
        document(name)
    response = api.get("/search", q="park", limit=10)
    first = response.json()
    assert f"cursor={first['next']}" in response.headers["Link"]
    second = api.json("/search", q="park", limit=10, cursor=first["next"])
    third = api.json("/search", q="park", limit=10, cursor=second["next"])
    assert third["next"] is None
    items = [item["title"] for page in (first, second, third) for item in page["items"]]
    assert sorted(items) == sorted(names)
    assert api.problem("/search", q="bahçe", cursor=first["next"])["code"] == "invalid_cursor"


def test_where_counting_stops_the_answer_says_so_and_the_pages_end(api, monkeypatch):
    monkeypatch.setattr(postgres, "MOST_RANKED", 4)
    monkeypatch.setattr(postgres, "MOST_COUNTED", 6)
    for number in range(6):
        document(f"Park {number}")
    body = api.json("/search", q="park", limit=2)
    assert (body["total"], body["capped"], body["reachable"]) == (6, False, 4)
    body = api.json("/search", q="park", limit=2, cursor=body["next"])
    assert (len(body["items"]), body["next"]) == (2, None)
    document("Park 7")
    document("Park haberi", kind="news")
    body = api.json("/search", q="park", kind="news")
    assert (body["total"], body["capped"], body["counts_capped"]) == (1, False, True)
    body = api.json("/search", q="park", kind="place")
    assert (body["total"], body["capped"], body["counts_capped"]) == (6, True, True)


def test_typing_errors_are_told_and_words_nowhere_leave_the_rest(api):
    document("Çiçek Eczanesi", keywords="Eczane")
    assert api.json("/search", q="cicek ezcane")["did_you_mean"] == "cicek eczane"
    body = api.json("/search", q="çiçek eczanesi uçurtma")
    assert (body["partial"], body["did_you_mean"], body["total"]) == (True, None, 1)
    assert api.json("/search", q="uçurtma")["items"] == []


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({}, "invalid_parameter"),
        ({"q": ""}, "invalid_parameter"),
        ({"q": "a" * 201}, "invalid_parameter"),
        ({"q": "park", "kind": "place,yok"}, "invalid_parameter"),
        ({"q": "park", "kind": "place_index"}, "invalid_parameter"),
        ({"q": "park", "lat": 38.7}, "invalid_combination"),
        ({"q": "park", "lng": 35.4}, "invalid_combination"),
        ({"q": "park", "radius": 500}, "invalid_combination"),
        ({"q": "park", "lat": "nan", "lng": "35"}, "invalid_parameter"),
        ({"q": "park", "lat": 91, "lng": 35}, "invalid_parameter"),
        ({"q": "park", "lat": 38, "lng": 35, "radius": 0}, "invalid_parameter"),
        ({"q": "park", "open_now": "belki"}, "invalid_parameter"),
        ({"q": "park", "locale": "de"}, "invalid_parameter"),
        ({"q": "park", "limit": 101}, "limit_too_large"),
        ({"q": "park", "cursor": "x"}, "invalid_cursor"),
        ({"q": "park", "cursor": "WyJ4Iiw1XQ"}, "invalid_cursor"),
        ({"q": "park", "neighbourhood": ",".join("abcdefghijklmnopqrstuv")}, "invalid_parameter"),
        ({"q": "park", "near": "38,35"}, "unknown_parameter"),
    ],
)
def test_wrong_searches_are_refused_with_a_stable_code(api, params, code):
    document("Park")
    assert api.problem("/search", **params)["code"] == code


def test_a_search_costs_two_queries_and_an_answer_is_not_sent_twice(
    api, monkeypatch, django_assert_num_queries
):
    document("Lale Parkı", hours="24/7")
    monkeypatch.setattr(generation.watch, "current", lambda: 1)  # told by the database, not asked
    api.get("/search", q="park", open_now="true")
    with django_assert_num_queries(2):
        response = api.get("/search", q="lale parkk", open_now="true", lat=38.7, lng=35.4)
    assert response.json()["total"] == 1
    response = api.get("/search", q="park")
    assert "must-revalidate" in response.headers["Cache-Control"]
    assert response.headers["Content-Language"] == "tr"
    again = api.get("/search", q="park", headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_hours_are_no_facet_of_the_answer(api):
    document("Lale Parkı", hours="24/7")
    assert opening.FACET not in api.json("/search", q="park")["facets"]
