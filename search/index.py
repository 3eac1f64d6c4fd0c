"""Writes of the published index: what editors do becomes rows, in their own transaction."""

import hashlib
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from search import departures, geo, turkish, vocabulary
from search.documents import ALWAYS, FOREVER, Describable, Document
from search.models import PublicationState, PublishedDocument
from search.terms import write_terms

__all__ = ["document_changed", "expected_rows", "forget", "rows_of", "sync", "sync_tree"]

logger = logging.getLogger(__name__)

# Sent inside the publishing transaction: page_id, event (published | updated | unpublished),
# version, payload (the common fields at least), before (the row the public saw until now, or None),
# is_repair (a rebuild found it wrong: nobody did anything).
document_changed = Signal()
_repairing: ContextVar[bool] = ContextVar("repairing", default=False)


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it should be, and the digest that tells whether it already is."""

    values: dict[str, Any]
    digest: str


def sync(page: Page) -> bool:
    """Make the rows of a page what they should be; return whether anything changed.

    Must run in the transaction that changes the page. Rows that are right already are left
    alone, so that neither caches nor readers of the change feed are woken for nothing.
    """
    rows = expected_rows(page)
    if not rows:
        return forget(page.pk)
    with transaction.atomic():
        stored = {
            row.valid_from: row.digest
            for row in PublishedDocument.objects.filter(page_id=page.pk, gone=False).only(
                "valid_from", "digest"
            )
        }
        if stored == {row.values["valid_from"]: row.digest for row in rows}:
            return False
        before = _seen(page.pk)
        version = PublicationState.advance()
        vocabulary.take(_texts(page.pk))
        PublishedDocument.objects.filter(page_id=page.pk).delete()
        now = timezone.now()
        made = PublishedDocument.objects.bulk_create(
            PublishedDocument(**row.values, digest=row.digest, version=version, changed_at=now)
            for row in rows
        )
        write_terms((row.pk, row.locale, row.search_text) for row in made)
        vocabulary.add((row.values["locale"], row.values["search_text"]) for row in rows)
        departures.note(before, departures.shown_at(made, now))
        event = "updated" if stored else "published"
        document_changed.send(
            PublishedDocument,
            page_id=page.pk,
            event=event,
            version=version,
            payload=rows[0].values["payload"],
            before=before,
            is_repair=_repairing.get(),
        )
    return True


def forget(page_id: int) -> bool:
    """Replace the rows of a page by a tombstone; return whether there were any."""
    with transaction.atomic():
        rows = PublishedDocument.objects.filter(page_id=page_id, gone=False)
        last = rows.order_by("-valid_from").first()
        if last is None:
            return False
        version = PublicationState.advance()
        before = _seen(page_id)
        payload = {key: last.payload.get(key) for key in ("id", "kind", "locale", "url")}
        vocabulary.take(_texts(page_id))
        PublishedDocument.objects.filter(page_id=page_id).delete()
        PublishedDocument.objects.create(
            page_id=page_id,
            gone=True,
            kind=last.kind,
            locale=last.locale,
            translation_key=last.translation_key,
            path=last.path,
            payload=payload,
            # What calendars need to take it out again; no words, nothing of a person.
            facets=last.facets,
            sort_at=last.sort_at,
            starts_at=last.starts_at,
            ends_at=last.ends_at,
            version=version,
            digest="",
        )
        document_changed.send(
            PublishedDocument,
            page_id=page_id,
            event="unpublished",
            version=version,
            payload=payload,
            before=before,
            is_repair=_repairing.get(),
        )
    return True


def _seen(page_id: int) -> PublishedDocument | None:
    return PublishedDocument.objects.filter(page_id=page_id).public().first()


@contextmanager
def repairing() -> Iterator[None]:
    """Let listeners know that what changes now is the index alone."""
    token = _repairing.set(True)
    try:
        yield
    finally:
        _repairing.reset(token)


def sync_tree(root: Page) -> int:
    """Sync a page and all below it; return how many changed. For moves, renames, restrictions."""
    pages = Page.objects.descendant_of(root, inclusive=True).specific().iterator(chunk_size=200)
    return sum(sync(page) for page in pages)


def expected_rows(page: Page) -> list[Row]:
    """Return the rows a page should have now; none when the public may not see it."""
    if not page.live or page.expired:
        return []
    if not isinstance(page, Describable):
        return []
    # The instance may remember the home pages from before one was added.
    vars(page).pop("_wagtail_cached_site_root_paths", None)
    parts = cast(Page, page).get_url_parts()
    if parts is None or not parts[2] or _is_private(page):
        return []
    page_path = str(parts[2])
    return list(rows_of(page, page_path))


def rows_of(page: Any, path: str) -> Iterator[Row]:
    """Yield the rows of a describable page as if it stood at `path` (previews use it, too)."""
    for document in cast(Describable, page).describe():
        until = min(document.valid_until, page.expire_at or FOREVER)
        if document.valid_from < until:
            values = _values(page, path, document, until)
            yield Row(values, _digest(values))


def _is_private(page: Page) -> bool:
    return PageViewRestriction.objects.filter(
        page__path__in=[page.path[:end] for end in range(4, len(page.path) + 4, 4)]
    ).exists()


def _values(page: Any, path: str, document: Document, until: datetime) -> dict[str, Any]:
    published = page.first_published_at or page.last_published_at or ALWAYS
    common = {
        "id": page.pk,
        "kind": page.document_kind,
        "locale": page.locale.language_code,
        "url": path,
        "title": document.title,
        "summary": document.summary,
        "published_at": _iso(published),
        "updated_at": _iso(page.last_published_at or published),
    }
    return {
        "page_id": page.pk,
        "kind": page.document_kind,
        "locale": common["locale"],
        "translation_key": page.translation_key,
        "path": path,
        "title": document.title,
        "sort_key": turkish.sort_key(document.title)[:400],
        "payload": _plain({**common, **document.data, "geometry": document.geometry}),
        "body": _plain(list(document.body)),
        "search_text": search_text(document),
        "facets": sorted(
            {f"{name}:{value}" for name, values in document.facets.items() for value in values}
        ),
        "sort_at": document.sort_at or published,
        "starts_at": document.starts_at,
        "ends_at": document.ends_at,
        "listed_until": document.listed_until,
        "noindex": document.noindex,
        "geometry": _plain(document.geometry),
        **box_fields(document),
        "valid_from": document.valid_from,
        "valid_until": until,
    }


def search_text(document: Document) -> dict[str, str]:
    """Return what finds a document, by field."""
    return {
        "title": document.title,
        "keywords": document.keywords,
        "text": f"{document.summary}\n{document.text}".strip(),
    }


def box_fields(document: Document) -> dict[str, float | None]:
    """Return the box around a document's geometry, as fields."""
    if not document.geometry:
        return dict.fromkeys(geo.Box._fields)
    return dict(geo.bounding_box(document.geometry)._asdict())


def _iso(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")


def _plain(value: Any) -> Any:
    """Return the value as JSON gives it back, so that stored and expected compare equal."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False))


def _digest(values: dict[str, Any]) -> str:
    canonical = json.dumps(values, default=_canonical, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _canonical(value: Any) -> str:
    """Return the same text for the same moment, whatever zone it is told in."""
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)


def _texts(page_id: int) -> list[tuple[str, dict[str, str]]]:
    """Return language and search text of a page's rows."""
    rows = PublishedDocument.objects.filter(page_id=page_id, gone=False)
    return list(rows.values_list("locale", "search_text"))
