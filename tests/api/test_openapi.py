"""The OpenAPI document: complete, in two languages, true, and changed only on purpose."""

import json

import jsonschema_rs
import pytest
from django.contrib.staticfiles import finders

from content.api import examples
from content.api.kinds import item_schema
from content.management.commands.export_openapi import SNAPSHOT, document_text


@pytest.fixture(scope="module")
def document():
    return json.loads(document_text())


def operations(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def validator(document, schema):
    return jsonschema_rs.Draft202012Validator({**schema, "components": document["components"]})


def test_the_document_equals_its_snapshot():
    assert document_text() == SNAPSHOT.read_text(encoding="utf-8"), (
        "The API's contract has changed. If that is meant, run: manage.py export_openapi"
    )


def test_the_document_served_is_the_one_exported(api, document):
    assert api.json("/openapi.json") == document
    assert document["openapi"].startswith("3.1")


def test_the_api_is_read_only_and_its_operations_have_stable_names(document):
    names = [operation["operationId"] for _name, operation in operations(document)]
    assert len(names) == len(set(names))
    assert all(name.startswith("get ") for name, _operation in operations(document))


def test_every_operation_and_parameter_speaks_both_languages(document):
    for name, operation in operations(document):
        assert " / " in operation["summary"], name
        assert "\n\n" in operation["description"] or ". " in operation["description"], name
        for parameter in operation["parameters"]:
            assert " / " in parameter["description"], (name, parameter["name"])


def test_every_answer_and_every_field_speaks_both_languages(document):
    missing = []
    for name, operation in operations(document):
        for status, response in operation["responses"].items():
            if " / " not in response["description"]:
                missing.append(f"{name} {status}")
    for name, schema in document["components"]["schemas"].items():
        for field, details in schema.get("properties", {}).items():
            if " / " not in details.get("description", ""):
                missing.append(f"{name}.{field}")
    assert missing == []


def test_errors_are_described_as_problems_and_lists_in_all_three_formats(document):
    for name, operation in operations(document):
        for status, response in operation["responses"].items():
            if status.startswith(("4", "d")):
                assert list(response["content"]) == ["application/problem+json"], name
        if operation["operationId"] in examples.LISTS:
            assert set(operation["responses"]["200"]["content"]) == {
                "application/json",
                "application/geo+json",
                "text/csv",
            }


def test_the_examples_follow_the_schemas(document):
    checked = 0
    for _name, operation in operations(document):
        content = operation["responses"]["200"]["content"].get("application/json", {})
        if "example" in content:
            validator(document, content["schema"]).validate(content["example"])
            checked += 1
    assert checked >= 13


@pytest.mark.parametrize("kind", sorted(set(examples.LISTS.values())))
def test_an_example_shows_every_field_of_its_kind(kind):
    names = set(item_schema(kind).model_fields) - {"distance_m"}
    assert set(examples.document(kind)) == names


def test_the_docs_page_loads_nothing_from_elsewhere_and_runs_no_inline_script(api):
    response = api.get("/docs")
    page = response.content.decode()
    assert "http://" not in page
    assert "https://" not in page
    assert page.count("<script") == page.count("<script src=") + 1
    assert '<script id="swagger-settings" type="application/json">' in page
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert finders.find("ninja/swagger-ui-bundle.js")
