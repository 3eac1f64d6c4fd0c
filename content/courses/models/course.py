"""A course as a page."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from content.courses import rules
from content.courses.choices import Certificate, Standing, Status
from content.courses.constraints import CONSTRAINTS
from content.courses.description import documents
from content.courses.models.parts import PHONE, TEXTS, age_field
from content.courses.panels import EDIT_HANDLER
from content.courses.phases import Dates, status_at
from content.courses.timetable import Lesson
from content.imported import ImportedPage
from content.points import latitude, longitude
from search.documents import Document


class CoursePage(ImportedPage):
    """One course, from its first day to its last.

    Nothing here asks who may attend by gender: a
    public course is open to all.
    """

    document_kind = "course"
    parent_page_types: ClassVar[list[str]] = ["courses.CourseIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    branch = models.ForeignKey(
        "courses.CourseBranch",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("branch"),
        help_text=_("Citizens look for courses by it, and may follow it."),
    )
    brand = models.CharField(
        _("programme"),
        max_length=80,
        blank=True,
        help_text=_("The name it is offered under, e.g. “Kocasinan Akademi”; may stay empty."),
    )
    summary = models.CharField(
        _("in one sentence"),
        max_length=250,
        help_text=_("Stands in lists, e.g. “Sıfırdan başlayanlar için temel dikiş ve kalıp”."),
    )
    description = models.TextField(
        _("what is taught"),
        max_length=3000,
        blank=True,
        help_text=_("E.g. what one can do afterwards; an empty line makes a new paragraph."),
    )
    place = models.ForeignKey(
        "places.PlacePage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("place of the city guide"),
        help_text=_("Address, neighbourhood and point come from it where they are empty below."),
    )
    room = models.CharField(
        _("room"), max_length=80, blank=True, help_text=_("E.g. “2. kat, dikiş atölyesi”.")
    )
    address = models.CharField(
        _("address"), max_length=250, blank=True, help_text=_("E.g. “Barbaros Mah. Oymak Cad. 8”.")
    )
    neighbourhood = models.ForeignKey(
        "reference.Neighbourhood",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("neighbourhood"),
    )
    lat = latitude()
    lng = longitude()
    starts_on = models.DateField(
        _("first day"), help_text=_("E.g. 05.10.2026; ages are counted on this day.")
    )
    ends_on = models.DateField(_("last day"), help_text=_("E.g. 22.01.2027."))
    hours_total = models.PositiveSmallIntegerField(
        _("lesson hours in total"), null=True, blank=True, help_text=_("E.g. 96.")
    )
    teacher = models.CharField(
        _("teacher"),
        max_length=120,
        blank=True,
        help_text=_("May stay empty; shown only with the consent below."),
    )
    teacher_consents = models.BooleanField(
        _("the teacher agrees to be named"),
        default=False,
        help_text=_("Asked in writing by the desk; without it no name is published."),
    )
    min_age = age_field(_("lowest age"), _("Completed years on the first day; empty: no limit."))
    max_age = age_field(_("highest age"), _("E.g. 12 for a children’s course; empty: no limit."))
    residents_only = models.BooleanField(
        _("for residents of the district"),
        default=False,
        help_text=_("Checked at the desk when the place is confirmed."),
    )
    fee = models.DecimalField(
        _("fee (TL)"),
        max_digits=8,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0)],
        help_text=_("0 means free, e.g. 450."),
    )
    material_note = models.CharField(
        _("material"),
        max_length=250,
        blank=True,
        help_text=_("What has to be brought or paid, e.g. “Kumaş ve iplik katılımcıya aittir”."),
    )
    capacity = models.PositiveSmallIntegerField(
        _("number of places"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    min_participants = models.PositiveSmallIntegerField(
        _("opens with at least"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("E.g. 12: with fewer it is put together with another or cancelled."),
    )
    applications_open = models.DateTimeField(
        _("applications from"),
        help_text=_("E.g. 14.09.2026 09:00; who follows the course is told in that minute."),
    )
    applications_close = models.DateTimeField(
        _("applications until"), help_text=_("E.g. 30.09.2026 17:00.")
    )
    how_to_apply = models.TextField(
        _("how to apply"),
        max_length=600,
        help_text=_("Where, with what, e.g. “Barbaros kurs merkezine kimlikle gelin ya da arayın”"),
    )
    contact_phone = models.CharField(
        _("phone for applications"), max_length=40, blank=True, validators=[PHONE]
    )
    directorate = models.ForeignKey(
        "reference.Directorate",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("responsible directorate"),
        help_text=_("Its phone is shown when no other is given."),
    )
    certificate = models.CharField(
        _("certificate"), max_length=12, choices=Certificate.choices, default=Certificate.ATTENDANCE
    )
    documents_needed = models.TextField(
        _("documents"),
        max_length=1000,
        blank=True,
        help_text=_("One on each line, e.g. “Kimlik kartı”. A health report is seen, never kept."),
    )
    conditions = models.TextField(
        _("conditions"),
        max_length=1500,
        blank=True,
        help_text=_("One on each line, e.g. “Derslerin beşte dördüne katılmak gerekir”."),
    )
    standing = models.CharField(
        _("How it stands"), max_length=12, choices=Standing.choices, default=Standing.AS_PLANNED
    )
    status_reason = models.CharField(
        _("reason"),
        max_length=250,
        blank=True,
        help_text=_("Needed when cancelled; citizens read it, e.g. “Yeterli başvuru olmadı”."),
    )

    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField("slug"),
        TranslatableField("title"),
        *(TranslatableField(name) for name in TEXTS),
        *(
            SynchronizedField(name)
            for name in ("external_id", "brand", "address", "teacher", "contact_phone", "standing")
        ),
        SynchronizedField("certificate"),
    ]
    edit_handler = EDIT_HANDLER
    search_fields: ClassVar[list[Any]] = [
        *ImportedPage.search_fields,
        index.SearchField("summary"),
        index.AutocompleteField("external_id"),
        *(
            index.FilterField(name)
            for name in ("standing", "starts_on", "ends_on", "applications_open")
        ),
        index.FilterField("applications_close"),
        index.FilterField("branch"),
        index.FilterField("neighbourhood"),
        index.FilterField("directorate"),
    ]

    class Meta(ImportedPage.Meta):
        """Constraints first."""

        abstract = False
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        constraints = CONSTRAINTS

    def clean(self) -> None:
        """Refuse what cannot be true and, unless it is a draft, what must not be missing."""
        super().clean()
        problems = list(rules.contradictions(self))
        if self.has_twin():
            problems.append(("external_id", str(_("Another course has this id already."))))
        if not self.half_finished:
            problems.extend(rules.omissions(self))
        errors: dict[str, list[str]] = {}
        for field, message in problems:
            errors.setdefault(field, []).append(message)
        if errors:
            raise ValidationError(errors)

    @property
    def dates(self) -> Dates:
        """Return the moments its status follows from."""
        return Dates(
            opens=self.applications_open,
            closes=self.applications_close,
            starts=_midnight(self.starts_on),
            ends=_midnight(self.ends_on + timedelta(days=1)),
        )

    @property
    def week(self) -> list[Lesson]:
        """Return the lessons of the week in its order."""
        return sorted(row.lesson for row in self.lessons.all())

    def status(self, now: datetime | None = None) -> Status:
        """Return where it stands at a moment, by default now."""
        return status_at(self.dates, self.standing, now or timezone.now())

    @property
    def status_label(self) -> str:
        """Return in words where it stands now."""
        return str(self.status().label)

    def describe(self) -> Iterable[Document]:
        """Return the course in each of its phases."""
        return documents(self)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
