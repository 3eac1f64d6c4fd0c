"""Builders of programs' keys, and reading of answers in both formats."""

import json
from xml.etree import ElementTree

from services.open311 import keys
from services.open311.formats import ITEMS
from services.open311.models import ApiKey

BASE = "/open311/v2"


def program(name: str = "Kent mobil uygulaması", **fields) -> tuple[ApiKey, str]:
    """Return a key that is stored, and the key as its program has it."""
    secret = keys.new_key()
    values = {"contact": "ekip@example.org", "digest": keys.digest_of(secret), **fields}
    made = ApiKey(name=name, begins=secret[:8], **values)
    made.full_clean()
    made.save()
    return made, secret


def tree(element: ElementTree.Element):
    """Return XML as the JSON of the Spark convention says it, all values as texts or None."""
    if element.tag in ITEMS:
        assert all(inner.tag == ITEMS[element.tag] for inner in element)
        return [tree(inner) for inner in element]
    if len(element):
        return {inner.tag: tree(inner) for inner in element}
    return element.text or None


def texts(value):
    """Return JSON with all values as the texts XML has for them."""
    if isinstance(value, dict):
        return {name: texts(one) for name, one in value.items()}
    if isinstance(value, list):
        return [texts(one) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if value is None else str(value)


def both(client, path: str, query: str = "", **headers):
    """Read an address in both formats, see that they say the same, return the JSON."""
    as_json = client.get(f"{BASE}/{path}.json{query}", headers=headers)
    as_xml = client.get(f"{BASE}/{path}.xml{query}", headers=headers)
    assert as_json.status_code == as_xml.status_code
    assert as_json["Content-Type"] == "application/json; charset=utf-8"
    assert as_xml["Content-Type"] == "text/xml; charset=utf-8"
    assert as_xml.content.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
    found = json.loads(as_json.content)
    assert tree(ElementTree.fromstring(as_xml.content)) == texts(found)
    return found, as_json
