"""When and where the funeral is, and where condolences are received."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.obituaries.choices import Ceremony, Prayer
from content.obituaries.models.person import Person


class Farewell(Person):
    """The part of an obituary that tells of funeral and condolence."""

    ceremony = models.CharField(
        _("farewell"),
        max_length=10,
        choices=Ceremony.choices,
        default=Ceremony.PRAYER,
        help_text=_("The sentence of the notice follows it; the neutral one names no prayer."),
    )
    burial_date = models.DateField(
        _("burial date"),
        null=True,
        blank=True,
        help_text=_("Empty it while it is not certain; the notice then says it will be told."),
    )
    prayer = models.CharField(
        _("after which prayer"),
        max_length=8,
        choices=Prayer.choices,
        blank=True,
        help_text=_("On a Friday the noon prayer is the Friday prayer."),
    )
    prayer_time = models.TimeField(
        _("clock time"),
        null=True,
        blank=True,
        help_text=_("As confirmed with the mosque, e.g. 12.45."),
    )
    mosque = models.CharField(
        _("mosque or place"), max_length=120, blank=True, help_text=_("E.g. “Hunat Camii”.")
    )
    cemetery = models.CharField(
        _("cemetery"), max_length=120, blank=True, help_text=_("E.g. “Argıncık Mezarlığı”.")
    )
    plot = models.CharField(
        _("plot"), max_length=60, blank=True, help_text=_("E.g. “12. ada, 340. parsel”.")
    )
    transfer_city = models.CharField(
        _("city it is taken to"),
        max_length=80,
        blank=True,
        help_text=_("Only for “taken to another city”, e.g. “Yozgat”."),
    )
    condolence_address = models.CharField(
        _("condolence address"),
        max_length=250,
        blank=True,
        help_text=_("With the family's approval, e.g. “Argıncık Mah. Deneme Sok. No: 1”."),
    )
    condolence_days = models.CharField(
        _("condolence days"), max_length=120, blank=True, help_text=_("E.g. “25–27 Kasım”.")
    )
    condolence_hours = models.CharField(
        _("condolence hours"), max_length=80, blank=True, help_text=_("E.g. “14.00–20.00”.")
    )

    class Meta(Person.Meta):
        """No table of its own."""

        abstract = True

    @property
    def day(self) -> date:
        """Return the day that counts: of the burial, else of the death."""
        return self.burial_date or self.death_date
