"""The guide's list as a file: all of it, narrowed by the same parameters as the list itself."""

import json
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.api.tabular import csv_text
from content.lists import narrowed
from content.places.lists import PLACES

NAMESPACE = "http://www.opengis.net/kml/2.2"
Rows = list[dict[str, Any]]


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Answer the list as `kml`, `geojson` or `csv`. One query, all pages at once."""
    media_type, write = FORMS[form]
    results = narrowed(
        PLACES,
        request.GET.dict(),
        path=request.path,
        locale=translation.get_language() or settings.LANGUAGE_CODE,
        now=timezone.localtime(),
    )
    assert results.query is not None
    rows = list(results.query.values_list("payload", flat=True))
    response = HttpResponse(write(rows, request), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="kent-rehberi.{form}"'
    return response


def kml(rows: Rows, request: HttpRequest) -> bytes:
    """Return KML 2.2 (OGC 07-147r2); places without a point are left out.

    Text is escaped by the library; characters XML 1.0 cannot hold are taken out.
    """
    ElementTree.register_namespace("", NAMESPACE)
    root = ElementTree.Element(f"{{{NAMESPACE}}}kml")
    document = _child(root, "Document")
    _child(document, "name", _("City guide"))
    for row in rows:
        if row["lat"] is None:
            continue
        mark = _child(document, "Placemark", id=f"yer-{row['id']}")
        _child(mark, "name", row["title"])
        if row["address"]:
            _child(mark, "address", row["address"])
        if row["phones"]:
            _child(mark, "phoneNumber", row["phones"][0])
        _child(mark, "description", row["description"])
        data = _child(mark, "ExtendedData")
        for name, value in (
            ("url", request.build_absolute_uri(row["url"])),
            ("category", (row["category"] or {}).get("name", "")),
            ("opening_hours", row["opening_hours"]),
            ("verified_on", row["verified_on"] or ""),
            *row["accessibility"].items(),
        ):
            _child(_child(data, "Data", name=name), "value", value)
        _child(_child(mark, "Point"), "coordinates", f"{row['lng']},{row['lat']}")
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _child(
    parent: ElementTree.Element, tag: str, text: str = "", **attributes: str
) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    child.text = "".join(sign for sign in text if sign >= " " or sign in "\t\n\r") or None
    return child


def geojson(rows: Rows, request: HttpRequest) -> str:
    """Return a FeatureCollection (RFC 7946); places without a point keep a null geometry."""
    features = [
        {
            "type": "Feature",
            "id": row["id"],
            "geometry": row.pop("geometry"),
            "properties": row,
        }
        for row in rows
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def table(rows: Rows, request: HttpRequest) -> str:
    """Return CSV with the API's columns."""
    return csv_text(rows, ["place"], [], with_distance=False)


FORMS: dict[str, tuple[str, Callable[[Rows, HttpRequest], str | bytes]]] = {
    "kml": ("application/vnd.google-earth.kml+xml", kml),
    "geojson": ("application/geo+json", geojson),
    "csv": ("text/csv; charset=utf-8", table),
}
