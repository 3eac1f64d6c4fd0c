"""Writes of courses."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.fields import copy_synchronised_fields

from content.courses.choices import Standing
from content.courses.models import CoursePage
from content.courses.models.parts import TEXTS
from search import index

_OWN = frozenset({*TEXTS, "title", "timetable", "branch", "place", "place_name", "url", "id"})
_TIMES = frozenset({"updated_at", "published_at", "locale", "conditions", "documents_needed"})


def change_standing(*, page_id: int, standing: str, user: Any, reason: str = "") -> CoursePage:
    """Mark a public course as full, as cancelled, or let its dates speak again; publish that.

    A draft somebody works on gets the mark too and stays a draft.

    Raises:
        ValidationError: When nothing would change, a cancellation has no reason, or what is
            published breaks a rule by now; the editor's form says how.
        CoursePage.DoesNotExist: When the course is not published.
    """
    with transaction.atomic():
        page = CoursePage.objects.select_for_update(of=("self",)).get(pk=page_id, live=True)
        if page.standing == standing:
            raise ValidationError({"standing": _("The course stands so already.")})
        if standing == Standing.CANCELLED and not reason.strip():
            message = _("Say why, e.g. “Yeterli başvuru olmadı”.")
            raise ValidationError({"status_reason": message})
        kept = reason.strip() if standing == Standing.CANCELLED else ""
        values = {"standing": standing, "status_reason": kept}
        draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else None
        _set(page, values)
        page.full_clean()
        page.save_revision(user=user).publish(user=user)
        if draft is not None:
            _set(draft, values)
            draft.save_revision(user=draft.latest_revision.user, clean=False)
    return page


def share_facts(page: CoursePage) -> int:
    """Take a course's facts over into its translations; return how many changed.

    Dates, hours, place, ages, fee and whether it is cancelled have one truth, that of the site's
    first language; the words are the translators'. A translation that is public stays so, with the
    new facts; a draft gets them as well. A cancellation nobody has translated the reason of tells
    it in Turkish rather than not at all.
    """
    if page.locale.language_code != settings.LANGUAGE_CODE:
        return 0
    changed = 0
    others = CoursePage.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    for translation in others:
        if translation.alias_of_id:
            continue
        public = translation.live and not translation.has_unpublished_changes
        target: Any = translation.get_latest_revision_as_object()
        before = _facts(target)
        texts = {name: getattr(target, name) for name in TEXTS}
        copy_synchronised_fields(page, target)
        _set(target, texts)
        _set(target, {"status_reason": _reason(page, texts["status_reason"])})
        if _facts(target) == before:
            continue
        revision = target.save_revision()
        if public:
            revision.publish()
        changed += 1
    return changed


def _reason(page: CoursePage, translated: str) -> str:
    if page.standing != Standing.CANCELLED:
        return ""
    return translated or page.status_reason


def _facts(page: CoursePage) -> Any:
    """Return what the public sees of a course without what is translated."""
    rows = list(index.rows_of(page, "/"))
    data = dict(rows[0].values["payload"]) if rows else {}
    kept = {name: value for name, value in data.items() if name not in _OWN | _TIMES}
    return kept, page.branch_id, page.place_id, page.standing


def _set(page: CoursePage, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(page, name, value)
