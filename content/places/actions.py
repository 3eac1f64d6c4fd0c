"""Writes of the guide: what is the same in every language is kept in step."""

from typing import Any

from django.conf import settings
from wagtail_localize.fields import copy_synchronised_fields

from content.places.models import PlacePage
from search import index


def share_facts(page: PlacePage) -> int:
    """Take a place's facts over into its translations; return how many changed.

    Address, phones, hours and accessibility have one truth, that of the site's first language;
    names and descriptions are the translators'. A translation that is public stays so, with the
    new facts; a draft gets them as well.
    """
    if page.locale.language_code != settings.LANGUAGE_CODE:
        return 0
    changed = 0
    for translation in PlacePage.objects.filter(translation_key=page.translation_key).exclude(
        pk=page.pk
    ):
        if translation.alias_of_id:
            continue
        public = translation.live and not translation.has_unpublished_changes
        target: Any = translation.get_latest_revision_as_object()
        before = _facts(target)
        texts = {name: getattr(target, name) for name in ("description", "hours_note")}
        copy_synchronised_fields(page, target)
        for name, text in texts.items():  # an emptied text is the translator's to empty
            setattr(target, name, text)
        if _facts(target) == before:
            continue
        revision = target.save_revision()
        if public:
            revision.publish()
        changed += 1
    return changed


def _facts(page: PlacePage) -> Any:
    """Return what the public sees of a place without what is translated."""
    rows = list(index.rows_of(page, "/"))
    data = dict(rows[0].values["payload"]) if rows else {}
    for name in ("description", "hours_note", "summary", "title", "updated_at", "published_at"):
        data.pop(name, None)
    return data
