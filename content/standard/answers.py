"""Answer cards of services: the start button, and the service a number in the box belongs to."""

import re
from datetime import datetime
from typing import Any

from django.utils import timezone

from search.answers import Asked, Card, Provider, register
from search.generation import watch
from search.memory import remembered
from search.models import PublishedDocument

# Last part of the address of the services that numbers lead to.
CASE_LOOKUP = ("talep-sorgulama", "basvuru-sorgulama")
ZONING = ("e-imar", "imar-durumu")

# CM-26-00482-K: letters, year, number, and a check character without 0, O, 1 and I.
CASE_REFERENCE = re.compile(
    r"(?P<desk>[A-Z]{2,4})[-\s]?(?P<year>\d{2})[-\s]?(?P<number>\d{5,6})[-\s]?"
    r"(?P<check>[2-9A-HJ-NP-Z])"
)
# A slash alone is also a door number or a date, so it must be all there is.
_PARCELS = (
    re.compile(r"^(?P<block>\d{1,6})\s*/\s*(?P<parcel>\d{1,5})$"),
    re.compile(r"\b(?P<block>\d{1,6})\.?\s*ada\b\s*,?\s*(?P<parcel>\d{1,5})\b"),
    re.compile(r"\bada\s*:?\s*(?P<block>\d{1,6})\s*,?\s*parsel\s*:?\s*(?P<parcel>\d{1,5})\b"),
)


def case_reference(text: str) -> str:
    """Return the case reference a query is, as it is written; empty when it is none."""
    # A Turkish keyboard gives ı and İ where the desk's letters have I.
    plain = text.strip().replace("ı", "I").replace("i", "I").replace("İ", "I").upper()
    found = CASE_REFERENCE.fullmatch(plain)
    return "-".join(found.group("desk", "year", "number", "check")) if found else ""


def parcel(text: str) -> tuple[str, str] | None:
    """Return block and parcel (ada, parsel) of a query that names them; None otherwise."""
    plain = " ".join(text.replace("İ", "i").lower().split()).strip(" .,")
    for pattern in _PARCELS:
        if found := pattern.search(plain):
            return found["block"], found["parcel"]
    return None


@remembered(maxsize=4)
def _services(locale: str, generation: int, minute: int) -> dict[str, dict[str, Any]]:
    """Return the listed services of a language by the last part of their address."""
    now = datetime.fromtimestamp(minute * 60, tz=timezone.get_current_timezone())
    rows = PublishedDocument.objects.listed(now).of_kind("service").in_locale(locale)
    return {
        path.rstrip("/").rpartition("/")[2]: {
            "path": path,
            "title": title,
            "summary": data.get("summary", ""),
            "start": data["start"],
        }
        for path, title, data in rows.order_by("path").values_list("path", "title", "payload")
    }


def _service(asked: Asked, names: tuple[str, ...]) -> dict[str, Any] | None:
    found = _services(asked.locale, watch.current(), int(asked.now.timestamp() // 60))
    return next((found[name] for name in names if name in found), None)


def number(asked: Asked) -> Card | None:
    """Return the service that a case reference or a parcel belongs to, if it is published."""
    reference, land = case_reference(asked.text), parcel(asked.text)
    if reference:
        service, what = _service(asked, CASE_LOOKUP), {"reference": reference}
    elif land:
        service, what = _service(asked, ZONING), {"block": land[0], "parcel": land[1]}
    else:
        return None
    if service is None:
        return None
    paths = frozenset({service["path"]})
    data = {**service, **what}
    return Card(template="answers/number.jinja", data=data, paths=paths, complete=True)


def start(asked: Asked) -> Card | None:
    """Return the start button of the service that is the best result."""
    best = asked.hits[0].document if asked.hits else None
    if best is None or best.kind != "service" or not best.data["start"]:
        return None
    names = ("duration", "fee", "start", "summary")
    data = {"title": best.title, "path": best.path, **{name: best.data[name] for name in names}}
    return Card(template="answers/service.jinja", data=data, paths=frozenset({best.path}))


register(Provider(name="number", answer=number, order=10))
register(Provider(name="service", answer=start, order=60, alone=True))
