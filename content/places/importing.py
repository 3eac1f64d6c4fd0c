"""Places from CSV or GeoJSON; the columns are listed in docs/editors/ice-aktarma.md."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale

from content.imports import Outcome, RowError
from content.places import hours, reading
from content.places.models import (
    ACCESS_FACTS,
    PlaceCategory,
    PlaceException,
    PlaceHours,
    PlaceIndexPage,
    PlacePage,
)
from content.reference.models import Neighbourhood
from search import turkish

REQUIRED = {"external_id", "name", "category", "subcategory"}
# Taken over when the file has the column; what an editor wrote stays when it does not.
TEXTS = ("description", "street", "door_no", "email", "web")
COMPARED = (
    *("title", "category_id", "neighbourhood_id", "other_names", *TEXTS),
    *("phones", "lat", "lng", "capacity", "verified_on", *ACCESS_FACTS),
)


class PlaceImporter:
    """Creates or updates places below an index page.

    Args:
        index: The guide the places go into.
        publish: True publishes each place; False keeps changes as drafts.
        create_missing: True makes unknown categories and neighbourhoods instead of rejecting.
        user: Who imports, for the page history.
    """

    model = PlacePage

    def __init__(
        self,
        index: PlaceIndexPage,
        *,
        publish: bool,
        create_missing: bool = False,
        user: Any = None,
    ) -> None:
        """Read categories and neighbourhoods once."""
        self.index, self.publish, self.create_missing = index, publish, create_missing
        self.user = user
        self.locale = Locale.objects.get(pk=index.locale_id)
        self.leaves: dict[tuple[str, str], PlaceCategory] = {}
        for category in PlaceCategory.objects.select_related("parent"):
            group = category.parent or category
            self.leaves[_folded(group.name, category.name)] = category
        self.areas: dict[str, Neighbourhood] = {}
        for area in Neighbourhood.objects.all():
            for name in (area.name, area.slug, *area.aliases.split(",")):
                if name.strip():
                    self.areas.setdefault(turkish.fold(name.strip()), area)

    def key(self, values: Mapping[str, Any]) -> str:
        """Return the external id."""
        key = reading.text(values, "external_id")
        if not key:
            raise RowError(_("external_id is empty."))
        return key

    def apply(self, values: Mapping[str, Any]) -> tuple[PlacePage, Outcome]:
        """Create or update one place."""
        key = self.key(values)
        existing = PlacePage.objects.filter(external_id=key, locale=self.locale).first()
        page = self._draft_of(existing) if existing else PlacePage(external_id=key)
        before = _comparable(page) if existing else None
        self._fill(page, values)
        page.clean()
        if existing and _comparable(page) == before and not self._waits(existing):
            return existing, Outcome.UNCHANGED
        if existing is None:
            self._create(page, key)
        else:
            page.full_clean()
        revision = page.save_revision(user=self.user)
        if self.publish and not _withdrawn(existing):
            revision.publish(user=self.user)
        return page, Outcome.UPDATED if existing else Outcome.CREATED

    def _create(self, page: PlacePage, key: str) -> None:
        page.locale, page.live = self.locale, False  # publishing it writes the index once
        # Read anew: a row that was undone leaves its count of children behind in memory.
        index = PlaceIndexPage.objects.get(pk=self.index.pk)
        page.slug = turkish.slugify(page.title)[:200]
        if index.get_children().filter(slug=page.slug).exists():
            page.slug = turkish.slugify(f"{page.title[:150]} {key}")
        page.full_clean(exclude=["path", "depth", "numchild", "content_type"])
        index.add_child(instance=page)

    def _waits(self, existing: PlacePage) -> bool:
        """Tell whether nothing but the publication is missing."""
        return self.publish and existing.has_unpublished_changes and not _withdrawn(existing)

    def _draft_of(self, existing: PlacePage) -> PlacePage:
        """Return the newest version, unless publishing it would publish an editor's half work."""
        editor = existing.latest_revision.user_id if existing.latest_revision else None
        half_work = self.publish and existing.live and existing.has_unpublished_changes
        if half_work and editor not in {None, getattr(self.user, "pk", None)}:
            raise RowError(_("Somebody is editing this place; publish or discard the draft first."))
        page: PlacePage = existing.get_latest_revision_as_object()
        return page

    def _fill(self, page: PlacePage, values: Mapping[str, Any]) -> None:
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
            page.neighbourhood = self._area(reading.text(values, "neighbourhood"))
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

    def _area(self, name: str) -> Neighbourhood | None:
        if not name:
            return None
        bare = name.removesuffix(" Mahallesi").removesuffix(" Mah.").strip()
        found = self.areas.get(turkish.fold(bare))
        if found is not None:
            return found
        if not self.create_missing:
            raise RowError(_("There is no neighbourhood “%(name)s”.") % {"name": name})
        made, _created = Neighbourhood.objects.get_or_create(
            slug=turkish.slugify(bare), defaults={"name": bare}
        )
        return made


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


def _withdrawn(page: PlacePage | None) -> bool:
    """Tell whether somebody took the page back; an import does not put it out again."""
    return page is not None and not page.live and page.first_published_at is not None


def _folded(group: str, name: str) -> tuple[str, str]:
    return turkish.fold(group), turkish.fold(name)


def _comparable(page: PlacePage) -> tuple[Any, ...]:
    return (*(getattr(page, name) for name in COMPARED), page.opening())
