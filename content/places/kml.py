"""The guide's list as KML 2.2 (OGC 07-147r2), for map programs."""

from collections.abc import Sequence
from xml.etree import ElementTree

from django.utils.translation import gettext_lazy as _

from content.feeds.entries import Entry
from content.feeds.formats import WHOLE, Feed, Format, register

NAMESPACE = "http://www.opengis.net/kml/2.2"


def kml(feed: Feed, entries: Sequence[Entry]) -> str:
    """Return the places that have a point.

    Text is escaped by the library; characters XML 1.0 cannot hold are taken out.
    """
    ElementTree.register_namespace("", NAMESPACE)
    root = ElementTree.Element(f"{{{NAMESPACE}}}kml")
    document = _child(root, "Document")
    _child(document, "name", feed.title)
    for entry in entries:
        row = entry.shown.data
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
            ("url", feed.base + row["url"]),
            ("category", (row["category"] or {}).get("name", "")),
            ("opening_hours", row["opening_hours"]),
            ("verified_on", row["verified_on"] or ""),
            *row["accessibility"].items(),
        ):
            _child(_child(data, "Data", name=name), "value", value)
        _child(_child(mark, "Point"), "coordinates", f"{row['lng']},{row['lat']}")
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def _child(
    parent: ElementTree.Element, tag: str, text: str = "", **attributes: str
) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    child.text = "".join(sign for sign in text if sign >= " " or sign in "\t\n\r") or None
    return child


def register_format() -> None:
    """Give lists of places this format."""
    register(
        Format(
            "kml",
            _("KML"),
            "application/vnd.google-earth.kml+xml",
            WHOLE,
            kml,
            kinds=("place",),
            is_file=True,
        )
    )
