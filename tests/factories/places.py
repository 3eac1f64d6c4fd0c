"""Builders of the city guide: categories, places in every state, rows of import files."""

import csv
import io
from datetime import time, timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from content.imports import Row
from content.places.importing import PlaceImporter
from content.places.models import PlaceCategory, PlaceHours, PlaceIndexPage, PlacePage
from home.models import HomePage
from tests.factories.site import home_page, neighbourhood


def category(name: str = "Eczane", group: str = "Sağlık", **fields: Any) -> PlaceCategory:
    """Return a category below its group; both are made at the first call."""
    parent, _made = PlaceCategory.objects.get_or_create(
        name=group, parent=None, defaults={"icon": "hospital"}
    )
    found = PlaceCategory.objects.filter(name=name, parent=parent).first()
    if found is None:
        found = PlaceCategory(name=name, parent=parent, **fields)
        found.full_clean()
        found.save()
    return found


def guide() -> PlaceIndexPage:
    """Return the Turkish guide, public, made at the first call."""
    home = home_page()
    found = PlaceIndexPage.objects.filter(locale=home.locale).first()
    return found or home.add_child(
        instance=PlaceIndexPage(title="Kent rehberi", slug="kent-rehberi", locale=home.locale)
    )


def place(title: str = "Lale Eczanesi", *, live: bool = True, **fields: Any) -> PlacePage:
    """Return a place of the guide, public unless told otherwise."""
    index = guide()
    fields.setdefault("category", None)
    fields["category"] = fields["category"] or category()
    page = PlacePage(title=title, live=live, locale=index.locale, **fields)
    PlaceIndexPage.objects.get(pk=index.pk).add_child(instance=page)
    return page


def draft_place(title: str = "Taslak Eczanesi", **fields: Any) -> PlacePage:
    return place(title, live=False, **fields)


def private_place(title: str = "Gizli Eczane", **fields: Any) -> PlacePage:
    page = place(title, **fields)
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    return page


def expired_place(title: str = "Kapanan Eczane", **fields: Any) -> PlacePage:
    yesterday = timezone.now() - timedelta(days=1)
    return place(title, expire_at=yesterday, **fields)


def open_weekdays(page: PlacePage, opens: time = time(8, 30), closes: time = time(17)) -> PlacePage:
    """Give a place hours from Monday to Friday."""
    page.hours.set([PlaceHours(weekday=0, last_weekday=4, opens=opens, closes=closes)])
    page.full_clean()
    page.save()
    return PlacePage.objects.get(pk=page.pk)


def english_guide() -> PlaceIndexPage:
    """Return the English guide below an English home page."""
    return guide_in("en")


def guide_in(code: str) -> PlaceIndexPage:
    """Return the guide in a language, below a home page in it."""
    index = guide()
    locale = Locale.objects.get_or_create(language_code=code)[0]
    home = home_page()
    if not HomePage.objects.filter(locale=locale).exists():
        home.copy_for_translation(locale).save_revision().publish()
    existing = PlaceIndexPage.objects.filter(locale=locale).first()
    if existing is None:
        existing = index.copy_for_translation(locale)
        existing.save_revision().publish()
    return PlaceIndexPage.objects.get(pk=existing.pk)


def translated(page: PlacePage, title: str, description: str, code: str = "en") -> PlacePage:
    """Return the public translation of a place, English unless told otherwise."""
    english = page.copy_for_translation(guide_in(code).locale)
    english.title, english.description = title, description
    english.save_revision().publish()
    return PlacePage.objects.get(pk=english.pk)


def row(line: int = 2, **values: Any) -> Row:
    """Return a good row of an import file with some values changed; None leaves a column out."""
    whole: dict[str, Any] = {
        "external_id": "yer-1",
        "name": "Lale Eczanesi",
        "other_names": "",
        "category": "Sağlık",
        "subcategory": "Eczane",
        "description": "Reçeteli ilaçlar.",
        "neighbourhood": "Sahabiye",
        "street": "Lale Sokak",
        "door_no": "12A",
        "lat": "38.7402",
        "lng": "35.479",
        "phone": "+90 352 000 10 08",
        "email": "",
        "web": "",
        "opening_hours": "Mo-Sa 08:30-19:00",
        "step_free": "yes",
        "capacity": "",
        "verified_on": "2026-04-04",
    }
    whole |= values
    return Row(line, {name: value for name, value in whole.items() if value is not None})


def csv_file(*rows: Row, delimiter: str = ",") -> io.BytesIO:
    """Return rows as the bytes of a CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0].values), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(item.values for item in rows)
    return io.BytesIO(text.getvalue().encode())


def importer(**options: Any) -> PlaceImporter:
    """Return an importer into the guide, with the category and neighbourhood of `row`."""
    category()
    neighbourhood()
    options.setdefault("publish", True)
    return PlaceImporter(guide(), **options)
