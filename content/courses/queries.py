"""Reads of courses: the branches, and the filters of the list."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from content.courses.choices import BANDS, LessonTime, Status
from content.courses.models import CourseBranch
from search.generation import watch
from search.kinds import Facet
from search.memory import remembered


@remembered(maxsize=2)
def _branches(generation: int) -> list[CourseBranch]:
    return list(CourseBranch.objects.all())


def branch_names(locale: str) -> dict[str, str]:
    """Return slug -> name in a language, in the order of the branches; from memory."""
    return {branch.slug: branch.label(locale) for branch in _branches(watch.current())}


def _statuses(locale: str) -> Mapping[str, str]:
    return {value: str(label) for value, label in Status.choices}


def _audiences(locale: str) -> Mapping[str, str]:
    return {band.name: str(band.label) for band in BANDS}


def _times(locale: str) -> Mapping[str, str]:
    return {value: str(label) for value, label in LessonTime.choices}


BRANCH = Facet(name="branch", param="brans", label=_("Branch"), labels=branch_names)
STATUS = Facet(name="status", param="durum", label=_("Status"), labels=_statuses)
AUDIENCE = Facet(name="audience", param="kimler", label=_("Who may attend"), labels=_audiences)
LESSON_TIME = Facet(name="lesson_time", param="zaman", label=_("Lesson times"), labels=_times)
