"""Builders of the duty page and its rota."""

from datetime import date
from typing import Any

from content.duty.models import DutyPage, DutyShift
from content.imports import Row
from content.places.models import PlaceIndexPage, PlacePage
from tests.factories.places import category, guide, place

TUESDAY = date(2026, 11, 24)


def duty_page(**fields: Any) -> DutyPage:
    """Return the Turkish duty page, public, made at the first call."""
    found = DutyPage.objects.first()
    if found:
        return found
    fields.setdefault("category", category())
    page = DutyPage(title="Nöbetçi eczaneler", slug="nobetci-eczaneler", **fields)
    PlaceIndexPage.objects.get(pk=guide().pk).add_child(instance=page)
    return page


def pharmacy(title: str, **fields: Any) -> PlacePage:
    """Return a public pharmacy with a phone."""
    return place(title, **{"phones": "0352 000 10 08", **fields})


def on_duty(title: str, day: date = TUESDAY, **fields: Any) -> DutyShift:
    """Put a pharmacy on the rota of a day; it is made when there is none of that name."""
    duty_page()
    page = PlacePage.objects.filter(title=title).first() or pharmacy(title, **fields)
    return DutyShift.objects.create(day=day, pharmacy=page)


def row(day: str = "2026-11-24", name: str = "Lale Eczanesi", line: int = 2, **more: str) -> Row:
    """Return a row of an import file."""
    return Row(line, {"date": day, "name": name, **more})
