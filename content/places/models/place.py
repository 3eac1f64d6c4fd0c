"""An entry of the city guide."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from content.imported import ImportedPage
from content.places import phones
from content.places.description import documents
from content.places.forms import PlaceForm
from content.places.hours import HolidayRule, Hours
from content.places.models.category import GUIDE_ADDRESSES, PlaceCategory
from content.places.models.rows import weekly_spans
from content.places.panels import EDIT_HANDLER
from content.points import latitude, longitude
from search.documents import Document


class Known(models.TextChoices):
    """Yes, no, or nobody has looked yet; never taken for no."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


HOLIDAY_RULES = [
    (HolidayRule.UNKNOWN.value, _("Not known")),
    (HolidayRule.USUAL.value, _("As on other days")),
    (HolidayRule.CLOSED.value, _("Closed; on half holidays from 13.00")),
]
FEAST_RULES = [*HOLIDAY_RULES, (HolidayRule.FIRST_DAY.value, _("Closed on the first day only"))]


def _fact(label: Any, help_text: Any) -> models.CharField:
    return models.CharField(
        label, max_length=7, choices=Known.choices, default=Known.UNKNOWN, help_text=help_text
    )


class PlacePage(ImportedPage):
    """An entry of the city guide."""

    document_kind = "place"
    parent_page_types: ClassVar[list[str]] = ["places.PlaceIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = PlaceForm

    external_id = models.CharField(
        _("id of the source"),
        max_length=80,
        blank=True,
        help_text=_("Imports find the place by it, e.g. “yer-051”. Changed, it comes in anew."),
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
    description = models.TextField(
        _("description"),
        max_length=1000,
        blank=True,
        help_text=_("One or two sentences, e.g. “Randevuyla muayene yapılır”. Shown in lists."),
    )
    neighbourhood = models.ForeignKey(
        "reference.Neighbourhood",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("neighbourhood"),
    )
    street = models.CharField(
        _("street"), max_length=120, blank=True, help_text=_("E.g. “Osman Kavuncu Bulvarı”.")
    )
    door_no = models.CharField(
        _("door number"), max_length=20, blank=True, help_text=_("E.g. 12A or 12/1.")
    )
    lat = latitude()
    lng = longitude()
    phones = models.CharField(
        _("phones"),
        max_length=160,
        blank=True,
        help_text=_("E.g. 0352 222 89 60; separate several by commas. The first one is in lists."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    web = models.URLField(
        _("web site"),
        blank=True,
        validators=[URLValidator(["http", "https"])],
        help_text=_("With https://, e.g. https://www.example.org."),
    )
    always_open = models.BooleanField(
        _("open 24 hours, every day"),
        default=False,
        help_text=_("Then rows of weekly hours are not needed; exceptions still count."),
    )
    public_holidays = models.CharField(
        _("on public holidays"),
        max_length=10,
        choices=HOLIDAY_RULES,
        default=HolidayRule.UNKNOWN.value,
        help_text=_("E.g. 23 Nisan, 29 Ekim. “Not known” asks citizens to call before they come."),
    )
    religious_holidays = models.CharField(
        _("on religious feasts"),
        max_length=10,
        choices=FEAST_RULES,
        default=HolidayRule.UNKNOWN.value,
        help_text=_("Ramazan and Kurban Bayramı; their eves are half holidays."),
    )
    hours_note = models.CharField(
        _("note on hours"), max_length=200, blank=True, help_text=_("E.g. “Öğle arası kapalı”.")
    )
    step_free = _fact(_("step-free entrance"), _("A level way, ramp or lift to the door."))
    accessible_toilet = _fact(_("accessible toilet"), _("Wide door, room to turn, grab rails."))
    accessible_parking = _fact(_("accessible parking"), _("Marked, near the entrance."))
    hearing_loop = _fact(_("hearing loop"), _("At the desk or in the hall."))
    tactile_paving = _fact(_("tactile paving"), _("Leads to the entrance without a break."))
    capacity = models.PositiveIntegerField(
        _("capacity"), null=True, blank=True, help_text=_("People; for assembly areas and halls.")
    )
    directorate = models.ForeignKey(
        "reference.Directorate",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("responsible directorate"),
        help_text=_("Shown as the place to ask; for places the municipality runs."),
    )
    verified_on = models.DateField(
        _("last verified"),
        null=True,
        blank=True,
        help_text=_("The day somebody last checked all this. Citizens see it."),
    )

    override_translatable_fields: ClassVar[list[Any]] = [
        *ImportedPage.override_translatable_fields,
        TranslatableField("description"),
        TranslatableField("hours_note"),
        *(
            SynchronizedField(name)
            for name in ("other_names", "street", "door_no", "phones", "external_id")
        ),
    ]
    search_fields: ClassVar[list[Any]] = [
        *ImportedPage.search_fields,
        index.SearchField("other_names"),
        index.AutocompleteField("other_names"),
        index.SearchField("street"),
        index.SearchField("external_id"),
        index.FilterField("category"),
        index.FilterField("neighbourhood"),
        index.FilterField("verified_on"),
    ]
    edit_handler = EDIT_HANDLER

    class Meta(ImportedPage.Meta):
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
        self.other_names = "|".join(name.strip() for name in self.names)
        try:
            self.phones = ", ".join(phones.split(self.phones))
        except ValidationError as error:
            errors["phones"] = error.messages
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
        if self.verified_on and self.verified_on > timezone.localdate():
            errors["verified_on"] = _("This day is still to come. When was it last checked?")
        if self.has_twin():
            errors["external_id"] = _("Another place has this id already.")
        if errors:
            raise ValidationError(errors)

    @staticmethod
    def _slug_is_available(slug: str, parent_page: Any, page: Any = None) -> bool:
        """Keep a place from standing where a category's page does; an address kept is let be."""
        free: bool = Page._slug_is_available(slug, parent_page, page)
        if not free or (page and page.pk and Page.objects.filter(pk=page.pk, slug=slug).exists()):
            return free
        return slug not in GUIDE_ADDRESSES and not PlaceCategory.objects.filter(slug=slug).exists()

    @property
    def names(self) -> list[str]:
        """Return the other names."""
        return [name.strip() for name in self.other_names.split("|") if name.strip()]

    def opening(self) -> Hours:
        """Return the opening hours."""
        rows = list(self.hours.all())
        return Hours(
            weekly_spans(row for row in rows if not row.in_ramadan),
            self.always_open,
            HolidayRule(self.public_holidays),
            HolidayRule(self.religious_holidays),
            tuple(row.special for row in self.exceptions.all()),
            weekly_spans(row for row in rows if row.in_ramadan),
        )

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
        return documents(self)
