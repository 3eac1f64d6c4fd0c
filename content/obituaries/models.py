"""Obituaries (vefat ilanı): who died, when and where the funeral is, while it may be shown.

Never a field for the cause of death. The family's phone is for the desk alone: `describe()` does
not read it.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from content.base import BasePage, editor_tabs
from content.media import image_payload
from content.obituaries.wording import sentence
from content.reference.queries import neighbourhood_payload
from search import turkish
from search.documents import FOREVER, Document

LATEST_BURIAL = timedelta(days=30)
# The order of the day's prayers; "cuma" is Friday's noon prayer.
PRAYER_ORDER = ["sabah", "ogle", "cuma", "ikindi", "aksam", "yatsi", "other", ""]


class Prayer(models.TextChoices):
    """After which prayer the funeral prayer is said."""

    MORNING = "sabah", _("morning prayer")
    NOON = "ogle", _("noon prayer")
    FRIDAY = "cuma", _("Friday prayer")
    AFTERNOON = "ikindi", _("afternoon prayer")
    EVENING = "aksam", _("evening prayer")
    NIGHT = "yatsi", _("night prayer")
    OTHER = "other", _("another time")


PHRASES = {
    "sabah": "sabah namazına müteakip",
    "ogle": "öğle namazına müteakip",
    "cuma": "Cuma namazına müteakip",
    "ikindi": "ikindi namazına müteakip",
    "aksam": "akşam namazına müteakip",
    "yatsi": "yatsı namazına müteakip",
}


class Ceremony(models.TextChoices):
    """What kind of farewell it is."""

    PRAYER = "prayer", _("Funeral prayer in a mosque")
    NEUTRAL = "neutral", _("Ceremony without prayer")
    TRANSFER = "transfer", _("Taken to another city")


class Gender(models.TextChoices):
    """For the wording only: merhum, merhume, or neither."""

    FEMALE = "female", _("Woman (merhume)")
    MALE = "male", _("Man (merhum)")
    UNSPECIFIED = "unspecified", _("Not said")


class ObituaryIndexPage(BasePage):
    """The list of obituaries."""

    document_kind = "obituary_index"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["obituaries.ObituaryPage"]
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), max_length=500, blank=True)

    edit_handler = editor_tabs((_("Content"), [FieldPanel("title"), FieldPanel("introduction")]))

    class Meta(BasePage.Meta):
        """Names for the admin."""

        abstract = False
        verbose_name = _("obituaries list")

    def describe(self) -> Iterable[Document]:
        """Return title and introduction."""
        yield Document(
            title=self.title,
            summary=self.introduction,
            data={"introduction": self.introduction},
        )


class ObituaryPage(BasePage):
    """One obituary."""

    document_kind = "obituary"
    parent_page_types: ClassVar[list[str]] = ["obituaries.ObituaryIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    gender = models.CharField(
        _("wording"), max_length=12, choices=Gender.choices, default=Gender.UNSPECIFIED
    )
    father_name = models.CharField(_("father's name"), max_length=80, blank=True)
    mother_name = models.CharField(_("mother's name"), max_length=80, blank=True)
    birth_date = models.DateField(_("birth date"), null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(
        _("birth year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1880), MaxValueValidator(2100)],
        help_text=_("When the date is not known, e.g. 1948."),
    )
    given_age = models.PositiveSmallIntegerField(
        _("age"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(130)],
        help_text=_("Only when neither birth date nor year is known; otherwise it is worked out."),
    )
    birthplace = models.CharField(
        _("birthplace"), max_length=80, blank=True, help_text=_("E.g. “Kayseri” or a village.")
    )
    neighbourhood = models.ForeignKey(
        "reference.Neighbourhood",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("neighbourhood"),
    )
    death_date = models.DateField(_("date of death"), default=timezone.localdate)
    photo = models.ForeignKey(
        "wagtailimages.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("photo"),
        help_text=_("Only with the family's approval."),
    )
    photo_alt = models.CharField(
        _("what the photo shows"),
        max_length=160,
        blank=True,
        help_text=_("Read out to who cannot see it, e.g. “Hatice ÖRNEK’in portresi”."),
    )
    ceremony = models.CharField(
        _("farewell"), max_length=10, choices=Ceremony.choices, default=Ceremony.PRAYER
    )
    burial_date = models.DateField(
        _("burial date"),
        null=True,
        blank=True,
        help_text=_("Leave it empty while it is not certain; the notice then says so."),
    )
    prayer = models.CharField(
        _("after which prayer"), max_length=8, choices=Prayer.choices, blank=True
    )
    prayer_time = models.TimeField(
        _("time"),
        null=True,
        blank=True,
        help_text=_("The clock time you have confirmed with the mosque, e.g. 15.12."),
    )
    mosque = models.CharField(
        _("mosque or place"), max_length=120, blank=True, help_text=_("E.g. “Hunat Camii”.")
    )
    cemetery = models.CharField(
        _("cemetery"), max_length=120, blank=True, help_text=_("E.g. “Argıncık Mezarlığı”.")
    )
    plot = models.CharField(_("plot"), max_length=60, blank=True)
    transfer_city = models.CharField(
        _("city it is taken to"), max_length=80, blank=True, help_text=_("E.g. “Yozgat”.")
    )
    condolence_address = models.CharField(
        _("condolence address"),
        max_length=250,
        blank=True,
        help_text=_("With the family's approval. It vanishes by itself ten days after the burial."),
    )
    condolence_days = models.CharField(
        _("condolence days"), max_length=120, blank=True, help_text=_("E.g. “25–27 Kasım”.")
    )
    condolence_hours = models.CharField(
        _("condolence hours"), max_length=80, blank=True, help_text=_("E.g. “14.00–20.00”.")
    )
    notes = models.TextField(
        _("notes"),
        max_length=400,
        blank=True,
        help_text=_("Shown to everybody. Never write the cause of death or a phone number here."),
    )
    desk_phone = models.CharField(
        _("family's phone (desk only)"),
        max_length=32,
        blank=True,
        help_text=_("Never published; for questions of the desk."),
    )
    desk_informant = models.CharField(_("who told us (desk only)"), max_length=120, blank=True)
    keep_until = models.DateField(
        _("keep the page until"),
        null=True,
        blank=True,
        help_text=_("By the family's wish; otherwise it goes 40 days after the burial."),
    )
    allow_search_engines = models.BooleanField(
        _("the family wants it found by search engines"), default=False
    )

    edit_handler = editor_tabs(
        (
            _("Who"),
            [
                FieldPanel(
                    "title", heading=_("Name and surname"), help_text=_("As on the ID card.")
                ),
                FieldPanel("gender"),
                FieldRowPanel([FieldPanel("father_name"), FieldPanel("mother_name")]),
                FieldRowPanel(
                    [FieldPanel("birth_date"), FieldPanel("birth_year"), FieldPanel("given_age")]
                ),
                FieldRowPanel([FieldPanel("birthplace"), FieldPanel("neighbourhood")]),
                FieldPanel("death_date"),
                MultiFieldPanel([FieldPanel("photo"), FieldPanel("photo_alt")], heading=_("Photo")),
            ],
        ),
        (
            _("Funeral"),
            [
                FieldPanel("ceremony"),
                FieldRowPanel(
                    [FieldPanel("burial_date"), FieldPanel("prayer"), FieldPanel("prayer_time")]
                ),
                FieldPanel("mosque"),
                FieldRowPanel([FieldPanel("cemetery"), FieldPanel("plot")]),
                FieldPanel("transfer_city"),
                FieldPanel("notes"),
            ],
        ),
        (
            _("Condolence"),
            [
                FieldPanel("condolence_address"),
                FieldRowPanel([FieldPanel("condolence_days"), FieldPanel("condolence_hours")]),
            ],
        ),
        (
            _("Desk and family's wishes"),
            [
                FieldRowPanel([FieldPanel("desk_informant"), FieldPanel("desk_phone")]),
                FieldPanel("keep_until"),
                FieldPanel("allow_search_engines"),
            ],
        ),
    )

    class Meta(BasePage.Meta):
        """Constraints first."""

        abstract = False
        verbose_name = _("obituary")
        verbose_name_plural = _("obituaries")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(burial_date=None) | Q(burial_date__gte=F("death_date")),
                name="obituary_burial_after_death",
            ),
            models.CheckConstraint(
                condition=Q(burial_date=None) | Q(burial_date__lte=F("death_date") + LATEST_BURIAL),
                name="obituary_burial_within_30_days",
            ),
            models.CheckConstraint(
                condition=Q(birth_date=None) | Q(birth_date__lte=F("death_date")),
                name="obituary_birth_before_death",
            ),
        ]

    @property
    def age(self) -> int | None:
        """Return the age at death: from the birth date, else the year, else as given."""
        if self.birth_date:
            had_birthday = (self.death_date.month, self.death_date.day) >= (
                self.birth_date.month,
                self.birth_date.day,
            )
            return self.death_date.year - self.birth_date.year - (not had_birthday)
        if self.birth_year:
            return self.death_date.year - self.birth_year
        return self.given_age

    @property
    def day(self) -> date:
        """Return the day that counts: of the burial, else of the death."""
        return self.burial_date or self.death_date

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Make the address from name and day before Wagtail makes one from the title alone."""
        if not getattr(self, "slug", "") and self.title and self.death_date:
            base = turkish.slugify(self.title)[:180] or "vefat"
            slug, number = f"{base}-{self.death_date:%d%m%Y}", 2
            parent = self.get_parent() if self.path else None
            while not self._slug_is_available(slug, parent, self if self.pk else None):
                slug, number = f"{base}-{self.death_date:%d%m%Y}-{number}", number + 1
            self.slug = slug
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """Check what the dates and parts say against each other."""
        super().clean()
        errors: dict[str, Any] = {}
        death, burial = self.death_date, self.burial_date
        if death and burial:
            if burial < death:
                errors["burial_date"] = _("The burial cannot be before the death.")
            elif burial > death + LATEST_BURIAL:
                errors["burial_date"] = _(
                    "The burial is more than 30 days after the death; check both dates."
                )
        if death and self.birth_date and self.birth_date > death:
            errors["birth_date"] = _("The birth cannot be after the death.")
        if death and self.birth_year and self.birth_year > death.year:
            errors["birth_year"] = _("The birth cannot be after the death.")
        if self.birth_date and self.birth_year and self.birth_date.year != self.birth_year:
            errors["birth_year"] = _("Birth date and year do not agree; give only one.")
        if death and self.given_age is not None and (self.birth_date or self.birth_year):
            age = self.age
            if age is not None and abs(age - self.given_age) > (0 if self.birth_date else 1):
                errors["given_age"] = _(
                    "The dates give %(age)s; correct one or leave the age empty."
                ) % {"age": age}
        if burial and self.ceremony == Ceremony.PRAYER and not self.mosque:
            errors["mosque"] = _("Write where the funeral prayer is, e.g. “Hunat Camii”.")
        if burial and self.ceremony == Ceremony.PRAYER and not self.prayer:
            errors["prayer"] = _("Choose the prayer, or “another time” with its clock time.")
        if self.prayer == Prayer.OTHER and not self.prayer_time:
            errors["prayer_time"] = _("Give the clock time.")
        if burial and self.prayer == Prayer.FRIDAY and burial.weekday() != 4:
            errors["prayer"] = _("%(day)s is not a Friday.") % {"day": burial.strftime("%d.%m.%Y")}
        if self.ceremony == Ceremony.TRANSFER and not self.transfer_city:
            errors["transfer_city"] = _("Write the city, e.g. “Yozgat”.")
        if self.photo and not self.photo_alt:
            errors["photo_alt"] = _("Write what the photo shows; screen readers read it out.")
        if errors:
            raise ValidationError(errors)

    def describe(self) -> Iterable[Document]:
        """Return the notice with the condolence, then without it, until its end date."""
        listed_until = _midnight(self.day + timedelta(days=settings.OBITUARY_LISTED_DAYS))
        condolence_until = _midnight(self.day + timedelta(days=settings.OBITUARY_CONDOLENCE_DAYS))
        ends = _midnight(
            self.keep_until + timedelta(days=1)
            if self.keep_until
            else self.day + timedelta(days=settings.OBITUARY_PAGE_DAYS)
        )
        has_condolence = any((self.condolence_address, self.condolence_days, self.condolence_hours))
        if not has_condolence or condolence_until >= ends:
            yield self._document(listed_until, valid_until=ends, with_condolence=has_condolence)
            return
        yield self._document(listed_until, valid_until=condolence_until, with_condolence=True)
        yield self._document(
            listed_until, valid_from=condolence_until, valid_until=ends, with_condolence=False
        )

    def _document(self, listed_until: datetime, *, with_condolence: bool, **span: Any) -> Document:
        order = PRAYER_ORDER.index(self.prayer)
        clock = self.prayer_time or time(6 + 2 * order)
        starts = timezone.make_aware(datetime.combine(self.day, clock))
        facets = {"neighbourhood": [self.neighbourhood.slug] if self.neighbourhood else []}
        for name, value in (("mosque", self.mosque), ("cemetery", self.cemetery)):
            facets[name] = [turkish.slugify(value)[:100]] if value else []
        data = {
            "name": self.title,
            "gender": self.gender,
            "father_name": self.father_name,
            "mother_name": self.mother_name,
            "age": self.age,
            "birth_year": self.birth_date.year if self.birth_date else self.birth_year,
            "birthplace": self.birthplace,
            "neighbourhood": neighbourhood_payload(self.neighbourhood),
            "death_date": self.death_date.isoformat(),
            "image": image_payload(self.photo, self.photo_alt),
            "ceremony": self.ceremony,
            "burial_date": self.burial_date.isoformat() if self.burial_date else None,
            "prayer": self.prayer or None,
            "prayer_time": f"{self.prayer_time:%H:%M}" if self.prayer_time else None,
            "mosque": self.mosque,
            "cemetery": self.cemetery,
            "plot": self.plot,
            "transfer_city": self.transfer_city,
            "condolence": {
                "address": self.condolence_address,
                "days": self.condolence_days,
                "hours": self.condolence_hours,
            }
            if with_condolence
            else None,
            "notes": self.notes,
        }
        return Document(
            title=self.title,
            summary=self._sentence(),
            data=data,
            keywords=" ".join((self.father_name, self.mother_name)),
            text=" ".join(
                (
                    self.mosque,
                    self.cemetery,
                    self.birthplace,
                    self.neighbourhood.name if self.neighbourhood else "",
                    self.condolence_address if with_condolence else "",
                )
            ),
            facets=facets,
            sort_at=starts,
            starts_at=starts,
            ends_at=_midnight(self.day + timedelta(days=1)),
            listed_until=listed_until,
            noindex=not self.allow_search_engines,
            **span,
        )

    def _sentence(self) -> str:
        genders = {Gender.FEMALE: True, Gender.MALE: False}
        return sentence(
            name=self.title,
            age=self.age,
            burial_date=self.burial_date,
            ceremony=self.ceremony,
            prayer_phrase=PHRASES.get(self.prayer, ""),
            mosque=self.mosque,
            cemetery=self.cemetery,
            transfer_city=self.transfer_city,
            woman=genders.get(Gender(self.gender)),
        )


def _midnight(day: date) -> datetime:
    """Return the first moment of a day in Istanbul."""
    return min(timezone.make_aware(datetime.combine(day, time())), FOREVER)
