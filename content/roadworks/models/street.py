"""A street of a road work."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from content.geometry import GeometryField


class RoadWorkStreet(Orderable):
    """A street of a work, from one crossing to another, with its line on the map."""

    page = ParentalKey("roadworks.RoadWorkPage", on_delete=models.CASCADE, related_name="streets")
    name = models.CharField(_("street"), max_length=160, help_text=_("E.g. “Oymak Caddesi”."))
    section_from = models.CharField(
        _("from"), max_length=160, blank=True, help_text=_("Empty: the whole street.")
    )
    section_to = models.CharField(
        _("to"), max_length=160, blank=True, help_text=_("E.g. “Işıklar Caddesi kavşağı”.")
    )
    geometry = GeometryField(
        _("line or point on the map"),
        null=True,
        blank=True,
        help_text=_("Drawn on the map above, or pasted here as GeoJSON."),
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("section_from"), FieldPanel("section_to")]),
        FieldPanel("geometry"),
    ]

    class Meta(Orderable.Meta):
        """Names for the admin."""

        verbose_name = _("street")
        verbose_name_plural = _("streets")

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
