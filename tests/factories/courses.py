"""Builders of courses. Days count from today; a course has two lessons a week."""

import itertools
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from wagtail.models import PageViewRestriction

from content.courses.models import (
    CourseBranch,
    CourseDayOff,
    CourseIndexPage,
    CourseLesson,
    CoursePage,
)
from search import turkish
from tests.factories.site import home_page, neighbourhood

_numbers = itertools.count(2)
EVENINGS = ((1, "18:00", "20:00"), (3, "18:00", "20:00"))


def day(offset: int) -> date:
    """Return the day `offset` days from today."""
    return timezone.localdate() + timedelta(days=offset)


def moment(offset: int, clock: int = 9) -> datetime:
    """Return a time of the day `offset` days from today."""
    return timezone.make_aware(datetime.combine(day(offset), time(clock)))


def branch(name: str = "El sanatları", **fields) -> CourseBranch:
    """Return a branch, made at the first call."""
    return CourseBranch.objects.get_or_create(name=name, defaults=fields)[0]


def index() -> CourseIndexPage:
    """Return the list of courses, made at the first call."""
    home = home_page()
    return CourseIndexPage.objects.child_of(home).first() or home.add_child(
        instance=CourseIndexPage(title="Kurslar", slug="kurslar")
    )


def _free_slug(slug: str) -> str:
    taken = index().get_children().filter(slug=slug).exists()
    return f"{slug}-{next(_numbers)}" if taken else slug


def unsaved(title: str = "Temel dikiş", **fields) -> CoursePage:
    """Return a course that is valid and not saved; applications are open."""
    lessons = fields.pop("lessons", EVENINGS)
    days_off = fields.pop("days_off", ())
    area = fields.pop("area", "Sahabiye")
    values = {
        "branch": fields.pop("branch", None) or branch(),
        "summary": "Sıfırdan başlayanlar için.",
        "address": "Sahabiye Mah. Örnek Sok. 1",
        "neighbourhood": neighbourhood(area) if area else None,
        "starts_on": day(10),
        "ends_on": day(80),
        "applications_open": moment(-3),
        "applications_close": moment(5, 17),
        "how_to_apply": "Kurs merkezine kimliğinizle gelin.",
        "slug": _free_slug(turkish.slugify(title)),
        "locale": index().locale,
        **fields,
    }
    page = CoursePage(title=title, **values)
    page.lessons.set(
        [
            CourseLesson(
                sort_order=order,
                weekday=weekday,
                starts_at=time.fromisoformat(starts),
                ends_at=time.fromisoformat(ends),
            )
            for order, (weekday, starts, ends) in enumerate(lessons)
        ]
    )
    page.days_off.set(
        [CourseDayOff(sort_order=order, day=free) for order, free in enumerate(days_off)]
    )
    return page


def draft(title: str = "Temel dikiş", **fields) -> CoursePage:
    """Return a course nobody has published."""
    page = unsaved(title, live=False, **fields)
    index().add_child(instance=page)
    page.save_revision()
    return page


def course(title: str = "Temel dikiş", **fields) -> CoursePage:
    """Return a public course that can be applied for."""
    page = draft(title, **fields)
    page.full_clean()
    page.get_latest_revision().publish()
    return CoursePage.objects.get(pk=page.pk)


def soon(title: str = "Ebru", **fields) -> CoursePage:
    """Return a public course whose applications open in two days."""
    window = {"applications_open": moment(2), "applications_close": moment(9, 17)}
    return course(title, **{**window, **fields})


def closed(title: str = "Ney", **fields) -> CoursePage:
    """Return a public course whose applications are over and that has not begun."""
    window = {"applications_open": moment(-9), "applications_close": moment(-1, 17)}
    return course(title, **{**window, **fields})


def running(title: str = "Halk oyunları", **fields) -> CoursePage:
    """Return a public course that began a week ago."""
    span = {"starts_on": day(-7), "ends_on": day(60)}
    return closed(title, **{**span, **fields})


def ended(title: str = "Filografi", **fields) -> CoursePage:
    """Return a public course that was over ten days ago."""
    span = {"starts_on": day(-90), "ends_on": day(-10)}
    window = {"applications_open": moment(-120), "applications_close": moment(-95)}
    return course(title, **{**span, **window, **fields})


def cancelled(title: str = "Takı tasarımı", **fields) -> CoursePage:
    """Return a public course that does not take place."""
    why = {"standing": "cancelled", "status_reason": "Yeterli başvuru olmadı"}
    return course(title, **{**why, **fields})


def private(title: str = "Gizli kurs", **fields) -> CoursePage:
    """Return a course behind a password."""
    page = course(title, **fields)
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="gizli-parola"
    )
    return page
