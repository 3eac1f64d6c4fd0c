"""Whatever is sent, the answer has the shape of the specification and is never a server error."""

import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.open311 import formats
from tests.factories import reports
from tests.factories.open311 import BASE, both, texts, tree
from tests.services.open311.test_filing import body, key, send  # noqa: F401

pytestmark = pytest.mark.django_db
NASTY = [
    "\x00",
    "' OR 1=1 --",
    "9" * 400,
    "-1",
    "ı",
    "<x>&amp;]]>",
    "\ud83d",
    "../../etc",
    "%00",
    "٣",
]
PARAMETERS = (
    *("service_request_id", "service_code", "start_date", "end_date", "status", "page"),
    *("page_size", "updated_after", "jurisdiction_id", "extensions", "locale"),
)
DATES = ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00", "2026-02-30", "2026-01-01T00:00:00"]


@pytest.mark.parametrize("name", PARAMETERS)
def test_no_value_of_a_parameter_is_a_server_error(client, name):
    reports.public_report()
    for value in [*NASTY, *DATES]:
        for path in ("requests", "servicerequestupdates"):
            response = client.get(
                f"{BASE}/{path}.json", {name: value.encode("utf-8", "surrogatepass")}
            )
            assert response.status_code in {200, 400, 404}, (name, value)
            if response.status_code >= 400:
                assert {"code", "description"} == set(response.json()[0])


def test_what_is_wrong_is_told_all_at_once(client):
    query = "?start_date=dün&end_date=2026-01-01T00:00:00&status=solved&page=0&page_size=5000"
    found, response = both(client, "requests", query)
    assert response.status_code == 400
    told = " ".join(row["description"] for row in found)
    assert all(name in told for name in ("start_date", "end_date", "status", "page ", "page_size"))
    found, _ = both(client, "requests", "?start_date=2026-01-01&end_date=2026-06-01")
    assert found[0]["description"] == "start_date ile end_date arası en çok 90 gün olabilir."
    found, _ = both(client, "requests", "?start_date=2026-02-01&end_date=2026-01-01")
    assert found[0]["description"] == "start_date, end_date’ten sonra."


def test_unknown_addresses_formats_and_methods_answer_in_the_shape_of_errors(client):
    for path, status in (
        ("requests", 404),
        ("requests.html", 404),
        ("nothing.json", 404),
        ("services/yok.json", 404),
        ("services/%00.json", 404),
        ("requests/9999999999999999999999.json", 404),
        ("requests/abc.json", 404),
        ("tokens/yok.json", 404),
    ):
        response = client.get(f"{BASE}/{path}")
        assert response.status_code == status, path
        if path.endswith(".json"):
            assert response.json()[0]["code"] == status
        else:
            assert ElementTree.fromstring(response.content).tag == "errors"
    response = client.delete(f"{BASE}/services.json")
    assert (response.status_code, response.json()[0]["code"]) == (405, 405)


@pytest.mark.parametrize(
    ("content_type", "raw"),
    [
        ("application/json", b'{"service_code": "cukur"}'),
        ("multipart/form-data; boundary=x", b"--x\r\nnothing"),
        ("multipart/form-data", b"x"),
        ("text/plain", b"service_code=cukur"),
        ("application/x-www-form-urlencoded", b"\xff\xfe%ff=%zz&&&===&attribute[]=1"),
        ("application/x-www-form-urlencoded; charset=utf-99", b"service_code=cukur"),
    ],
)
def test_a_body_that_is_no_form_is_an_error_of_the_sender(client, key, content_type, raw):  # noqa: F811
    response = client.generic(
        "POST", f"{BASE}/requests.json", raw, content_type=content_type, headers={"x-api-key": key}
    )
    assert response.status_code == 400
    assert response.json()[0]["code"] == 400


@pytest.mark.parametrize(
    "name",
    [
        *("service_code", "lat", "address_string", "address_id", "email", "phone", "first_name"),
        *("description", "media_url", "jurisdiction_id", "api_key", "attribute[x]", "locale"),
    ],
)
def test_no_value_of_a_field_is_a_server_error(client, key, name):  # noqa: F811
    for value in ["a\x00b", "9" * 5_000, "<b>x</b>", "ı" * 300, "-0", "nan", "inf", "1e999"]:
        response = send(client, body(key, **{name: value}))
        assert response.status_code in {200, 201, 400, 403, 404}, (name, value)


def test_too_large_a_body_is_an_error_of_the_sender(client, key, settings):  # noqa: F811
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    response = send(client, body(key, description="x" * 2_000))
    assert response.status_code in {400, 413}
    assert response.json()[0]["code"] == response.status_code


def test_our_own_error_has_the_shape_too(client, monkeypatch):
    def broken():
        raise RuntimeError("broken")

    monkeypatch.setattr("services.open311.views.topics", broken)
    client.raise_request_exception = False
    found, response = both(client, "services")
    assert response.status_code == 500
    assert found == [
        {"code": 500, "description": "Bizde bir hata oluştu. Lütfen daha sonra yeniden deneyin."}
    ]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8"), max_size=20),
    lambda inner: st.dictionaries(st.sampled_from(["a", "b", "c"]), inner, min_size=1, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.sampled_from(["a", "b"]), VALUES, min_size=1), min_size=1))
def test_json_and_xml_always_say_the_same(value):
    cleaned = formats.clean(value)
    as_json = json.loads(formats.to_json(cleaned))
    as_xml = ElementTree.fromstring(formats.to_xml("services", cleaned))
    assert tree(as_xml) == texts(as_json)


def test_characters_that_xml_cannot_hold_are_left_out_of_both(client):
    made = reports.public_report(public_text="Çukur\x0b var \ufffe & <b>\r\nburada")
    found, _ = both(client, f"requests/{made.pk}")
    assert found[0]["description"] == "Çukur var  & <b>\nburada"
