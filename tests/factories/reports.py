"""Builders of topics and reports."""

import uuid
from itertools import count

from services.requests.actions import ReportFiling, file_report
from services.requests.models import Category, Moderation, OutsideBody
from tests.factories.site import directorate, neighbourhood

HERE = (35.4821, 38.7312)
"""A point in the town, `(lng, lat)`."""
_phones = count(100)


def group(slug: str = "yol-asfalt", name: str = "Yol ve asfalt", **fields) -> Category:
    return Category.objects.get_or_create(slug=slug, defaults={"name": name, **fields})[0]


def topic(slug: str = "cukur", name: str = "Çukur ve bozuk yol", **fields) -> Category:
    """Return a topic of road works, public after moderation, with a promise of ten days."""
    found = Category.objects.filter(slug=slug).first()
    if found is not None:
        return found
    fields = {
        "group": fields.pop("group", None) or group(),
        "route_to": directorate(),
        "promise_days": 10,
        "words": "yolda çukur\nyol bozuk\ntekerlek patladı",
        **fields,
    }
    made = Category(slug=slug, name=name, **fields)
    made.full_clean()
    made.save()
    return made


def outside_body(**fields) -> OutsideBody:
    values = {"name": "Örnek Su İdaresi", "phone": "185", **fields}
    return OutsideBody.objects.get_or_create(slug="kaski", defaults=values)[0]


def filing(**fields) -> ReportFiling:
    """Return a report as the form sends it: a hole in the road, words public after moderation."""
    values = {
        "key": uuid.uuid4(),
        "type": "complaint",
        "category": fields.pop("category", None) or topic(),
        "text": "Yolda büyük bir çukur var, lastiğim patladı.",
        "public_text": "Yolda büyük bir çukur var.",
        "point": HERE,
        "place_source": "pin",
        "neighbourhood": neighbourhood("Sahabiye"),
        "street": "Örnek Sokak",
        "contact_phone": f"+905000000{next(_phones)}",
        "disclosure": "cozum-merkezi:1",
    }
    return ReportFiling(**values | fields)


def report(now=None, **fields):
    """Return a report that was filed."""
    return file_report(filing=filing(**fields), now=now)


def public_report(now=None, **fields):
    """Return a report that everybody reads: its topic's words are public at once."""
    fields.setdefault(
        "category", topic("oyun", "Oyun grubu arızası", moderation=Moderation.AT_ONCE)
    )
    return report(now, **fields)
