"""Search by the API: suggestions while typing, and what finished words find."""

import pytest

from tests.factories.search import document


def test_suggestions_are_titles_with_what_they_are_and_where(api):
    document("Lale Parkı")
    document("Laleli Eczanesi", keywords="Eczane")
    assert api.json("/suggest", q="lale pa") == {
        "items": [{"text": "Lale Parkı", "kind": "place", "kind_label": "Yer", "url": lale()}]
    }


def lale():
    from search.models import PublishedDocument

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
    assert api.json("/suggest", q=words) == {"items": []}


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
