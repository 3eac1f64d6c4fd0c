"""Road works from GeoJSON; the properties are listed in `import_kind.COLUMNS`."""

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Locale

from content.geometry.shapes import checked
from content.imports import Outcome, RowError
from content.reference.models import Directorate, Neighbourhood
from content.roadworks import reading
from content.roadworks.models import RoadWorkIndexPage, RoadWorkPage, RoadWorkStreet
from content.roadworks.models.work import PHONE
from content.roadworks.states import EXPLAINED, OPEN_STATES, Status, VehicleImpact, WorkKind
from search import turkish

REQUIRED = {"external_id", "title", "kind", "status", "start", "end"}
# Taken over when the file has them; what an editor wrote stays when it does not.
OPTIONAL_TEXTS = (
    *("description", "direction", "closure_hours", "transit_effect", "accessibility_effect"),
    *("crew", "status_reason"),
)
COMPARED = (
    *("title", "kind", "status", "planned_start", "planned_end", "start_confirmed"),
    *("end_confirmed", "actual_start", "actual_end", "vehicle_impact", "detour", "no_alternative"),
    *("progress", "tonnage", "area_m2", "directorate_id", "contact", "contact_phone"),
    *OPTIONAL_TEXTS,
)
_SUFFIX = re.compile(r"\s+(mahallesi|mah\.?)$", re.IGNORECASE)


class RoadWorkImporter:
    """Creates or updates road works below an index page.

    Args:
        index: The list the works go into.
        publish: True publishes each work; False keeps changes as drafts.
        create_missing: True makes unknown neighbourhoods instead of rejecting.
        user: Who imports, for the page history.
    """

    model = RoadWorkPage

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
                if name.strip():
                    self.areas.setdefault(turkish.fold(name.strip()), area)
        self.units = {
            turkish.fold(name): unit
            for unit in Directorate.objects.all()
            for name in (unit.name, unit.slug)
        }

    def key(self, values: Mapping[str, Any]) -> str:
        """Return the external id."""
        key = reading.text(values, "external_id")
        if not key:
            raise RowError(_("external_id is empty."))
        return key

    def apply(self, values: Mapping[str, Any]) -> tuple[RoadWorkPage, Outcome]:
        """Create or update one road work."""
        key = self.key(values)
        existing = RoadWorkPage.objects.filter(external_id=key, locale=self.locale).first()
        page = self._draft_of(existing) if existing else RoadWorkPage(external_id=key)
        before = _comparable(page) if existing else None
        self._fill(page, values)
        may_publish = self.publish and not _withdrawn(existing)
        waits = existing is not None and may_publish and existing.has_unpublished_changes
        if existing and not waits and _comparable(page) == before:
            return existing, Outcome.UNCHANGED
        if existing is None:
            self._create(page, key)
        else:
            page.full_clean()
        revision = page.save_revision(user=self.user)
        if may_publish:
            revision.publish(user=self.user)
        return page, Outcome.UPDATED if existing else Outcome.CREATED

    def _create(self, page: RoadWorkPage, key: str) -> None:
        page.locale, page.live = self.locale, False  # publishing it writes the index once
        page.slug = turkish.slugify(f"{page.title} {key}")[:200]
        page.full_clean(exclude=["path", "depth", "numchild", "content_type"])
        # Read anew: a row that was undone leaves its count of children behind in memory.
        RoadWorkIndexPage.objects.get(pk=self.index.pk).add_child(instance=page)

    def _draft_of(self, existing: RoadWorkPage) -> RoadWorkPage:
        """Return the newest version, unless publishing it would publish an editor's half work."""
        editor = existing.latest_revision.user_id if existing.latest_revision else None
        half_work = self.publish and existing.live and existing.has_unpublished_changes
        if half_work and editor not in {None, getattr(self.user, "pk", None)}:
            raise RowError(_("Somebody is editing this work; publish or discard the draft first."))
        page: RoadWorkPage = existing.get_latest_revision_as_object()
        return page

    def _fill(self, page: RoadWorkPage, values: Mapping[str, Any]) -> None:
        page.title = page.draft_title = reading.text(values, "title")
        if not page.title:
            raise RowError(_("title is empty."))
        page.kind = reading.choice(values, "kind", WorkKind.values)
        page.status = reading.choice(values, "status", Status.values)
        page.planned_start = reading.moment(values, "start")
        page.planned_end = reading.moment(values, "end")
        page.start_confirmed = reading.truth(values, "start_confirmed")
        page.end_confirmed = reading.truth(values, "end_confirmed")
        page.vehicle_impact = VehicleImpact.UNKNOWN
        if reading.text(values, "vehicle_impact"):
            impacts = VehicleImpact.values
            page.vehicle_impact = reading.choice(values, "vehicle_impact", impacts)
        self._detour(page, reading.text(values, "detour"))
        page.progress = reading.whole(values, "progress") or 0
        page.tonnage = reading.whole(values, "tonnage")
        page.area_m2 = reading.whole(values, "area_m2")
        for name in OPTIONAL_TEXTS:
            if name in values:
                setattr(page, name, reading.text(values, name))
        self._contact(page, reading.text(values, "contact"))
        self._real_times(page, values)
        page.directorate = self._unit(reading.text(values, "directorate"))
        names = reading.texts(values, "neighbourhoods")
        if not names:
            raise RowError(_("neighbourhoods is empty; name at least one."))
        page.neighbourhoods.set([self._area(name) for name in dict.fromkeys(names)])
        self._streets(page, values)

    @staticmethod
    def _detour(page: RoadWorkPage, detour: str) -> None:
        """Understand the words “alternatif yok” as what they say."""
        page.no_alternative = turkish.fold(detour).strip(" .") == "alternatif yok"
        page.detour = "" if page.no_alternative else detour

    @staticmethod
    def _contact(page: RoadWorkPage, contact: str) -> None:
        """Tell a phone number from the name of who to ask."""
        page.contact = page.contact_phone = ""
        try:
            PHONE(contact)
        except ValidationError:
            page.contact = contact
        else:
            page.contact_phone = contact

    @staticmethod
    def _real_times(page: RoadWorkPage, values: Mapping[str, Any]) -> None:
        """The file has no real times of its own: the planned ones stand for them."""
        for field in ("actual_start", "actual_end"):
            if reading.text(values, field):
                setattr(page, field, reading.moment(values, field))
        if page.status in OPEN_STATES:
            page.actual_end = None
        if page.status == Status.FINISHED:
            page.actual_start = page.actual_start or page.planned_start
            page.actual_end = page.actual_end or max(page.planned_end, page.actual_start)
        if page.status not in EXPLAINED:
            page.status_reason = ""
        elif not page.status_reason:
            page.status_reason = _("The reason was not given.")

    def _unit(self, name: str) -> Directorate | None:
        if name and turkish.fold(name) not in self.units:
            raise RowError(_("There is no directorate “%(name)s”.") % {"name": name})
        return self.units.get(turkish.fold(name)) if name else None

    def _area(self, name: str) -> Neighbourhood:
        bare = _SUFFIX.sub("", name)
        found = self.areas.get(turkish.fold(bare)) or self.areas.get(turkish.fold(name))
        if found is not None:
            return found
        if not self.create_missing:
            raise RowError(_("There is no neighbourhood “%(name)s”.") % {"name": name})
        # Not remembered: the row may still be undone, and the neighbourhood with it.
        made, _created = Neighbourhood.objects.get_or_create(
            slug=turkish.slugify(bare), defaults={"name": bare}
        )
        return made

    @staticmethod
    def _streets(page: RoadWorkPage, values: Mapping[str, Any]) -> None:
        """Take the streets over; the file's one geometry is drawn at the first of them."""
        geometry = values.get("geometry")
        try:
            shape = checked(geometry) if geometry else None
        except ValidationError as error:
            raise RowError(" ".join(error.messages)) from None
        names = reading.texts(values, "streets") or [page.title]
        wanted = [(name[:160], shape if at == 0 else None) for at, name in enumerate(names)]
        if [(street.name, street.geometry) for street in page.streets.all()] != wanted:
            page.streets.set(
                [
                    RoadWorkStreet(sort_order=order, name=name, geometry=line)
                    for order, (name, line) in enumerate(wanted)
                ]
            )


def _withdrawn(page: RoadWorkPage | None) -> bool:
    """Tell whether somebody took the page back; an import does not put it out again."""
    return page is not None and not page.live and page.first_published_at is not None


def _comparable(page: RoadWorkPage) -> tuple[Any, ...]:
    return (
        *(getattr(page, name) for name in COMPARED),
        sorted(area.pk for area in page.neighbourhoods.all()),
        [(street.name, street.geometry) for street in page.streets.all()],
    )
