"""Places from CSV or GeoJSON; the columns are listed in docs/editors/ice-aktarma.md."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.imports import RowError
from content.imports.pages import PageImporter
from content.places import hours, reading
from content.places.models import (
    ACCESS_FACTS,
    PlaceCategory,
    PlaceException,
    PlaceHours,
    PlaceIndexPage,
    PlacePage,
)
from search import turkish

REQUIRED = {"external_id", "name", "category", "subcategory"}
# Taken over when the file has the column; what an editor wrote stays when it does not.
TEXTS = ("description", "street", "door_no", "email", "web")
COMPARED = (
    *("title", "category_id", "neighbourhood_id", "other_names", *TEXTS),
    *("phones", "lat", "lng", "capacity", "verified_on", *ACCESS_FACTS),
)


class PlaceImporter(PageImporter):
    """Creates or updates places of the guide; makes missing categories, too, where asked."""

    model = PlacePage
    being_edited = gettext_lazy(
        "Somebody is editing this place; publish or discard the draft first."
    )

    def __init__(self, index: PlaceIndexPage, **options: Any) -> None:
        """Read the categories once, too."""
        super().__init__(index, **options)
        self.leaves: dict[tuple[str, str], PlaceCategory] = {}
        for category in PlaceCategory.objects.select_related("parent"):
            group = category.parent or category
            self.leaves[_folded(group.name, category.name)] = category

    def slug_of(self, page: PlacePage, key: str, index: PlaceIndexPage) -> str:
        """Return the name, with the external id where another place has it."""
        slug = turkish.slugify(page.title)[:200]
        is_taken = index.get_children().filter(slug=slug).exists()
        return turkish.slugify(f"{page.title[:150]} {key}") if is_taken else slug

    def comparable(self, page: PlacePage) -> Any:
        """Return the fields and the opening hours."""
        return (*(getattr(page, name) for name in COMPARED), page.opening())

    def fill(self, page: PlacePage, values: Mapping[str, Any]) -> None:
        """Take a row's values over; what the row does not say stays."""
        page.title = page.draft_title = reading.text(values, "name")
        if not page.title:
            raise RowError(_("name is empty."))
        group, name = reading.text(values, "category"), reading.text(values, "subcategory")
        page.category = self._category(group, name or group)
        for field in (field for field in TEXTS if field in values):
            setattr(page, field, reading.text(values, field))
        if "other_names" in values:
            page.other_names = reading.several(values, "other_names")
        if "phone" in values:
            page.phones = reading.several(values, "phone")
        if "neighbourhood" in values:
            page.neighbourhood = self.area(reading.text(values, "neighbourhood"))
        if {"geometry", "lat", "lng"} & set(values):
            page.lat, page.lng = reading.point(values)
        for fact in (fact for fact in ACCESS_FACTS if fact in values):
            setattr(page, fact, reading.known(values, fact))
        if "capacity" in values:
            page.capacity = reading.whole(values, "capacity")
        if "verified_on" in values:
            page.verified_on = reading.day(values, "verified_on")
        if "opening_hours" in values:
            _set_hours(page, reading.opening_hours(values, "opening_hours"))
        page.clean()

    def _category(self, group_name: str, name: str) -> PlaceCategory:
        found = self.leaves.get(_folded(group_name, name))
        if found and (found.parent_id or name == group_name):
            return found
        if not self.create_missing or not group_name:
            raise RowError(
                _("There is no category “%(name)s” in “%(group)s”.")
                % {"name": name, "group": group_name}
            )
        # Not remembered: the row may still be undone, and the category with it.
        group = _made(group_name, None)
        return _made(name, group) if name != group_name else group


def _made(name: str, parent: PlaceCategory | None) -> PlaceCategory:
    """Return the category of this name in its group, made when it is missing."""
    for known in PlaceCategory.objects.filter(parent=parent):
        if turkish.fold(known.name) == turkish.fold(name):
            return known
    category = PlaceCategory(name=name, parent=parent, icon=parent.icon if parent else "map-pin")
    category.full_clean()
    category.save()
    return category


def _set_hours(page: PlacePage, found: hours.Hours) -> None:
    """Take the hours over; rules the text is silent about stay as the editor set them."""
    old = page.opening()
    page.always_open = found.always_open
    if found.public_holidays is not hours.HolidayRule.UNKNOWN:
        page.public_holidays = page.religious_holidays = found.public_holidays.value
    if set(old.spans) != set(found.spans):
        kept = [row for row in page.hours.all() if row.in_ramadan]
        page.hours.set(
            [
                *kept,
                *(
                    PlaceHours(
                        sort_order=order,
                        weekday=row.first,
                        last_weekday=row.last if row.last != row.first else None,
                        opens=_clock(row.opens),
                        closes=_clock(row.closes),
                    )
                    for order, row in enumerate(hours.rows_of(found.spans))
                ),
            ]
        )
    if found.specials and {item._replace(note="") for item in old.specials} != set(found.specials):
        page.exceptions.set(
            [
                PlaceException(
                    sort_order=order,
                    first_day=item.first,
                    last_day=item.last,
                    opens=_clock(item.opens) if item.opens else None,
                    closes=_clock(item.closes) if item.opens else None,
                    every_day=item.every_day,
                )
                for order, item in enumerate(found.specials)
            ]
        )


def _clock(text: str) -> time:
    return time() if text == "24:00" else time.fromisoformat(text)


def _folded(group: str, name: str) -> tuple[str, str]:
    return turkish.fold(group), turkish.fold(name)
