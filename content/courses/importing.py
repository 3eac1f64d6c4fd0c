"""Courses from CSV; the columns are listed in `import_kind.COLUMNS`."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from content.courses.choices import OLDEST, Certificate
from content.courses.models import CourseBranch, CourseIndexPage, CourseLesson, CoursePage
from content.courses.timetable import Lesson
from content.imports import RowError
from content.imports.pages import PageImporter
from content.imports.values import text
from search import turkish

TEXTS = (
    *("brand", "summary", "description", "room", "address", "material_note", "how_to_apply"),
    *("documents_needed", "conditions", "contact_phone"),
)
NUMBERS = ("hours_total", "min_age", "max_age", "capacity", "min_participants")
LARGEST = 32_767  # of a small whole number in the database
COMPARED = (
    *("title", "branch_id", "neighbourhood_id", "starts_on", "ends_on", "applications_open"),
    *("applications_close", "fee", "certificate", "residents_only", *TEXTS, *NUMBERS),
)
_LESSON = re.compile(r"(?P<day>[^\W\d]+)\.? +(?P<starts>\d{1,2}[.:]\d\d) *[-–] *(?P<ends>.+)")
_CLOCK = re.compile(r"\d{1,2}[.:]\d\d")
_YES = {"evet", "1", "true", "x"}
_NO = {"", "hayir", "0", "false"}


def _weekdays() -> dict[str, int]:
    with override("tr"):
        return {turkish.fold(str(name)): number for number, name in WEEKDAYS.items()}


class CourseImporter(PageImporter):
    """Creates or updates courses; makes missing branches where asked."""

    model = CoursePage
    being_edited = gettext_lazy(
        "Somebody is editing this course; publish or discard the draft first."
    )

    def __init__(self, index: CourseIndexPage, **options: Any) -> None:
        """Read the branches once, too."""
        super().__init__(index, **options)
        self.branches = {
            turkish.fold(name): branch
            for branch in CourseBranch.objects.all()
            for name in (branch.name, branch.slug)
        }
        self.weekdays = _weekdays()

    def slug_of(self, page: CoursePage, key: str, index: CourseIndexPage) -> str:
        """Return the title with the external id: courses are held again and again."""
        return turkish.slugify(f"{page.title} {key}")[:200]

    def comparable(self, page: CoursePage) -> Any:
        """Return the fields and the lessons."""
        return (*(getattr(page, name) for name in COMPARED), page.week)

    def fill(self, page: CoursePage, values: Mapping[str, Any]) -> None:
        """Take a row's values over; what is no column of the file stays as an editor wrote it."""
        page.title = page.draft_title = text(values, "title")
        if not page.title:
            raise RowError(_("title is empty."))
        page.branch = self._branch(text(values, "branch"))
        page.starts_on, page.ends_on = _day(values, "starts_on"), _day(values, "ends_on")
        page.applications_open = _moment(values, "applications_open")
        page.applications_close = _moment(values, "applications_close")
        for name in TEXTS:
            if name in values:
                setattr(page, name, text(values, name).replace("|", "\n"))
        for name in NUMBERS:
            if name in values:
                setattr(page, name, _whole(values, name))
        if "fee" in values:
            page.fee = _money(values, "fee")
        if "residents_only" in values:
            page.residents_only = _truth(values, "residents_only")
        if text(values, "certificate"):
            page.certificate = _choice(values, "certificate")
        if "neighbourhood" in values:
            page.neighbourhood = self.area(text(values, "neighbourhood"))
        if "lessons" in values:
            lessons = self._lessons(text(values, "lessons"))
            if page.week != lessons:
                page.lessons.set(
                    [
                        CourseLesson(
                            sort_order=order,
                            weekday=lesson.weekday,
                            starts_at=lesson.starts,
                            ends_at=lesson.ends,
                        )
                        for order, lesson in enumerate(lessons)
                    ]
                )

    def _branch(self, name: str) -> CourseBranch:
        if not name:
            raise RowError(_("branch is empty."))
        found = self.branches.get(turkish.fold(name))
        if found is not None:
            return found
        if not self.create_missing:
            raise RowError(_("There is no branch “%(name)s”.") % {"name": name})
        # Not remembered: the row may still be undone, and the branch with it.
        made, _created = CourseBranch.objects.get_or_create(
            slug=turkish.slugify(name)[:120], defaults={"name": name[:120]}
        )
        return made

    def _lessons(self, words: str) -> list[Lesson]:
        """Read “Salı 18:00-20:00|Perşembe 18:00-20:00”."""
        found = []
        for part in filter(None, (part.strip() for part in words.split("|"))):
            match = _LESSON.fullmatch(part)
            day = self.weekdays.get(turkish.fold(match["day"])) if match else None
            starts = _clock(match["starts"]) if match else None
            ends = _clock(match["ends"].strip()) if match else None
            if day is None or starts is None or ends is None or ends <= starts:
                message = _("lessons must be like “Salı 18:00-20:00|Perşembe 18:00-20:00”.")
                raise RowError(message)
            found.append(Lesson(day, starts, ends))
        return sorted(set(found))


def _clock(words: str) -> time | None:
    if not _CLOCK.fullmatch(words):
        return None
    hour, minute = (int(part) for part in re.split("[.:]", words))
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _day(values: Mapping[str, Any], name: str) -> date:
    try:
        return date.fromisoformat(text(values, name))
    except ValueError:
        message = _("%(name)s must be a day such as 2026-10-05.")
        raise RowError(message % {"name": name}) from None


def _moment(values: Mapping[str, Any], name: str) -> datetime:
    try:
        found = datetime.fromisoformat(text(values, name))
        aware = found if timezone.is_aware(found) else timezone.make_aware(found)
        return aware.astimezone(timezone.get_default_timezone())
    except (ValueError, OverflowError):
        message = _("%(name)s must be a time such as 2026-11-24T09:00.")
        raise RowError(message % {"name": name}) from None


def _whole(values: Mapping[str, Any], name: str) -> int | None:
    words = text(values, name)
    if not words:
        return None
    highest = OLDEST if name.endswith("_age") else LARGEST
    if not (words.isascii() and words.isdigit() and len(words) < 6 and int(words) <= highest):
        raise RowError(_("%(name)s must be a whole number.") % {"name": name})
    return int(words)


def _money(values: Mapping[str, Any], name: str) -> Decimal:
    words = text(values, name) or "0"
    try:
        found = Decimal(words.replace(".", "").replace(",", ".") if "," in words else words)
    except InvalidOperation:
        found = Decimal(-1)
    if not (found.is_finite() and 0 <= found < 1_000_000 and found == round(found, 2)):
        raise RowError(_("%(name)s must be an amount such as 450 or 450,50.") % {"name": name})
    return round(found, 2)


def _truth(values: Mapping[str, Any], name: str) -> bool:
    words = turkish.fold(text(values, name))
    if words not in _YES | _NO:
        raise RowError(_("%(name)s must be evet or hayır.") % {"name": name})
    return words in _YES


def _choice(values: Mapping[str, Any], name: str) -> str:
    value = text(values, name)
    if value not in Certificate.values:
        message = _("%(name)s must be one of: %(values)s.")
        raise RowError(message % {"name": name, "values": ", ".join(Certificate.values)})
    return value
