"""Road works from GeoJSON; the properties are listed in `import_kind.COLUMNS`."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.geometry.shapes import checked
from content.imports import RowError
from content.imports.pages import PageImporter
from content.reference.models import Directorate
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


class RoadWorkImporter(PageImporter):
    """Creates or updates road works."""

    model = RoadWorkPage
    being_edited = gettext_lazy(
        "Somebody is editing this work; publish or discard the draft first."
    )

    def __init__(self, index: RoadWorkIndexPage, **options: Any) -> None:
        """Read the directorates once, too."""
        super().__init__(index, **options)
        self.units = {
            turkish.fold(name): unit
            for unit in Directorate.objects.all()
            for name in (unit.name, unit.slug)
        }

    def slug_of(self, page: RoadWorkPage, key: str, index: RoadWorkIndexPage) -> str:
        """Return the title with the external id: streets are worked on again and again."""
        return turkish.slugify(f"{page.title} {key}")[:200]

    def comparable(self, page: RoadWorkPage) -> Any:
        """Return the fields, the neighbourhoods and the streets."""
        return (
            *(getattr(page, name) for name in COMPARED),
            sorted(area.pk for area in page.neighbourhoods.all()),
            [(street.name, street.geometry) for street in page.streets.all()],
        )

    def fill(self, page: RoadWorkPage, values: Mapping[str, Any]) -> None:
        """Take a row's values over."""
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
        page.neighbourhoods.set([self.area(name) for name in dict.fromkeys(names)])
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
