"""The contract held against the whole demo municipality, and against other people's tools."""

import json
import shutil
import subprocess

import hypothesis
import jsonschema_rs
import pytest
import schemathesis
from django.conf import settings
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django.test import Client
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

from content.api.kinds import TYPED
from content.management.commands.export_openapi import SNAPSHOT, document_text
from search.kinds import all_kinds
from search.models import PublishedDocument
from tests.api.reading import Reader

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo municipality, loaded once for the module and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0)
        yield Reader(Client())
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def document():
    return json.loads(document_text())


def validator(document, name):
    schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    return jsonschema_rs.Draft202012Validator(schema)


@pytest.mark.parametrize("address", TYPED)
def test_every_document_of_the_demo_follows_the_schema_of_its_list(demo, document, address):
    found = validator(document, f"{address.title()}Page")
    count = 0
    for locale in ("tr", "en", "ar"):
        cursor = {}
        while True:
            page = demo.json(f"/{address}", limit=100, locale=locale, **cursor)
            errors = [str(error) for error in found.iter_errors(page)]
            assert errors == [], errors[:3]
            count += len(page["items"])
            if not page["next"]:
                break
            cursor = {"cursor": page["next"]}
    assert count, f"the demo has no {address}"


def test_every_kind_of_document_follows_its_schema_with_its_body(demo, document):
    schema = document["paths"]["/api/v1/documents/{document_id}"]["get"]["responses"]["200"]
    found = jsonschema_rs.Draft202012Validator(
        {**schema["content"]["application/json"]["schema"], "components": document["components"]}
    )
    seen = set()
    for kind in all_kinds():
        rows = PublishedDocument.objects.public().of_kind(kind.name)
        for page_id in rows.values_list("page_id", flat=True)[:25]:
            body = demo.json(f"/documents/{page_id}")
            errors = [str(error) for error in found.iter_errors(body)]
            assert errors == [], (kind.name, errors[:3])
            seen.add(kind.name)
    assert set(TYPED.values()) <= seen


@pytest.mark.parametrize(
    "path", ["/categories", "/neighbourhoods", "/directorates", "/navigation", "/settings"]
)
def test_the_data_of_the_site_follow_their_schemas(demo, document, path):
    schema = document["paths"][f"/api/v1{path}"]["get"]["responses"]["200"]
    found = jsonschema_rs.Draft202012Validator(
        {**schema["content"]["application/json"]["schema"], "components": document["components"]}
    )
    body = demo.json(path)
    assert [str(error) for error in found.iter_errors(body)] == []
    assert body


@pytest.mark.parametrize("path", ["/search", "/suggest"])
def test_what_a_search_of_the_demo_finds_follows_its_schema(demo, document, path):
    schema = document["paths"][f"/api/v1{path}"]["get"]["responses"]["200"]
    found = jsonschema_rs.Draft202012Validator(
        {**schema["content"]["application/json"]["schema"], "components": document["components"]}
    )
    kinds = set()
    for words in ("park", "mahalle", "vefat", "asfalt", "kocasinan", "duyuru", "başvuru", "kvkk"):
        body = demo.json(path, q=words, **({"limit": 100} if path == "/search" else {}))
        assert [str(error) for error in found.iter_errors(body)][:3] == []
        kinds |= {item["kind"] for item in body["items"]}
    assert kinds >= {"place", "roadwork", "service"}


def test_a_copy_of_the_demo_made_by_csv_has_as_many_rows_as_by_json(demo):
    text = demo.get("/places", format="csv", limit=100).content.decode("utf-8-sig")
    assert len(demo.json("/places", limit=100)["items"]) == text.count("\r\n") - 1


def test_typescript_makes_strict_types_of_the_document_and_a_client_compiles(tmp_path):
    tools = settings.BASE_DIR / "node_modules" / ".bin"
    if not (tools / "openapi-typescript").exists() or not shutil.which("node"):
        pytest.fail("The npm packages are missing: run make test, which installs them.")
    types = tmp_path / "api.d.ts"
    subprocess.run([tools / "openapi-typescript", SNAPSHOT, "-o", types], check=True, timeout=120)
    (tmp_path / "client.ts").write_text(
        """
import type { components, paths } from "./api";
type Answer = paths["/api/v1/documents"]["get"]["responses"]["200"]["content"]["application/json"];
type Place = components["schemas"]["Place"];
export function names(answer: Answer): string[] {
  return answer.items.flatMap((item) => {
    if (item.kind === "obituary") return [item.name];
    if (item.kind === "place") return [item.title, item.category.name];
    return [item.title];
  });
}
export const step = (place: Place): "yes" | "no" | "unknown" => place.accessibility.step_free;
export const start = (work: components["schemas"]["Roadwork"]): string | undefined =>
  work.streets[0]?.from;
export const problem = (error: components["schemas"]["Problem"]): string => error.code;
""",
        encoding="utf-8",
    )
    compiled = subprocess.run(
        [
            tools / "tsc",
            "--noEmit",
            "--strict",
            "--noUncheckedIndexedAccess",
            "--target",
            "es2022",
            "client.ts",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert compiled.returncode == 0, compiled.stdout


@pytest.fixture(scope="module")
def contract(demo):
    # As Django's own test client does: the open transaction is not to be closed after a request.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("path", list(json.loads(document_text())["paths"]))
def test_no_request_the_document_allows_or_forbids_makes_a_server_error(contract, path, mode):
    checks = [not_a_server_error, status_code_conformance, content_type_conformance]

    @hypothesis.settings(
        max_examples=15,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(case=contract[path]["GET"].as_strategy(generation_mode=mode))
    def ask(case):
        case.call_and_validate(checks=checks)

    if mode is GenerationMode.NEGATIVE and not has_parameters(path):
        return
    ask()


def has_parameters(path):
    return bool(json.loads(document_text())["paths"][path]["get"]["parameters"])
