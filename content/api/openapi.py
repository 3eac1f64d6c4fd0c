"""The OpenAPI 3.1 document: ninja's, completed by what it cannot know, and the page that shows it.

ninja describes one media type for each answer and says nothing of headers; examples and the words
of fields that their schema leaves out come from `examples` and `words`.
"""

import copy
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import Swagger
from ninja.openapi.schema import OpenAPISchema

from content.api import examples, words
from content.api.problems import CONTENT_TYPE

_OPTIONAL = {"distance_m", "detail", "errors"}
_ETAG = {
    "description": words.ETAG,
    "schema": {"type": "string", "examples": ['W/"4a24b54eaa69a8dd786c"']},
}
_LINK = {
    "description": words.LINK,
    "schema": {"type": "string", "examples": ['</api/v1/places?cursor=abc>; rel="next"']},
}


class PublicAPI(NinjaAPI):
    """ninja's API whose document is complete, and made once."""

    def __init__(self, **options: Any) -> None:
        """Name the API after the municipality."""
        options.setdefault("title", f"{settings.WAGTAIL_SITE_NAME} API")
        options.setdefault("description", words.DESCRIPTION)
        super().__init__(openapi_extra={"tags": words.TAGS}, **options)
        self._documents: dict[str, OpenAPISchema] = {}

    def get_openapi_schema(
        self,
        *,
        path_prefix: str | None = None,
        path_params: dict[str, Any] | None = None,
    ) -> OpenAPISchema:
        """Return the document."""
        key = path_prefix or ""
        if key not in self._documents:
            document = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
            _complete(document)
            self._documents[key] = document
        return self._documents[key]


class Docs(Swagger):
    """Swagger UI from our own static files; no inline script, as the CSP demands."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        """Draw the page."""
        options = {**self.settings, "url": self.get_openapi_url(api, kwargs)}
        return render(request, "api/docs.html", {"options": options, "api": api})


def _complete(document: OpenAPISchema) -> None:
    for name, schema in document["components"]["schemas"].items():
        _complete_schema(name, schema)
    for path, methods in document["paths"].items():
        for operation in methods.values():
            _complete_operation(path, operation, document)


def _complete_schema(name: str, schema: dict[str, Any]) -> None:
    if "properties" not in schema:
        if "enum" in schema:
            schema["description"] = words.ENUMS.get(name, schema.get("description", ""))
        return
    schema["required"] = [field for field in schema.get("required", []) if field not in _OPTIONAL]
    for field, details in schema["properties"].items():
        text = words.FIELDS.get(f"{name}.{field}") or words.FIELDS.get(field)
        if text:
            details["description"] = text


def _complete_operation(path: str, operation: dict[str, Any], document: OpenAPISchema) -> None:
    # A reference would let two operations share one object, and a change of one change both.
    responses = copy.deepcopy(operation["responses"])
    operation["responses"] = {str(status): found for status, found in responses.items()}
    responses = operation["responses"]
    for status, found in responses.items():
        if status.startswith("2"):
            continue
        found["description"] = words.STATUSES[status]
        found["content"] = {CONTENT_TYPE: found["content"].pop("application/json")}
    ok = responses["200"]
    ok["description"] = words.STATUSES["200"]
    if operation["operationId"] != "get_preview":
        ok["headers"] = {"ETag": _ETAG}
        responses["304"] = {"description": words.STATUSES["304"]}
    responses["default"] = {
        "description": words.STATUSES["default"],
        "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    _as_file(ok, operation["operationId"])
    example = examples.of(operation["operationId"])
    if example is not None:
        ok["content"]["application/json"]["example"] = example
    if operation["operationId"] in examples.LISTS:
        ok["headers"]["Link"] = _LINK
        ok["content"]["application/geo+json"] = {
            "schema": {"$ref": "#/components/schemas/FeatureCollection"}
        }
        ok["content"]["text/csv"] = {"schema": {"type": "string"}}
        document["components"]["schemas"].setdefault("FeatureCollection", _FEATURES)
    for parameter in operation["parameters"]:
        given = parameter.pop("examples", None) or parameter["schema"].get("examples")
        if isinstance(given, list) and given:
            # The list form belongs to schemas; a parameter has one example.
            parameter["example"] = given[0]


def _as_file(ok: dict[str, Any], name: str) -> None:
    """Say of what type a file is: what ninja takes for JSON."""
    for ending, media_type in _FILES.items():
        if name.endswith(ending):
            ok["content"] = {media_type: ok["content"].pop("application/json")}


_FILES = {"_csv": "text/csv", "_geojson": "application/geo+json"}
_FEATURES = {
    "type": "object",
    "description": words.FEATURES,
    "required": ["type", "features", "next", "since", "more", "deleted", "total"],
    "properties": {
        "type": {
            "const": "FeatureCollection",
            "type": "string",
            "description": words.FIELDS["geojson_type"],
        },
        "bbox": {
            "type": "array",
            "items": {"type": "number"},
            "minItems": 4,
            "maxItems": 4,
            "description": words.FIELDS["bbox"],
        },
        "features": {
            "type": "array",
            "description": words.FIELDS["features"],
            "items": {
                "type": "object",
                "required": ["type", "id", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature", "type": "string"},
                    "id": {"type": "integer", "description": words.FIELDS["id"]},
                    "geometry": {
                        "type": ["object", "null"],
                        "description": words.FIELDS["geometry"],
                    },
                    "properties": {
                        "type": "object",
                        "description": words.FIELDS["properties"],
                    },
                },
            },
        },
        "next": {"type": ["string", "null"], "description": words.FIELDS["next"]},
        "since": {"type": "string", "description": words.FIELDS["since"]},
        "more": {"type": "boolean", "description": words.FIELDS["more"]},
        "deleted": {
            "type": "array",
            "items": {"$ref": "#/components/schemas/Tombstone"},
            "description": words.FIELDS["deleted"],
        },
        "total": {"type": ["integer", "null"], "description": words.FIELDS["total"]},
    },
}
