"""What can be followed, and what of it a document belongs to: the lists' own filters decide."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.db.models import BigIntegerField, Value
from django.utils import timezone, translation

from content.list_questions import list_at
from content.list_specs import POSITION_PARAMS, ListSpec
from content.lists import Results, narrowed
from search.generation import watch
from search.kinds import kind_of
from search.memory import remembered
from search.models import PublishedDocument
from search.queries import Found
from subscriptions.models import Target

MOST_AT_ONCE = 50  # parts of one union
LONGEST_TITLE = 400


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that may be followed: as it would be kept, and the list it is a part of."""

    locale: str
    title: str
    path: str
    params: dict[str, str]
    kinds: tuple[str, ...]
    page_id: int | None = None
    results: Results | None = None
    errors: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Return what is the same for the same wish."""
        text = json.dumps(
            [self.page_id] if self.page_id else [self.path, sorted(self.params.items())],
            ensure_ascii=False,
        )
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def address(self) -> str:
        """Return its address as a list, or its page."""
        return Target(path=self.path, params=self.params).address


def list_choice(address: str) -> Choice | None:
    """Return the list at an address with its filters; None where there is no list to follow.

    Periods, order, page and position are left out: they say what somebody looks at, not what
    concerns them. So is what changes by the hour (open now).
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    return choice_of(parts.path, dict(parse_qsl(parts.query)[:40]))


def choice_of(path: str, params: Mapping[str, str]) -> Choice | None:
    """Return a list with filters as something to follow."""
    found = list_at(path)
    if found is None:
        return None
    spec, page = found
    if not any(kind_of(kind).listed for kind in spec.kinds):
        return None
    results = _narrowed(spec, page, params)
    kept = {
        item["param"]: str(item["value"])
        for item in results.filters
        if item["value"] and _lasts(spec, item)
    }
    results.filters = [item for item in results.filters if _lasts(spec, item)]
    narrowed_by = ", ".join(
        item.get("chip") or f"{item['label']}: {item['text']}"
        for item in results.filters
        if item["value"]
    )
    title = page.document.title + (f" ({narrowed_by})" if narrowed_by else "")
    return Choice(
        locale=page.document.locale,
        title=title[:LONGEST_TITLE],
        path=page.document.path,
        params=kept,
        kinds=spec.kinds,
        results=results,
        errors=tuple(results.errors),
    )


def _lasts(spec: ListSpec, item: Mapping[str, Any]) -> bool:
    """Tell whether a filter says something about documents, not about the reader or the hour."""
    if item["param"] in POSITION_PARAMS or item["type"] not in {"select", "text"}:
        return False
    by_the_hour = {facet.param for facet in spec.facets if facet.resolve is not None}
    return item["param"] not in by_the_hour


def document_choice(page_id: int) -> Choice | None:
    """Return a public notice as something to follow."""
    row = (
        PublishedDocument.objects.public()
        .filter(page_id=page_id)
        .values_list("kind", "locale", "path", "title")
        .first()
    )
    if row is None or not may_follow(row[0]):
        return None
    kind, locale, path, title = row
    return Choice(locale=locale, title=title, path=path, params={}, kinds=(kind,), page_id=page_id)


def may_follow(kind: str) -> bool:
    """Tell whether single notices of a kind can be followed: those that can change or be off."""
    found = kind_of(kind)
    return found.listed and bool(found.event or found.significant)


@remembered(maxsize=8)
def _list_paths(locale: str, generation: int) -> tuple[str, ...]:
    rows = PublishedDocument.objects.public().in_locale(locale).order_by("path")
    return tuple(
        path
        for kind, path in rows.values_list("kind", "path")
        if getattr(kind_of(kind).view, "is_list", False)
    )


def followable_lists(locale: str) -> list[Choice]:
    """Return the lists of a language, and the Turkish ones of kinds that are written in no other.

    Those that tell of something dated come first.
    """
    known = list(dict.fromkeys((locale, settings.LANGUAGE_CODE)))
    found: dict[tuple[str, ...], Choice] = {}
    for code in known:
        for path in _list_paths(code, watch.current()):
            choice = choice_of(path, {})
            if choice is None or choice.kinds in found:
                continue
            if code != settings.LANGUAGE_CODE and not _has_any(choice):
                continue
            found[choice.kinds] = choice
    return sorted(found.values(), key=lambda item: not may_follow(item.kinds[0]))


def _has_any(choice: Choice) -> bool:
    assert choice.results is not None
    assert choice.results.query is not None
    return bool(choice.results.query.order_by().exists())


def _narrowed(
    spec: ListSpec, page: Found, params: Mapping[str, str], now: datetime | None = None
) -> Results:
    wanted = {name: value for name, value in params.items() if name not in POSITION_PARAMS}
    document = page.document
    return narrowed(
        spec, wanted, path=document.path, locale=document.locale, now=now or timezone.localtime()
    )


def matching(page_id: int, kind: str, locale: str) -> list[int]:
    """Return the targets a public document belongs to: itself, and lists that show it now.

    One query for each 50 lists somebody follows.
    """
    own = list(Target.objects.filter(page_id=page_id).values_list("pk", flat=True))
    lists = Target.objects.filter(page_id=None, kinds__contains=[kind], locale=locale)
    followed = lists.filter(subscriptions__confirmed_at__isnull=False).distinct()
    with translation.override(locale):
        for batch in batched_targets(followed.order_by("path", "pk")):
            own.extend(_showing(page_id, batch))
    return own


def batched_targets(targets: Iterable[Target]) -> Iterable[list[Target]]:
    """Yield targets in handfuls."""
    rows: list[Target] = []
    for target in targets:
        rows.append(target)
        if len(rows) == MOST_AT_ONCE:
            yield rows
            rows = []
    if rows:
        yield rows


def _showing(page_id: int, targets: list[Target]) -> list[int]:
    now = timezone.localtime()
    lists: dict[str, tuple[ListSpec, Found] | None] = {}
    parts = []
    for target in targets:
        if target.path not in lists:
            lists[target.path] = list_at(target.path)
        found = lists[target.path]
        if found is None:  # the list is gone; who follows it hears nothing more
            continue
        results = _narrowed(*found, target.params, now)
        if results.errors or results.query is None:  # a filter that is gone narrows no more
            continue
        query = results.query.order_by().filter(page_id=page_id)
        named = query.annotate(target=Value(target.pk, output_field=BigIntegerField()))
        parts.append(named.values_list("target", flat=True))
    if not parts:
        return []
    return list(parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0])
