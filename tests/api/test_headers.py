"""What every answer carries: ETags, caching, compression, other sites, languages."""

import gzip

import pytest
from django.test import Client, override_settings

from tests.factories.index import document


def test_an_unchanged_list_answers_304_to_its_etag(api):
    document()
    first = api.get("/places")
    etag = first.headers["ETag"]
    again = api.get("/places", headers={"If-None-Match": etag})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["ETag"] == etag
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert "must-revalidate" in again.headers["Cache-Control"]


def test_a_change_gives_a_new_etag_at_once(api):
    document()
    etag = api.get("/places").headers["ETag"]
    document()
    again = api.get("/places", headers={"If-None-Match": etag})
    assert again.status_code == 200
    assert again.headers["ETag"] != etag


def test_answers_may_be_kept_but_are_asked_for_again_each_time(api):
    assert api.get("/places").headers["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize("path", ["/places", "/settings", "/openapi.json", "/nothing"])
def test_other_sites_may_read_and_never_with_credentials(api, path):
    response = api.get(path, headers={"Origin": "https://ornek.example"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers
    assert set(response.headers["Access-Control-Allow-Methods"].split(", ")) == {
        "GET",
        "HEAD",
        "OPTIONS",
    }


def test_no_other_address_of_the_site_may_be_read_by_other_sites(api):
    response = api.client.get("/saglik/", headers={"Origin": "https://ornek.example"})
    assert "Access-Control-Allow-Origin" not in response.headers


def test_a_preflight_request_is_answered_without_a_body(api):
    response = api.client.options(
        "/api/v1/places",
        headers={"Origin": "https://a.example", "Access-Control-Request-Method": "GET"},
    )
    assert response.status_code == 204
    assert response.content == b""
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in response.headers["Access-Control-Allow-Headers"]


def test_head_answers_the_headers_of_get_without_the_body(api):
    document()
    get, head = api.get("/places"), api.client.head("/api/v1/places")
    assert head.content == b""
    for name in ("ETag", "Content-Type", "Cache-Control"):
        assert head.headers[name] == get.headers[name]


def test_long_answers_are_compressed_for_who_asks(api):
    [document("Uzun bir başlık " * 10) for _ in range(10)]
    response = api.get("/places", headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert b'"items"' in gzip.decompress(response.content)


def test_the_language_of_the_answer_is_that_of_its_documents(api):
    assert api.get("/places", locale="en").headers["Content-Language"] == "en"


def test_reading_the_api_sets_no_cookie_and_ignores_a_session(api, django_user_model):
    document()
    anonymous = api.get("/places").content
    api.client.force_login(django_user_model.objects.create_superuser("kurum", password="x" * 12))
    response = api.get("/places")
    assert response.content == anonymous
    assert not response.cookies


@pytest.mark.django_db
def test_the_whole_page_cache_keeps_api_answers_with_their_headers_also_for_304():
    document("Park")
    with override_settings(PAGE_CACHE_BYTES=1_000_000):
        client = Client()
        first = client.head("/api/v1/places")
        second = client.get("/api/v1/places")
        assert b"Park" in second.content
        assert second.headers["ETag"] == first.headers["ETag"]
        assert second.headers["Access-Control-Allow-Origin"] == "*"
        etag = first.headers["ETag"]
        unchanged = client.get("/api/v1/places", headers={"If-None-Match": etag})
        assert unchanged.status_code == 304
        assert unchanged.headers["Access-Control-Allow-Origin"] == "*"
        assert unchanged.headers["Cache-Control"] == second.headers["Cache-Control"]
        document("Yeni")
        assert b"Yeni" in client.get("/api/v1/places").content
