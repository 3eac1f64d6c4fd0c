"""Road works (asfalt çalışması): what is done where and when, and what it means for traffic."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from content.base import BasePage, editor_tabs
from content.geometry import GeometryField, combined
from content.media import image_payload
from content.reference.queries import directorate_payload, neighbourhood_payload
from content.roadworks.states import ALLOWED, Status, VehicleImpact, WorkKind
from search.documents import FOREVER, Document

CLOSING = {VehicleImpact.ALL_CLOSED}
OPEN_STATES = {Status.PLANNED, Status.IN_PROGRESS, Status.PAUSED}


class RoadWorkIndexPage(BasePage):
    """The list of road works."""

    document_kind = "roadwork_index"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["roadworks.RoadWorkPage"]
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), max_length=500, blank=True)

    edit_handler = editor_tabs((_("Content"), [FieldPanel("title"), FieldPanel("introduction")]))

    class Meta(BasePage.Meta):
        """Names for the admin."""

        abstract = False
        verbose_name = _("road works list")

    def describe(self) -> Iterable[Document]:
        """Return title and introduction."""
        yield Document(
            title=self.title,
            summary=self.introduction,
            data={"introduction": self.introduction},
        )


class RoadWorkPage(BasePage):
    """One road work."""

    document_kind = "roadwork"
    parent_page_types: ClassVar[list[str]] = ["roadworks.RoadWorkIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    external_id = models.CharField(
        _("id of the source"), max_length=80, blank=True, help_text=_("Imports find it by this.")
    )
    kind = models.CharField(
        _("kind of work"), max_length=20, choices=WorkKind.choices, default=WorkKind.HOT_ASPHALT
    )
    neighbourhoods = ParentalManyToManyField(
        "reference.Neighbourhood", verbose_name=_("neighbourhoods"), related_name="+", blank=True
    )
    description = models.TextField(_("description"), max_length=1000, blank=True)
    planned_start = models.DateTimeField(_("planned start"))
    planned_end = models.DateTimeField(_("planned end"))
    first_planned_end = models.DateTimeField(_("first planned end"), null=True, editable=False)
    start_confirmed = models.BooleanField(_("start is confirmed"), default=False)
    end_confirmed = models.BooleanField(_("end is confirmed"), default=False)
    actual_start = models.DateTimeField(_("really began"), null=True, blank=True)
    actual_end = models.DateTimeField(_("really ended"), null=True, blank=True)
    last_confirmed_on = models.DateField(
        _("last confirmed on"),
        default=timezone.localdate,
        help_text=_("After 14 days without a confirmation citizens read “teyit bekliyor”."),
    )
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.PLANNED
    )
    status_reason = models.CharField(
        _("reason"), max_length=250, blank=True, help_text=_("When paused or cancelled.")
    )
    vehicle_impact = models.CharField(
        _("effect on traffic"),
        max_length=30,
        choices=VehicleImpact.choices,
        default=VehicleImpact.UNKNOWN,
    )
    detour = models.TextField(
        _("detour"),
        max_length=500,
        blank=True,
        help_text=_("E.g. “Erkilet Bulvarı’nı kullanın”; when there is none, say so."),
    )
    transit_effect = models.TextField(_("effect on public transport"), max_length=500, blank=True)
    accessibility_effect = models.TextField(
        _("effect on accessibility"), max_length=500, blank=True
    )
    crew = models.CharField(_("crew or contractor"), max_length=160, blank=True)
    tonnage = models.PositiveIntegerField(_("tonnes"), null=True, blank=True)
    area_m2 = models.PositiveIntegerField(_("square metres"), null=True, blank=True)
    progress = models.PositiveSmallIntegerField(
        _("progress, per cent"),
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    photo_before = models.ForeignKey(
        "wagtailimages.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("photo before"),
    )
    photo_after = models.ForeignKey(
        "wagtailimages.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("photo after"),
    )
    directorate = models.ForeignKey(
        "reference.Directorate",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("responsible directorate"),
    )
    contact_phone = models.CharField(_("phone for questions"), max_length=40, blank=True)

    edit_handler = editor_tabs(
        (
            _("What and where"),
            [
                FieldPanel("kind"),
                FieldPanel(
                    "title",
                    heading=_("Title"),
                    help_text=_("E.g. “Oymak Caddesi, Barbaros: sıcak asfalt”."),
                ),
                FieldPanel("neighbourhoods"),
                InlinePanel("streets", heading=_("Streets"), label=_("Street"), min_num=1),
                FieldPanel("description"),
            ],
        ),
        (
            _("When"),
            [
                FieldRowPanel([FieldPanel("planned_start"), FieldPanel("start_confirmed")]),
                FieldRowPanel([FieldPanel("planned_end"), FieldPanel("end_confirmed")]),
                MultiFieldPanel(
                    [
                        FieldPanel("status"),
                        FieldPanel("status_reason"),
                        FieldPanel("progress"),
                        FieldRowPanel([FieldPanel("actual_start"), FieldPanel("actual_end")]),
                        FieldPanel("last_confirmed_on"),
                    ],
                    heading=_("How it stands"),
                ),
            ],
        ),
        (
            _("Traffic"),
            [
                FieldPanel("vehicle_impact"),
                FieldPanel("detour"),
                FieldPanel("transit_effect"),
                FieldPanel("accessibility_effect"),
            ],
        ),
        (
            _("Work and contact"),
            [
                FieldPanel("crew"),
                FieldRowPanel([FieldPanel("tonnage"), FieldPanel("area_m2")]),
                FieldRowPanel([FieldPanel("photo_before"), FieldPanel("photo_after")]),
                FieldRowPanel([FieldPanel("directorate"), FieldPanel("contact_phone")]),
                FieldPanel("external_id"),
            ],
        ),
    )

    class Meta(BasePage.Meta):
        """Constraints first."""

        abstract = False
        verbose_name = _("road work")
        verbose_name_plural = _("road works")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(planned_end__gte=F("planned_start")),
                name="roadwork_planned_end_not_before_start",
            ),
            models.CheckConstraint(
                condition=Q(actual_end=None) | Q(actual_end__gte=F("actual_start")),
                name="roadwork_real_end_not_before_start",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="roadwork_progress"),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["external_id"])]

    def clean(self) -> None:
        """Check dates, the change of status, and what a closure must say."""
        super().clean()
        errors: dict[str, Any] = {}
        if self.planned_start and self.planned_end and self.planned_end < self.planned_start:
            errors["planned_end"] = _("The planned end is before the planned start.")
        if self.actual_start and self.actual_end and self.actual_end < self.actual_start:
            errors["actual_end"] = _("The real end is before the real start.")
        if self.actual_end and not self.actual_start:
            errors["actual_start"] = _("Say when the work really began.")
        if self.status == Status.FINISHED and not self.actual_end:
            errors["actual_end"] = _("A finished work needs its real end.")
        if self.vehicle_impact in CLOSING and not self.detour and self.status in OPEN_STATES:
            errors["detour"] = _("The road is closed: name a detour, or write that there is none.")
        if self.status in {Status.PAUSED, Status.CANCELLED} and not self.status_reason:
            errors["status_reason"] = _("Say why, e.g. “Hava koşulları”.")
        before = self._stored_status()
        if before and before != self.status and self.status not in ALLOWED[before]:
            errors["status"] = _("A work cannot go from “%(before)s” to “%(after)s”.") % {
                "before": Status(before).label,
                "after": Status(self.status).label,
            }
        if self.external_id:
            others = RoadWorkPage.objects.filter(
                external_id=self.external_id, locale=self.locale_id
            )
            if others.exclude(pk=self.pk).exists():
                errors["external_id"] = _("Another work has this id already.")
        if errors:
            raise ValidationError(errors)

    def _stored_status(self) -> str | None:
        if not self.pk:
            return None
        live = RoadWorkPage.objects.filter(pk=self.pk, live=True)
        return live.values_list("status", flat=True).first()

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Keep the first planned end, so that slippage shows."""
        if self.first_planned_end is None:
            self.first_planned_end = self.planned_end
        return super().save(*args, **kwargs)

    def describe(self) -> Iterable[Document]:
        """Return the work; while it is open, its end and its confirmation run out by themselves."""
        if self.status not in OPEN_STATES:
            yield self._document()
            return
        stale = _midnight(self.last_confirmed_on + timedelta(days=settings.ROADWORK_CONFIRM_DAYS))
        marks = sorted({stale, self.planned_end})
        begins: dict[str, datetime] = {}
        for mark in [*marks, FOREVER]:
            first = begins.get("valid_from")
            yield self._document(
                needs_confirmation=first is not None and first >= stale,
                overdue=first is not None and first >= self.planned_end,
                **begins,
                valid_until=mark,
            )
            begins = {"valid_from": mark}

    def _document(
        self, *, needs_confirmation: bool = False, overdue: bool = False, **span: Any
    ) -> Document:
        streets = list(self.streets.all())
        areas = sorted(self.neighbourhoods.all(), key=lambda item: item.sort_key)
        first_end = self.first_planned_end or self.planned_end
        data = {
            "external_id": self.external_id,
            "work_kind": self.kind,
            "neighbourhoods": [neighbourhood_payload(item) for item in areas],
            "streets": [street.payload() for street in streets],
            "description": self.description,
            "planned_start": _iso(self.planned_start),
            "planned_end": _iso(self.planned_end),
            "first_planned_end": _iso(first_end),
            "slipped_days": max(0, (self.planned_end - first_end).days),
            "start_confirmed": self.start_confirmed,
            "end_confirmed": self.end_confirmed,
            "actual_start": _iso(self.actual_start),
            "actual_end": _iso(self.actual_end),
            "last_confirmed_on": self.last_confirmed_on.isoformat(),
            "needs_confirmation": needs_confirmation,
            "overdue": overdue,
            "status": self.status,
            "status_reason": self.status_reason,
            "vehicle_impact": self.vehicle_impact,
            "detour": self.detour,
            "transit_effect": self.transit_effect,
            "accessibility_effect": self.accessibility_effect,
            "crew": self.crew,
            "tonnage": self.tonnage,
            "area_m2": self.area_m2,
            "progress": self.progress,
            "photo_before": image_payload(self.photo_before),
            "photo_after": image_payload(self.photo_after),
            "directorate": directorate_payload(self.directorate),
            "contact_phone": self.contact_phone,
        }
        return Document(
            title=self.title,
            summary=self.description or ", ".join(street.name for street in streets),
            data=data,
            keywords=" ".join(
                [*(street.name for street in streets), *(item.name for item in areas)]
            ),
            text=f"{self.description} {self.detour}",
            facets={
                "neighbourhood": [item.slug for item in areas],
                "status": [self.status],
                "work_kind": [self.kind],
                "directorate": [self.directorate.slug] if self.directorate else [],
                "unconfirmed": ["yes"] if needs_confirmation else [],
                "year": [str(timezone.localtime(self.actual_end or self.planned_end).year)],
            },
            sort_at=self.actual_start or self.planned_start,
            starts_at=self.actual_start or self.planned_start,
            ends_at=self.actual_end or self.planned_end,
            geometry=combined(street.geometry for street in streets),
            **span,
        )


class RoadWorkStreet(Orderable):
    """A street of a work, from one crossing to another, with its line on the map."""

    page = ParentalKey(RoadWorkPage, on_delete=models.CASCADE, related_name="streets")
    name = models.CharField(_("street"), max_length=160)
    section_from = models.CharField(_("from"), max_length=160, blank=True)
    section_to = models.CharField(_("to"), max_length=160, blank=True)
    geometry = GeometryField(
        _("line or point on the map"),
        null=True,
        blank=True,
        help_text=_("Draw it on the map, or paste GeoJSON."),
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("section_from"), FieldPanel("section_to")]),
        FieldPanel("geometry"),
    ]

    def __str__(self) -> str:
        """Return the street's name."""
        return self.name

    def payload(self) -> dict[str, Any]:
        """Return the street as the API shows it."""
        return {
            "name": self.name,
            "from": self.section_from,
            "to": self.section_to,
            "geometry": self.geometry,
        }


def _iso(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat(timespec="minutes") if moment else None


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
