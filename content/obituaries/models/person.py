"""Who died, as far as the public may know."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.base import BasePage
from content.obituaries import rules
from content.obituaries.choices import Gender


class Person(BasePage):
    """The part of an obituary that tells of the person; the name is the page's title."""

    gender = models.CharField(
        _("Merhum or merhume"),
        max_length=12,
        choices=Gender.choices,
        default=Gender.UNSPECIFIED,
        help_text=_("Only for the last sentence: “Merhuma …” or “Merhumeye … rahmet dileriz”."),
    )
    father_name = models.CharField(
        _("father's name"),
        max_length=80,
        blank=True,
        help_text=_("Tells people of the same name apart, e.g. “Mehmet”."),
    )
    mother_name = models.CharField(_("mother's name"), max_length=80, blank=True)
    birth_date = models.DateField(
        _("birth date"),
        null=True,
        blank=True,
        help_text=_("Only the year and the age are shown, never the day."),
    )
    birth_year = models.PositiveSmallIntegerField(
        _("birth year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1850), MaxValueValidator(2100)],
        help_text=_("When the date is not known, e.g. 1948."),
    )
    given_age = models.PositiveSmallIntegerField(
        _("age"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(rules.OLDEST_AGE)],
        help_text=_("Only when the birth date is not known; otherwise it is worked out."),
    )
    birthplace = models.CharField(
        _("birthplace"), max_length=80, blank=True, help_text=_("E.g. “Bünyan”.")
    )
    neighbourhood = models.ForeignKey(
        "reference.Neighbourhood",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("neighbourhood"),
        help_text=_("Where the person lived. Neighbours find the notice by it."),
    )
    death_date = models.DateField(_("date of death"), default=timezone.localdate)
    photo = models.ForeignKey(
        "wagtailimages.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("photo"),
        help_text=_("Only with the family's approval. It goes when the condolence ends."),
    )
    photo_alt = models.CharField(
        _("what the photo shows"),
        max_length=160,
        blank=True,
        help_text=_(
            "Read out to who cannot see it. Empty: made from the name, e.g. “Hatice ÖRNEK’in "
            "fotoğrafı”."
        ),
    )

    class Meta(BasePage.Meta):
        """No table of its own."""

        abstract = True

    @property
    def age(self) -> int | None:
        """Return the age at death: from the birth date, else as given, else from the year."""
        if self.birth_date:
            return rules.age_on(self.death_date, self.birth_date)
        if self.given_age is not None:
            return self.given_age
        return self.death_date.year - self.birth_year if self.birth_year else None
