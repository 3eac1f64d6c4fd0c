"""What a course can be; data, not ifs."""

from dataclasses import dataclass
from datetime import time

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """What the editor says of a course; all else follows from its dates."""

    AS_PLANNED = "as_planned", _("As the dates say")
    FULL = "full", _("Full, no places left")
    CANCELLED = "cancelled", _("Cancelled, does not take place")


class Status(models.TextChoices):
    """Where a course stands at a moment; see `phases`."""

    OPEN = "open", _("Applications open")
    SOON = "soon", _("Applications open soon")
    FULL = "full", _("Course full")
    CLOSED = "closed", _("Applications closed")
    RUNNING = "running", _("Course running")
    ENDED = "ended", _("Course ended")
    CANCELLED = "cancelled", _("Course cancelled")


class Certificate(models.TextChoices):
    """What who attended gets."""

    NONE = "none", _("None")
    ATTENDANCE = "attendance", _("Certificate of attendance")
    APPROVED = "meb", _("Course completion certificate approved by the Ministry of Education")


class Weekday(models.IntegerChoices):
    """Days of the week, Monday first."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


@dataclass(frozen=True, slots=True)
class Band:
    """Ages somebody looks for, first and last included; completed years on the first day."""

    name: str
    label: str | Promise
    first: int
    last: int


OLDEST = 120
BANDS = (
    Band("children", _("Children, up to 12"), 0, 12),
    Band("youth", _("Young people, 13 to 17"), 13, 17),
    Band("adults", _("Adults, 18 and over"), 18, OLDEST),
    Band("seniors", _("People of 65 and over"), 65, OLDEST),
)


class LessonTime(models.TextChoices):
    """When lessons are, as people look for it."""

    WEEKDAY = "weekday", _("On weekdays")
    WEEKEND = "weekend", _("At the weekend")
    DAYTIME = "daytime", _("In the daytime")
    EVENING = "evening", _("In the evening")


EVENING_FROM = time(17)
WEEKEND = frozenset({Weekday.SATURDAY, Weekday.SUNDAY})
