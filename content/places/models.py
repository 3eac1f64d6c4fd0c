"""The city guide: categories in two levels, and places with address, hours and accessibility."""

from collections.abc import Iterable
from datetime import time
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail_localize.fields import SynchronizedField, TranslatableField

from content.base import BasePage, editor_tabs
from content.media import image_payload
from content.places import hours
from content.reference.models import Named
from content.reference.queries import directorate_payload, neighbourhood_payload
from search.documents import Document

ACCESS_FACTS = (
    "step_free",
    "accessible_toilet",
    "accessible_parking",
    "hearing_loop",
    "tactile_paving",
)


class PlaceCategory(Named):
    """A category of places. The first level groups, places belong to the second."""

    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name=_("group"),
        limit_choices_to={"parent": None},
        help_text=_("Empty for a group, e.g. “Sağlık”; “Eczane” belongs to it."),
    )
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    name_ar = models.CharField(_("name in Arabic"), max_length=120, blank=True)
    icon = models.CharField(
        _("icon"), max_length=30, default="map-pin", help_text=_("E.g. pharmacy, park, mosque.")
    )
    description = models.CharField(_("description"), max_length=250, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldPanel("parent"),
        FieldRowPanel([FieldPanel("name_en"), FieldPanel("name_ar")]),
        FieldRowPanel([FieldPanel("icon"), FieldPanel("order")]),
        FieldPanel("description"),
        FieldPanel("slug"),
    ]

    class Meta(Named.Meta):
        """Order of the guide."""

        ordering: ClassVar[list[str]] = ["order", "sort_key"]
        verbose_name = _("guide category")
        verbose_name_plural = _("guide categories")

    def clean(self) -> None:
        """Two levels and no more."""
        super().clean()
        if self.parent and self.parent.parent_id:
            raise ValidationError({"parent": _("Choose a group of the first level.")})
        if self.parent_id and self.pk and self.children.exists():
            raise ValidationError({"parent": _("A group with categories cannot be moved below.")})

    def label(self, locale: str) -> str:
        """Return the name in a language, in Turkish where it has none."""
        return getattr(self, f"name_{locale}", "") or self.name


class PlaceIndexPage(BasePage):
    """The city guide."""

    document_kind = "place_index"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["places.PlacePage"]
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), max_length=500, blank=True)

    edit_handler = editor_tabs((_("Content"), [FieldPanel("title"), FieldPanel("introduction")]))

    class Meta(BasePage.Meta):
        """Names for the admin."""

        abstract = False
        verbose_name = _("city guide")

    def describe(self) -> Iterable[Document]:
        """Return title and introduction."""
        yield Document(
            title=self.title,
            summary=self.introduction,
            data={"introduction": self.introduction},
        )


class Known(models.TextChoices):
    """Yes, no, or nobody has looked yet; never taken for no."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


def _fact(label: Any) -> models.CharField:
    return models.CharField(label, max_length=7, choices=Known.choices, default=Known.UNKNOWN)


class PlacePage(BasePage):
    """An entry of the city guide."""

    document_kind = "place"
    parent_page_types: ClassVar[list[str]] = ["places.PlaceIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    external_id = models.CharField(
        _("id of the source"), max_length=80, blank=True, help_text=_("Imports find it by this.")
    )
    category = models.ForeignKey(
        PlaceCategory, on_delete=models.PROTECT, related_name="+", verbose_name=_("category")
    )
    other_names = models.CharField(
        _("other names"),
        max_length=250,
        blank=True,
        help_text=_("Separate them by |, e.g. “Sahabiye ASM|1 No’lu ASM”. Search finds them."),
    )
    description = models.TextField(_("description"), max_length=1000, blank=True)
    neighbourhood = models.ForeignKey(
        "reference.Neighbourhood",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("neighbourhood"),
    )
    street = models.CharField(_("street"), max_length=120, blank=True)
    door_no = models.CharField(_("door number"), max_length=20, blank=True)
    lat = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("E.g. 38.7402; press the map to fill it in."),
    )
    lng = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    phones = models.CharField(
        _("phones"), max_length=160, blank=True, help_text=_("Separate several by commas.")
    )
    email = models.EmailField(_("e-mail"), blank=True)
    web = models.URLField(_("web site"), blank=True, validators=[URLValidator(["http", "https"])])
    always_open = models.BooleanField(_("open 24 hours, every day"), default=False)
    closed_on_holidays = models.BooleanField(_("closed on public holidays"), default=False)
    hours_note = models.CharField(
        _("note on hours"), max_length=200, blank=True, help_text=_("E.g. “Öğle arası kapalı”.")
    )
    step_free = _fact(_("step-free entrance"))
    accessible_toilet = _fact(_("accessible toilet"))
    accessible_parking = _fact(_("accessible parking"))
    hearing_loop = _fact(_("hearing loop"))
    tactile_paving = _fact(_("tactile paving"))
    capacity = models.PositiveIntegerField(
        _("capacity"), null=True, blank=True, help_text=_("People; for assembly areas and halls.")
    )
    photo = models.ForeignKey(
        "wagtailimages.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("photo"),
    )
    directorate = models.ForeignKey(
        "reference.Directorate",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("responsible directorate"),
    )
    verified_on = models.DateField(
        _("last verified"), null=True, blank=True, help_text=_("Shown to citizens.")
    )

    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField("slug"),
        TranslatableField("title"),
        TranslatableField("description"),
        SynchronizedField("other_names"),
        SynchronizedField("street"),
        SynchronizedField("door_no"),
        SynchronizedField("phones"),
        SynchronizedField("external_id"),
    ]

    edit_handler = editor_tabs(
        (
            _("What and where"),
            [
                FieldPanel("title", heading=_("Name")),
                FieldPanel("category"),
                FieldPanel("description"),
                FieldPanel("other_names"),
                MultiFieldPanel(
                    [
                        FieldPanel("neighbourhood"),
                        FieldRowPanel([FieldPanel("street"), FieldPanel("door_no")]),
                        FieldRowPanel([FieldPanel("lat"), FieldPanel("lng")]),
                    ],
                    heading=_("Address"),
                ),
                FieldPanel("photo"),
            ],
        ),
        (
            _("Contact and hours"),
            [
                FieldPanel("phones"),
                FieldRowPanel([FieldPanel("email"), FieldPanel("web")]),
                FieldPanel("always_open"),
                InlinePanel("hours", heading=_("Weekly hours"), label=_("Opening")),
                FieldPanel("closed_on_holidays"),
                InlinePanel("exceptions", heading=_("Exceptions"), label=_("Exception")),
                FieldPanel("hours_note"),
            ],
        ),
        (
            _("Accessibility"),
            [*(FieldPanel(name) for name in ACCESS_FACTS), FieldPanel("capacity")],
        ),
        (
            _("Responsible"),
            [FieldPanel("directorate"), FieldPanel("verified_on"), FieldPanel("external_id")],
        ),
    )

    class Meta(BasePage.Meta):
        """Constraints first."""

        abstract = False
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(lat=None, lng=None)
                | models.Q(lat__gte=-90, lat__lte=90, lng__gte=-180, lng__lte=180),
                name="place_point_whole_and_on_earth",
            )
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["external_id"])]

    def clean(self) -> None:
        """A point is whole and near the municipality; places belong to the second level."""
        super().clean()
        errors: dict[str, Any] = {}
        if (self.lat is None) != (self.lng is None):
            errors["lng" if self.lng is None else "lat"] = _("Give both numbers, or neither.")
        elif self.lat is not None and self.lng is not None:
            west, south, east, north = settings.MAP_BOUNDS
            if not (west <= self.lng <= east and south <= self.lat <= north):
                errors["lat"] = _(
                    "This point is far from the municipality. Are latitude and longitude swapped?"
                )
        if self.category_id and self.category.parent_id is None and self.category.children.exists():
            errors["category"] = _("Choose a category below “%(group)s”.") % {
                "group": self.category.name
            }
        if self.external_id and self.locale_id:
            others = PlacePage.objects.filter(external_id=self.external_id, locale=self.locale_id)
            if others.exclude(pk=self.pk).exists():
                errors["external_id"] = _("Another place has this id already.")
        if errors:
            raise ValidationError(errors)

    def week(self) -> hours.Week:
        """Return the weekly hours."""
        spans = (
            hours.Span(row.weekday, f"{row.opens:%H:%M}", _closing(row.closes))
            for row in self.hours.all()
        )
        return hours.Week(tuple(spans), self.always_open, self.closed_on_holidays)

    @property
    def address(self) -> str:
        """Return the address in one line: Argıncık Mah. Osman Kavuncu Blv. No: 12A."""
        parts = [
            f"{self.neighbourhood.name} Mah." if self.neighbourhood else "",
            self.street,
            f"No: {self.door_no}" if self.door_no else "",
        ]
        return " ".join(part for part in parts if part)

    def describe(self) -> Iterable[Document]:
        """Return the place."""
        locale = self.locale.language_code
        group = self.category.parent
        week = self.week()
        data = {
            "external_id": self.external_id,
            "other_names": [name.strip() for name in self.other_names.split("|") if name.strip()],
            "category": {"slug": self.category.slug, "name": self.category.label(locale)},
            "group": {"slug": group.slug, "name": group.label(locale)} if group else None,
            "icon": self.category.icon,
            "description": self.description,
            "neighbourhood": neighbourhood_payload(self.neighbourhood),
            "street": self.street,
            "door_no": self.door_no,
            "address": self.address,
            "lat": self.lat,
            "lng": self.lng,
            "phones": [phone.strip() for phone in self.phones.split(",") if phone.strip()],
            "email": self.email,
            "web": self.web,
            "opening_hours": hours.compose(week),
            "week": hours.table(week) if week.spans or week.always_open else [],
            "closed_on_holidays": self.closed_on_holidays,
            "exceptions": [row.payload() for row in self.exceptions.all()],
            "hours_note": self.hours_note,
            "accessibility": {name: getattr(self, name) for name in ACCESS_FACTS},
            "capacity": self.capacity,
            "image": image_payload(self.photo),
            "directorate": directorate_payload(self.directorate),
            "verified_on": self.verified_on.isoformat() if self.verified_on else None,
        }
        area = self.neighbourhood
        categories = [self.category.slug, *([group.slug] if group else [])]
        names = [self.category.name, self.category.label(locale), group.name if group else ""]
        areas = [area.name, area.aliases] if area else []
        yield Document(
            title=self.title,
            summary=self.description,
            data=data,
            keywords=" ".join([*data["other_names"], *names, self.street, *areas]),
            facets={
                "category": categories,
                "neighbourhood": [area.slug] if area else [],
                **{name: [getattr(self, name)] for name in ACCESS_FACTS},
            },
            geometry={"type": "Point", "coordinates": [self.lng, self.lat]}
            if self.lat is not None
            else None,
        )


def _closing(clock: time) -> str:
    """Return the closing time; midnight ends the day it belongs to."""
    return "24:00" if clock == time() else f"{clock:%H:%M}"


class Weekday(models.IntegerChoices):
    """Days of the week, Monday first."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class PlaceHours(Orderable):
    """Open on a weekday from one clock time to another; midnight closes the day."""

    page = ParentalKey(PlacePage, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday.choices)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"), help_text=_("00.00 means midnight."))

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")])
    ]

    class Meta(Orderable.Meta):
        """Order of the week."""

        ordering: ClassVar[list[str]] = ["weekday", "opens"]

    def __str__(self) -> str:
        """Return day and times."""
        return f"{self.get_weekday_display()} {self.opens:%H.%M}–{self.closes:%H.%M}"


class PlaceException(Orderable):
    """Other hours, or closed, on some days."""

    page = ParentalKey(PlacePage, on_delete=models.CASCADE, related_name="exceptions")
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("to"))
    opens = models.TimeField(_("opens"), null=True, blank=True, help_text=_("Empty: closed."))
    closes = models.TimeField(_("closes"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=120, blank=True)

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
        FieldRowPanel([FieldPanel("opens"), FieldPanel("closes"), FieldPanel("note")]),
    ]

    class Meta(Orderable.Meta):
        """Order of time."""

        ordering: ClassVar[list[str]] = ["first_day"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="place_exception_ends_later",
            )
        ]

    def __str__(self) -> str:
        """Return the days."""
        return f"{self.first_day:%d.%m.%Y}–{self.last_day:%d.%m.%Y}"

    def payload(self) -> dict[str, Any]:
        """Return the exception as the API shows it."""
        spans = None
        if self.opens is not None and self.closes is not None:
            spans = f"{self.opens:%H:%M}-{_closing(self.closes)}"
        return {
            "from": self.first_day.isoformat(),
            "to": self.last_day.isoformat(),
            "hours": spans,
            "note": self.note,
        }
