"""Writes one tree of values as JSON and as XML, by the Spark convention of the specification.

Lists have a name in XML and none in JSON; what is empty is null there and an empty element here.
Characters that XML 1.0 cannot hold are left out of both, so that both always say the same.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from django.http import HttpResponse

from content.signs import for_xml

JSON, XML = "json", "xml"
CONTENT_TYPES = {JSON: "application/json; charset=utf-8", XML: "text/xml; charset=utf-8"}
# What one thing of a list is called in XML.
ITEMS = {
    "services": "service",
    "attributes": "attribute",
    "values": "value",
    "service_requests": "request",
    "service_request_updates": "request_update",
    "errors": "error",
    "endpoints": "endpoint",
    "formats": "format",
}


def written(format_: str, root: str, value: Any, status: int = 200) -> HttpResponse:
    """Return an answer in a format; `root` is the name of the whole in XML."""
    value = clean(value)
    text = to_json(value) if format_ == JSON else to_xml(root, value)
    return HttpResponse(text, status=status, content_type=CONTENT_TYPES[format_])


def clean(value: Any) -> Any:
    """Return a tree without characters that XML cannot hold; line ends as XML reads them."""
    if isinstance(value, str):
        return for_xml(value).replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, Mapping):
        return {name: clean(one) for name, one in value.items()}
    if isinstance(value, Sequence):
        return [clean(one) for one in value]
    return value


def to_json(value: Any) -> str:
    """Return JSON; what is an empty text is null."""
    return json.dumps(_null_for_empty(value), ensure_ascii=False)


def to_xml(root: str, value: Any) -> str:
    """Return XML with its declaration, without a namespace."""
    parts = ['<?xml version="1.0" encoding="utf-8"?>\n']
    _element(parts, root, value)
    return "".join(parts)


def _element(parts: list[str], name: str, value: Any) -> None:
    if value is None or (isinstance(value, str | list | dict) and not value):
        parts.append(f"<{name}/>")
        return
    parts.append(f"<{name}>")
    if isinstance(value, dict):
        for inner, one in value.items():
            _element(parts, inner, one)
    elif isinstance(value, list):
        for one in value:
            _element(parts, ITEMS[name], one)
    elif isinstance(value, bool):
        parts.append("true" if value else "false")
    else:
        parts.append(escape(str(value)))
    parts.append(f"</{name}>")


def _null_for_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _null_for_empty(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_null_for_empty(one) for one in value]
    return None if value == "" else value
