"""The fields courses belong to."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from content.reference.models import Named


class CourseBranch(Named):
    """A field of courses, e.g. handicraft; each municipality has its own."""

    name_en = models.CharField(
        _("name in English"),
        max_length=120,
        blank=True,
        help_text=_("Empty: English readers see the Turkish name."),
    )
    name_ar = models.CharField(
        _("name in Arabic"),
        max_length=120,
        blank=True,
        help_text=_("Empty: Arabic readers see the Turkish name."),
    )
    order = models.PositiveSmallIntegerField(
        _("order"),
        default=0,
        help_text=_("The smallest number stands first; equal ones follow the alphabet."),
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("name_en"), FieldPanel("name_ar")])],
            heading=_("In other languages"),
        ),
        FieldPanel("order"),
        FieldPanel("slug"),
    ]

    class Meta(Named.Meta):
        """Order of the list's filter."""

        ordering: ClassVar[list[str]] = ["order", "sort_key"]
        verbose_name = _("course branch")
        verbose_name_plural = _("course branches")

    def label(self, locale: str) -> str:
        """Return the name in a language, in Turkish where it has none."""
        return getattr(self, f"name_{locale}", "") or self.name
