"""Builders of road works. Days count from today; a work has one street with a line."""

import itertools
from datetime import datetime, time, timedelta

from django.utils import timezone

from content.roadworks.models import RoadWorkIndexPage, RoadWorkPage, RoadWorkStreet
from search import turkish
from tests.factories.site import home_page, neighbourhood

_numbers = itertools.count(2)
LINE = {"type": "LineString", "coordinates": [[35.4872, 38.7354], [35.4893, 38.7361]]}


def day(offset: int, clock: int = 9) -> datetime:
    """Return a time of the day `offset` days from today."""
    date = timezone.localdate() + timedelta(days=offset)
    return timezone.make_aware(datetime.combine(date, time(clock)))


def index() -> RoadWorkIndexPage:
    """Return the list of road works, made at the first call."""
    home = home_page()
    return RoadWorkIndexPage.objects.child_of(home).first() or home.add_child(
        instance=RoadWorkIndexPage(title="Asfalt çalışmaları", slug="asfalt-calismalari")
    )


def _free_slug(slug: str) -> str:
    taken = index().get_children().filter(slug=slug).exists()
    return f"{slug}-{next(_numbers)}" if taken else slug


def unsaved(title: str = "Oymak Caddesi", **fields) -> RoadWorkPage:
    """Return a work that is valid and not saved."""
    areas = fields.pop("areas", ("Sahabiye",))
    streets = fields.pop("streets", (("Oymak Caddesi", LINE),))
    values = {
        "planned_start": day(-2),
        "planned_end": day(5, 18),
        "slug": _free_slug(turkish.slugify(title)),
        "locale": index().locale,
        **fields,
    }
    page = RoadWorkPage(title=title, **values)
    page.neighbourhoods.set([neighbourhood(name) for name in areas])
    page.streets.set(
        [
            RoadWorkStreet(sort_order=order, name=name, geometry=geometry)
            for order, (name, geometry) in enumerate(streets)
        ]
    )
    return page


def draft(title: str = "Oymak Caddesi", **fields) -> RoadWorkPage:
    """Return a work nobody has published."""
    page = unsaved(title, live=False, **fields)
    index().add_child(instance=page)
    page.save_revision()
    return page


def work(title: str = "Oymak Caddesi", **fields) -> RoadWorkPage:
    """Return a public work under way, which began when it was planned to."""
    fields.setdefault("status", "in_progress")
    if fields["status"] != "planned":
        fields.setdefault("actual_start", fields.get("planned_start", day(-2)))
    page = draft(title, **fields)
    page.full_clean()
    page.get_latest_revision().publish()
    return RoadWorkPage.objects.get(pk=page.pk)


def planned(title: str = "Işıklar Caddesi", **fields) -> RoadWorkPage:
    """Return a public work that begins in a few days."""
    return work(
        title, **{"status": "planned", "planned_start": day(3), "planned_end": day(9, 18), **fields}
    )


def finished(title: str = "Değirmenönü Caddesi", **fields) -> RoadWorkPage:
    """Return a public work that ended ten days ago."""
    values = {
        "status": "finished",
        "planned_start": day(-20),
        "planned_end": day(-10, 18),
        "actual_end": day(-10, 18),
        "progress": 100,
    }
    return work(title, **{**values, **fields})


def paused(title: str = "Sivas Bulvarı", **fields) -> RoadWorkPage:
    """Return a public work that stands still."""
    return work(title, **{"status": "paused", "status_reason": "Hava koşulları", **fields})
