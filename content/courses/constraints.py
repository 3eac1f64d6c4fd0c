"""What the database itself keeps true of a course."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from content.courses.choices import OLDEST

CONSTRAINTS: list[Any] = [
    models.CheckConstraint(
        condition=Q(ends_on__gte=F("starts_on")), name="course_ends_not_before_start"
    ),
    models.CheckConstraint(
        condition=Q(applications_close__gt=F("applications_open")),
        name="course_applications_close_after_opening",
    ),
    models.CheckConstraint(
        condition=Q(teacher="") | Q(teacher_consents=True),
        name="course_teacher_named_with_consent",
    ),
    models.CheckConstraint(
        condition=(Q(min_age=None) | Q(min_age__lte=OLDEST))
        & (Q(max_age=None) | Q(max_age__lte=OLDEST))
        & (Q(min_age=None) | Q(max_age=None) | Q(max_age__gte=F("min_age"))),
        name="course_ages_possible",
    ),
    models.CheckConstraint(
        condition=Q(capacity=None)
        | Q(min_participants=None)
        | Q(capacity__gte=F("min_participants")),
        name="course_opens_with_no_more_than_its_places",
    ),
    models.CheckConstraint(condition=Q(fee__gte=0), name="course_fee_not_negative"),
    models.CheckConstraint(
        condition=(Q(lat=None) & Q(lng=None)) | (Q(lat__isnull=False) & Q(lng__isnull=False)),
        name="course_point_has_both",
    ),
]
