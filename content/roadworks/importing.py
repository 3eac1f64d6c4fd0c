"""Road works from GeoJSON; the properties are listed in docs/editors/ice-aktarma.md."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale

from content.geometry.fields import checked
from content.imports import Outcome, RowError
from content.reference.models import Directorate, Neighbourhood
from content.roadworks.models import RoadWorkIndexPage, RoadWorkPage, RoadWorkStreet
from content.roadworks.states import Status, VehicleImpact, WorkKind
from search import turkish

REQUIRED = {"external_id", "title", "kind", "status", "start", "end"}
COMPARED = (
    *("title", "kind", "status", "planned_start", "planned_end", "start_confirmed"),
    *("end_confirmed", "vehicle_impact", "detour", "progress", "tonnage", "area_m2"),
    *("directorate_id", "contact_phone"),
)


class RoadWorkImporter:
    """Creates or updates road works below an index page; see `PlaceImporter` for the arguments."""

    def __init__(
        self,
        index: RoadWorkIndexPage,
        *,
        publish: bool,
        create_missing: bool = False,
        user: Any = None,
    ) -> None:
        """Read neighbourhoods and directorates once."""
        self.index, self.publish, self.create_missing = index, publish, create_missing
        self.user = user
        self.locale = Locale.objects.get(pk=index.locale_id)
        self.areas: dict[str, Neighbourhood] = {}
        for area in Neighbourhood.objects.all():
            for name in (area.name, area.slug, *area.aliases.split(",")):
                self.areas.setdefault(turkish.fold(name.strip()), area)
        self.units = {
            turkish.fold(name): unit
            for unit in Directorate.objects.all()
            for name in (unit.name, unit.slug)
        }

    def key(self, values: Mapping[str, Any]) -> str:
        """Return the external id."""
        key = str(values.get("external_id") or "").strip()
        if not key:
            raise RowError(_("external_id is empty."))
        return key

    def apply(self, values: Mapping[str, Any]) -> tuple[RoadWorkPage, Outcome]:
        """Create or update one road work."""
        key = self.key(values)
        existing = RoadWorkPage.objects.filter(external_id=key, locale=self.locale).first()
        page = existing.get_latest_revision_as_object() if existing else RoadWorkPage()
        before = _comparable(page) if existing else None
        self._fill(page, key, values)
        if existing and _comparable(page) == before:
            return existing, Outcome.UNCHANGED
        if existing is None:
            page.locale, page.live = self.locale, False
            page.slug = turkish.slugify(f"{page.title} {key}")[:200]
            page.full_clean(exclude=["path", "depth", "numchild", "content_type"])
            self.index.add_child(instance=page)
        else:
            page.full_clean()
        revision = page.save_revision(user=self.user)
        if self.publish:
            revision.publish(user=self.user)
        return page, Outcome.UPDATED if existing else Outcome.CREATED

    def _fill(self, page: RoadWorkPage, key: str, values: Mapping[str, Any]) -> None:
        def text(name: str) -> str:
            return str(values.get(name) or "").strip()

        page.external_id = key
        page.title = page.draft_title = text("title")
        if not page.title:
            raise RowError(_("title is empty."))
        page.kind = _choice(text("kind"), WorkKind.values, "kind")
        page.status = _choice(text("status"), Status.values, "status")
        page.planned_start = _moment(text("start"), "start")
        page.planned_end = _moment(text("end"), "end")
        page.start_confirmed = bool(values.get("start_confirmed"))
        page.end_confirmed = bool(values.get("end_confirmed"))
        impact = text("vehicle_impact") or VehicleImpact.UNKNOWN
        page.vehicle_impact = _choice(impact, VehicleImpact.values, "vehicle_impact")
        page.detour = text("detour")
        page.progress = _whole(values.get("progress"), "progress") or 0
        page.tonnage = _whole(values.get("tonnage"), "tonnage")
        page.area_m2 = _whole(values.get("area_m2"), "area_m2")
        page.contact_phone = text("contact")
        if page.status in {Status.PAUSED, Status.CANCELLED} and not page.status_reason:
            page.status_reason = text("status_reason") or _("not given by the source")
        if page.status == Status.FINISHED and not page.actual_end:
            page.actual_start, page.actual_end = page.planned_start, page.planned_end
        unit = text("directorate")
        if unit and turkish.fold(unit) not in self.units:
            raise RowError(_("There is no directorate “%(name)s”.") % {"name": unit})
        page.directorate = self.units.get(turkish.fold(unit)) if unit else None
        page.neighbourhoods.set([self._area(str(n)) for n in _list(values, "neighbourhoods")])
        self._streets(page, values)

    def _area(self, name: str) -> Neighbourhood:
        found = self.areas.get(turkish.fold(name))
        if found is None:
            if not self.create_missing:
                raise RowError(_("There is no neighbourhood “%(name)s”.") % {"name": name})
            found = Neighbourhood.objects.create(name=name)
            self.areas[turkish.fold(name)] = found
        return found

    @staticmethod
    def _streets(page: RoadWorkPage, values: Mapping[str, Any]) -> None:
        geometry = values.get("geometry")
        try:
            shape = checked(geometry) if geometry else None
        except ValidationError as error:
            raise RowError(" ".join(error.messages)) from None
        names = [str(name).strip() for name in _list(values, "streets")] or [page.title]
        wanted = [(name, shape if at == 0 else None) for at, name in enumerate(names)]
        if [(street.name, street.geometry) for street in page.streets.all()] != wanted:
            page.streets.set(
                [
                    RoadWorkStreet(sort_order=order, name=name[:160], geometry=line)
                    for order, (name, line) in enumerate(wanted)
                ]
            )


def _comparable(page: RoadWorkPage) -> tuple[Any, ...]:
    return (
        *(getattr(page, name) for name in COMPARED),
        sorted(area.pk for area in page.neighbourhoods.all()),
        [(street.name, street.geometry) for street in page.streets.all()],
    )


def _list(values: Mapping[str, Any], name: str) -> list[Any]:
    found = values.get(name) or []
    if not isinstance(found, list):
        raise RowError(_("%(name)s must be a list.") % {"name": name})
    return found


def _choice(value: str, allowed: list[str], name: str) -> str:
    if value not in allowed:
        message = _("%(name)s must be one of: %(values)s.")
        raise RowError(message % {"name": name, "values": ", ".join(allowed)})
    return value


def _whole(value: Any, name: str) -> int | None:
    if value in (None, ""):
        return None
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        number = -1
    if not 0 <= number <= 100_000_000:
        raise RowError(_("%(name)s must be a whole number.") % {"name": name})
    return number


def _moment(text: str, name: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        message = _("%(name)s must be a time such as 2026-11-24T09:00:00+03:00.")
        raise RowError(message % {"name": name}) from None
    return found if timezone.is_aware(found) else timezone.make_aware(found)
