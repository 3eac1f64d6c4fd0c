"""Places from CSV or GeoJSON; the columns are listed in docs/editors/ice-aktarma.md."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale

from content.imports import Outcome, RowError
from content.places import hours
from content.places.models import (
    ACCESS_FACTS,
    Known,
    PlaceCategory,
    PlaceHours,
    PlaceIndexPage,
    PlacePage,
)
from content.reference.models import Neighbourhood
from search import turkish

REQUIRED = {"external_id", "name", "category", "subcategory"}


class PlaceImporter:
    """Creates or updates places below an index page.

    Args:
        index: The guide the places go into.
        publish: True publishes each place; False keeps changes as drafts.
        create_missing: True makes unknown categories and neighbourhoods instead of rejecting.
        user: Who imports, for the page history.
    """

    def __init__(
        self,
        index: PlaceIndexPage,
        *,
        publish: bool,
        create_missing: bool = False,
        user: Any = None,
    ) -> None:
        """Read categories, neighbourhoods and known ids once."""
        self.index, self.publish, self.create_missing = index, publish, create_missing
        self.user = user
        self.locale = Locale.objects.get(pk=index.locale_id)
        self.groups: dict[str, PlaceCategory] = {}
        self.leaves: dict[tuple[str, str], PlaceCategory] = {}
        for category in PlaceCategory.objects.select_related("parent"):
            if category.parent is None:
                self.groups[turkish.fold(category.name)] = category
            else:
                names = (category.parent.name, category.name)
                self.leaves[_folded(names)] = category
        self.areas: dict[str, Neighbourhood] = {}
        for area in Neighbourhood.objects.all():
            for name in (area.name, area.slug, *area.aliases.split(",")):
                self.areas.setdefault(turkish.fold(name.strip()), area)

    def key(self, values: Mapping[str, Any]) -> str:
        """Return the external id."""
        key = str(values.get("external_id") or "").strip()
        if not key:
            raise RowError(_("external_id is empty."))
        return key

    def apply(self, values: Mapping[str, Any]) -> tuple[PlacePage, Outcome]:
        """Create or update one place."""
        if values.get("_extra"):
            raise RowError(_("The row has more cells than there are columns."))
        key = self.key(values)
        existing = PlacePage.objects.filter(external_id=key, locale=self.locale).first()
        page = existing.get_latest_revision_as_object() if existing else PlacePage()
        before = _comparable(page) if existing else None
        self._fill(page, key, values)
        if existing and _comparable(page) == before:
            return existing, Outcome.UNCHANGED
        if existing is None:
            page.locale = self.locale
            page.slug = turkish.slugify(f"{page.title} {key}")[:200] if page.title else ""
            page.live = False  # publishing it below writes the index once
            page.full_clean(exclude=["path", "depth", "numchild", "content_type"])
            self.index.add_child(instance=page)
        else:
            page.full_clean()
        revision = page.save_revision(user=self.user)
        if self.publish:
            revision.publish(user=self.user)
        return page, Outcome.UPDATED if existing else Outcome.CREATED

    def _fill(self, page: PlacePage, key: str, values: Mapping[str, Any]) -> None:
        def text(name: str) -> str:
            return str(values.get(name) or "").strip()

        page.external_id = key
        page.title = page.draft_title = text("name")
        if not page.title:
            raise RowError(_("name is empty."))
        page.category = self._category(text("category"), text("subcategory"))
        page.neighbourhood = self._area(text("neighbourhood"))
        for name in ("other_names", "description", "street", "door_no", "email", "web"):
            setattr(page, name, text(name))
        page.phones = text("phone")
        page.lat, page.lng = self._point(values)
        for name in ACCESS_FACTS:
            value = text(name) or Known.UNKNOWN
            if value not in Known.values:
                raise RowError(_("%(name)s must be yes, no or unknown.") % {"name": name})
            setattr(page, name, value)
        page.capacity = _whole(text("capacity"), "capacity")
        page.verified_on = _day(text("verified_on"), "verified_on")
        self._hours(page, text("opening_hours"))

    def _category(self, group_name: str, name: str) -> PlaceCategory:
        found = self.leaves.get(_folded((group_name, name)))
        if found:
            return found
        if not self.create_missing or not group_name or not name:
            raise RowError(
                _("There is no category “%(name)s” in “%(group)s”.")
                % {"name": name, "group": group_name}
            )
        group = self.groups.get(turkish.fold(group_name)) or _new_category(group_name, None)
        self.groups[turkish.fold(group_name)] = group
        leaf = self.leaves[_folded((group_name, name))] = _new_category(name, group)
        return leaf

    def _area(self, name: str) -> Neighbourhood | None:
        if not name:
            return None
        found = self.areas.get(turkish.fold(name))
        if found is None:
            if not self.create_missing:
                raise RowError(_("There is no neighbourhood “%(name)s”.") % {"name": name})
            found = Neighbourhood.objects.create(name=name)
            self.areas[turkish.fold(name)] = found
        return found

    @staticmethod
    def _point(values: Mapping[str, Any]) -> tuple[float | None, float | None]:
        geometry = values.get("geometry")
        if isinstance(geometry, dict) and geometry.get("type") == "Point":
            coordinates = geometry.get("coordinates")
            try:
                return float(coordinates[1]), float(coordinates[0])  # type: ignore[index]
            except (TypeError, ValueError, IndexError, KeyError):
                raise RowError(_("The point is not two numbers.")) from None
        lat, lng = str(values.get("lat") or "").strip(), str(values.get("lng") or "").strip()
        if not lat and not lng:
            return None, None
        try:
            return float(lat), float(lng)
        except ValueError:
            raise RowError(_("lat and lng must be numbers with a point, e.g. 38.7402.")) from None

    @staticmethod
    def _hours(page: PlacePage, text: str) -> None:
        try:
            week = hours.parse(text)
        except hours.HoursError as error:
            message = _("These opening hours are not understood: %(rule)s")
            raise RowError(message % {"rule": error}) from None
        page.always_open = week.always_open
        page.closed_on_holidays = week.closed_on_holidays
        if page.week().spans != week.spans:
            page.hours.set(
                [
                    PlaceHours(
                        sort_order=order,
                        weekday=span.weekday,
                        opens=time.fromisoformat(span.opens),
                        closes=time()
                        if span.closes == "24:00"
                        else time.fromisoformat(span.closes),
                    )
                    for order, span in enumerate(week.spans)
                ]
            )


def _new_category(name: str, parent: PlaceCategory | None) -> PlaceCategory:
    slug = turkish.slugify(name)
    if PlaceCategory.objects.filter(slug=slug).exists() and parent is not None:
        slug = f"{parent.slug}-{slug}"
    category = PlaceCategory(name=name, slug=slug, parent=parent)
    category.full_clean()
    category.save()
    return category


def _folded(names: tuple[str, str]) -> tuple[str, str]:
    return turkish.fold(names[0]), turkish.fold(names[1])


def _comparable(page: PlacePage) -> tuple[Any, ...]:
    names = (
        *("title", "category_id", "neighbourhood_id", "other_names", "description", "street"),
        *("door_no", "email", "web", "phones", "lat", "lng", "capacity", "verified_on"),
        *ACCESS_FACTS,
    )
    return (*(getattr(page, name) for name in names), page.week())


def _whole(text: str, name: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 7):
        raise RowError(_("%(name)s must be a whole number.") % {"name": name})
    return int(text)


def _day(text: str, name: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        message = _("%(name)s must be a date such as 2026-11-24.")
        raise RowError(message % {"name": name}) from None
