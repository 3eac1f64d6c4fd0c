"""The rota of the pharmacies on duty, and the page that shows it."""

from collections.abc import Iterable
from datetime import time
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from content.base import BasePage, editor_tabs
from content.duty.admin_widgets import PharmacySelect
from search.documents import Document


class DutyShift(models.Model):
    """A pharmacy on duty from the evening of a day on; see `periods` for the clock times."""

    day = models.DateField(
        _("day"), help_text=_("The day the duty begins on; it lasts until the next morning.")
    )
    pharmacy = models.ForeignKey(
        "places.PlacePage",
        on_delete=models.CASCADE,
        related_name="duty_shifts",
        verbose_name=_("pharmacy"),
        help_text=_("One of the city guide; a new pharmacy must be added there first."),
    )
    note = models.CharField(
        _("note"), max_length=120, blank=True, help_text=_("E.g. “Gece 24.00’e kadar”.")
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("day"),
        FieldPanel("pharmacy", widget=PharmacySelect),
        FieldPanel("note"),
    ]

    class Meta:
        """A pharmacy stands once on a day."""

        verbose_name = _("duty of a pharmacy")
        verbose_name_plural = _("duty rota of pharmacies")
        ordering: ClassVar[list[str]] = ["day", "pharmacy"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["day", "pharmacy"],
                name="duty_pharmacy_once_a_day",
                violation_error_message=_("This pharmacy is on the rota of that day already."),
            )
        ]

    def __str__(self) -> str:
        """Return day and pharmacy."""
        return f"{self.day:%d.%m.%Y} {self.pharmacy}"


class DutyPage(BasePage):
    """The page of the pharmacies on duty: the rules of the clock, and whose rota it is."""

    document_kind = "pharmacy_duty"
    parent_page_types: ClassVar[list[str]] = ["places.PlaceIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    introduction = models.TextField(
        _("introduction"),
        max_length=500,
        blank=True,
        help_text=_("One sentence above the list, e.g. “Gitmeden önce telefonla sorun”."),
    )
    category = models.ForeignKey(
        "places.PlaceCategory",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("category of the pharmacies"),
        help_text=_("The rota takes pharmacies of this category alone, e.g. “Eczane”."),
    )
    weekday_from = models.TimeField(
        _("on weekdays from"), default=time(19), help_text=_("When the other pharmacies close.")
    )
    saturday_from = models.TimeField(_("on Saturdays from"), default=time(19))
    until = models.TimeField(
        _("until the next morning at"),
        default=time(8, 30),
        help_text=_("On Sundays and holidays the duty begins at this time as well."),
    )
    source = models.CharField(
        _("source"), max_length=120, blank=True, help_text=_("E.g. “Kayseri Eczacı Odası”.")
    )
    source_url = models.URLField(_("address of the source"), blank=True)

    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        TranslatableField("introduction"),
        *(SynchronizedField(name) for name in ("source", "source_url")),
    ]
    edit_handler = editor_tabs(
        (
            _("Content"),
            [
                FieldPanel("title"),
                FieldPanel("introduction"),
                FieldPanel("category"),
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("weekday_from"), FieldPanel("saturday_from")]),
                        FieldPanel("until"),
                    ],
                    heading=_("Hours of the duty"),
                ),
                FieldRowPanel([FieldPanel("source"), FieldPanel("source_url")]),
            ],
        )
    )

    class Meta(BasePage.Meta):
        """Names for the admin."""

        abstract = False
        verbose_name = _("page of the pharmacies on duty")
        verbose_name_plural = _("pages of the pharmacies on duty")

    def clean(self) -> None:
        """The duty begins after the morning it ends on."""
        super().clean()
        for name in ("weekday_from", "saturday_from"):
            if self.until and getattr(self, name) and getattr(self, name) <= self.until:
                raise ValidationError({name: _("The duty begins later in the day than it ends.")})

    def describe(self) -> Iterable[Document]:
        """Return the rules; who is on duty stands in the rota."""
        yield Document(
            title=self.title,
            summary=self.introduction,
            data={
                "introduction": self.introduction,
                "category": self.category.slug if self.category else "",
                **{
                    name: f"{getattr(self, name):%H:%M}"
                    for name in ("weekday_from", "saturday_from", "until")
                },
                "source": self.source,
                "source_url": self.source_url,
            },
        )
