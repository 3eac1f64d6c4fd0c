"""Errors: problem+json with stable codes, never a 500, nothing wrong ignored."""

import pytest
from django.http import HttpRequest

from content.api import problems
from content.api.middleware import ApiMiddleware
from tests.factories.index import document

HUGE = "9" * 400


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"limit": 101}, "limit_too_large"),
        ({"limit": HUGE}, "limit_too_large"),
        ({"limit": 0}, "invalid_parameter"),
        ({"limit": -1}, "invalid_parameter"),
        ({"limit": "on"}, "invalid_parameter"),
        ({"limit": "1e3"}, "invalid_parameter"),
        ({"limit": ""}, "invalid_parameter"),
        ({"nonsense": 1}, "unknown_parameter"),
        ({"q": "eczane"}, "unknown_parameter"),
        ({"locale": "de"}, "invalid_parameter"),
        ({"locale": "tr'--"}, "invalid_parameter"),
        ({"sort": "secret"}, "invalid_parameter"),
        ({"format": "xml"}, "invalid_parameter"),
        ({"starts_after": "dün"}, "invalid_parameter"),
        ({"starts_after": "2026-13-45"}, "invalid_parameter"),
        ({"starts_after": HUGE}, "invalid_parameter"),
        ({"ends_before": "0001-01-01T00:00:00+14:00"}, "invalid_parameter"),
        ({"ends_before": "9999-12-31T23:59:59-14:00"}, "invalid_parameter"),
        ({"starts_after": "NaN"}, "invalid_parameter"),
        ({"bbox": "1,2,3"}, "invalid_parameter"),
        ({"bbox": "nan,nan,nan,nan"}, "invalid_parameter"),
        ({"bbox": "36,38,35,39"}, "invalid_parameter"),
        ({"bbox": "-1e308,0,1e308,1"}, "invalid_parameter"),
        ({"bbox": ""}, "invalid_parameter"),
        ({"near": "91,0"}, "invalid_parameter"),
        ({"near": "inf,0"}, "invalid_parameter"),
        ({"near": "38.7 35.4"}, "invalid_parameter"),
        ({"radius": 500}, "invalid_combination"),
        ({"near": "38,35", "radius": 50_001}, "invalid_parameter"),
        ({"near": "38,35", "radius": -5}, "invalid_parameter"),
        ({"sort": "distance"}, "invalid_combination"),
        ({"cursor": "x"}, "invalid_cursor"),
        ({"cursor": "ğ"}, "invalid_cursor"),
        ({"cursor": "W10"}, "invalid_cursor"),
        ({"cursor": "bnVsbA"}, "invalid_cursor"),
        ({"since": "x"}, "invalid_cursor"),
        ({"since": "WzEsMl0"}, "invalid_cursor"),
        ({"since": "W3RydWUsIjIwMjYtMDEtMDEiXQ"}, "invalid_cursor"),
        ({"fields": "id,nothing"}, "unknown_field"),
        ({"fields": ","}, "unknown_field"),
        ({"neighbourhood": "a\x00b"}, "invalid_parameter"),
        ({"neighbourhood": ",".join("abcdefghijklmnopqrstuvwxyz")}, "invalid_parameter"),
        ({"total": "perhaps"}, "invalid_parameter"),
        ({"kind": "secret"}, "invalid_parameter"),
    ],
)
def test_wrong_parameters_are_refused_with_a_stable_code(api, params, code):
    body = api.problem("/documents", **params)
    assert body["status"] == 400
    assert body["code"] == code
    assert body["type"] == f"/api/v1/problems/{code}"


def test_the_problem_names_the_parameter_and_speaks_both_languages(api):
    body = api.problem("/places", limit=101)
    assert body["errors"][0]["parameter"] == "limit"
    assert "The limit is too large" in body["title"]
    assert "Sınır çok büyük" in body["title"]


def test_a_parameter_given_twice_is_refused_rather_than_one_of_them_ignored(api):
    response = api.client.get("/api/v1/places?locale=tr&locale=en")
    assert response.json()["code"] == "invalid_parameter"


def test_a_cursor_of_another_order_is_refused(api):
    [document() for _ in range(3)]
    cursor = api.json("/places", limit=1)["next"]
    assert api.problem("/places", sort="title", cursor=cursor)["code"] == "invalid_cursor"


@pytest.mark.parametrize("number", ["abc", "0", "-1", HUGE, str(2**63), "1.5", "12x"])
def test_a_wrong_number_of_a_document_is_refused(api, number):
    body = api.problem(f"/documents/{number}")
    assert body["code"] in {"invalid_parameter", "not_found"}


@pytest.mark.parametrize("path", ["/nothing", "/documents/", "/", "/documents/1/2", "/..%2f"])
def test_addresses_below_the_api_that_do_not_exist_answer_a_problem(api, path):
    assert api.problem(path)["code"] == "not_found"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_api_is_read_only_and_says_so(api, method):
    response = getattr(api.client, method)("/api/v1/places")
    assert response.status_code == 405
    assert response.json()["code"] == "method_not_allowed"
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_an_unexpected_error_is_a_problem_that_tells_nothing_of_the_inside(api, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("password=secret")

    monkeypatch.setattr("content.api.routes.list_page", broken)
    response = api.get("/places")
    assert response.status_code == 500
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "server_error"
    assert b"secret" not in response.content


def test_errors_are_not_kept_by_anybody(api):
    assert api.get("/nothing").headers["Cache-Control"] == "no-store"


def test_every_code_is_explained_at_the_address_its_type_names(api):
    for code, (status, title) in problems.TITLES.items():
        assert api.json(f"/problems/{code}") == {
            "type": f"/api/v1/problems/{code}",
            "title": title,
            "status": status,
            "code": code,
        }
        assert " / " in title


def test_the_middleware_leaves_the_rest_of_the_site_alone():
    from django.http import HttpResponse

    request = HttpRequest()
    request.path_info = "/kvkk/"
    response = ApiMiddleware(lambda _request: HttpResponse("page"))(request)
    assert "Access-Control-Allow-Origin" not in response.headers
