"""What a course has several of: weekly lessons, days without one."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from content.courses.choices import Weekday
from content.courses.timetable import Lesson


class CourseLesson(Orderable):
    """A lesson of the week."""

    page = ParentalKey("courses.CoursePage", on_delete=models.CASCADE, related_name="lessons")
    weekday = models.PositiveSmallIntegerField(
        _("day"), choices=Weekday.choices, help_text=_("E.g. Monday.")
    )
    starts_at = models.TimeField(_("from (clock)"), help_text=_("E.g. 18:00."))
    ends_at = models.TimeField(_("until (clock)"), help_text=_("E.g. 20:00."))

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("weekday"), FieldPanel("starts_at"), FieldPanel("ends_at")])
    ]

    class Meta(Orderable.Meta):
        """A lesson ends on the day it begins, after it begins."""

        verbose_name = _("weekly lesson")
        verbose_name_plural = _("weekly lessons")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="course_lesson_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="course_lesson_weekday"),
        ]

    def __str__(self) -> str:
        """Return day and hours."""
        return f"{self.get_weekday_display()} {self.starts_at:%H.%M}–{self.ends_at:%H.%M}"

    def clean(self) -> None:
        """Say it where it was typed."""
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("A lesson ends after it begins.")})

    @property
    def lesson(self) -> Lesson:
        """Return the lesson as a value."""
        return Lesson(self.weekday, self.starts_at, self.ends_at)


class CourseDayOff(Orderable):
    """A day on which there is no lesson though the week would have one."""

    page = ParentalKey("courses.CoursePage", on_delete=models.CASCADE, related_name="days_off")
    day = models.DateField(_("day without lesson"), help_text=_("E.g. 29.10.2026."))
    reason = models.CharField(
        _("why"), max_length=120, blank=True, help_text=_("E.g. “Cumhuriyet Bayramı”.")
    )

    panels: ClassVar[list[Any]] = [FieldRowPanel([FieldPanel("day"), FieldPanel("reason")])]

    class Meta(Orderable.Meta):
        """Names for the admin."""

        verbose_name = _("day without lesson")
        verbose_name_plural = _("days without lesson")

    def __str__(self) -> str:
        """Return the day."""
        return f"{self.day:%d.%m.%Y} {self.reason}".strip()
