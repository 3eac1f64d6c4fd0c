"""Courses as something to import in the admin."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.courses.importing import NUMBERS, TEXTS, CourseImporter
from content.courses.models import CourseIndexPage
from content.imports import FileError
from content.imports.kinds import ImportKind, register

REQUIRED = (
    *("external_id", "title", "branch", "summary", "starts_on", "ends_on", "applications_open"),
    *("applications_close", "how_to_apply"),
)
COLUMNS = (
    *REQUIRED,
    *("lessons", "neighbourhood", "fee", "residents_only", "certificate"),
    *(name for name in (*TEXTS, *NUMBERS) if name not in REQUIRED),
)


def courses_list() -> CourseIndexPage | None:
    """Return the list imports go into: the one in the site's first language."""
    found: CourseIndexPage | None = CourseIndexPage.objects.filter(
        locale__language_code=settings.LANGUAGE_CODE
    ).first()
    return found


def importer(*, publish: bool, create_missing: bool, user: Any = None) -> CourseImporter:
    """Return the importer into the list; FileError when there is none yet."""
    index = courses_list()
    if index is None:
        raise FileError(gettext("There is no courses page yet; create it first."))
    return CourseImporter(index, publish=publish, create_missing=create_missing, user=user)


def may_import(user: Any) -> bool:
    """Tell whether a user may add courses to the list and change those of others."""
    index = courses_list()
    if index is None:
        return False
    may = index.permissions_for_user(user)
    return bool(may.can_add_subpage() and may.can_edit())


def may_publish(user: Any) -> bool:
    """Tell whether a user may publish below the list."""
    index = courses_list()
    return index is not None and bool(index.permissions_for_user(user).can_publish_subpage())


register(
    ImportKind(
        name="courses",
        label=_("Courses"),
        formats=(".csv",),
        columns=COLUMNS,
        required=frozenset(REQUIRED),
        build=importer,
        may_import=may_import,
        may_publish=may_publish,
        back_url="courses:index",
    )
)
