"""Counts searches and clicks in this process and adds them to the sums of the day now and then.

Nothing about who searched is taken in, so nothing can leak: no address, no session, no moment, only
words and a day. Writing waits (`SEARCH_LOG_SECONDS`) until an answer has been sent, so no search is
slower for it; a process that ends loses what it counted since.
"""

import logging
import threading
import time
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from search import languages, turkish
from search.kinds import all_kinds
from search.models import PublishedDocument, QueryDay
from search.usage.privacy import may_be_kept

logger = logging.getLogger(__name__)

LONGEST = 120
_ADD_QUERIES = """
INSERT INTO published_queryday
  (day, locale, query, spelling, searches, empty, partial, answered, clicks)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, 0)
ON CONFLICT (day, locale, query) DO UPDATE SET
  searches = published_queryday.searches + EXCLUDED.searches,
  empty = published_queryday.empty + EXCLUDED.empty,
  partial = published_queryday.partial + EXCLUDED.partial,
  answered = published_queryday.answered + EXCLUDED.answered,
  spelling = EXCLUDED.spelling
"""
_ADD_CLICKS = """
INSERT INTO published_clickday (day, page_id, clicks) VALUES (%s, %s, %s)
ON CONFLICT (day, page_id) DO UPDATE SET clicks = published_clickday.clicks + EXCLUDED.clicks
"""


class Key(NamedTuple):
    """A query on a day."""

    day: date
    locale: str
    query: str


class Buffer:
    """What this process has counted and not yet written."""

    def __init__(self) -> None:
        """Start empty."""
        self._lock = threading.Lock()
        self._empty()
        self._since = time.monotonic()

    def _empty(self) -> None:
        self.searches: dict[Key, Counter[str]] = {}
        self.spellings: dict[Key, str] = {}
        self.query_clicks: Counter[Key] = Counter()
        self.page_clicks: Counter[tuple[date, int]] = Counter()

    def add_search(self, key: Key, spelling: str, outcomes: Iterable[str]) -> None:
        """Count a search."""
        with self._lock:
            self.searches.setdefault(key, Counter()).update(("searches", *outcomes))
            self.spellings[key] = spelling

    def add_click(self, key: Key | None, page_id: int) -> None:
        """Count a click."""
        with self._lock:
            self.page_clicks[timezone.localdate(), page_id] += 1
            if key:
                self.query_clicks[key] += 1

    def is_due(self) -> bool:
        """Tell whether it is time to write."""
        waiting = self.searches or self.page_clicks
        return bool(waiting) and time.monotonic() - self._since >= settings.SEARCH_LOG_SECONDS

    def take(self) -> tuple[Any, ...]:
        """Return everything and start empty again."""
        with self._lock:
            taken = (self.searches, self.spellings, self.query_clicks, self.page_clicks)
            self._empty()
            self._since = time.monotonic()
        return taken


buffer = Buffer()


def record_search(text: str, locale: str, *, empty: bool, partial: bool, answered: bool) -> None:
    """Count a search by its words; queries that may lead to a person are left out."""
    key = key_of(text, locale)
    if key:
        named = {"empty": empty, "partial": partial, "answered": answered}
        outcomes = [name for name, is_so in named.items() if is_so]
        buffer.add_search(key, turkish.lower(text)[:LONGEST], outcomes)


def record_click(text: str, locale: str, page_id: int) -> None:
    """Count that a page was opened from the results of a query."""
    buffer.add_click(key_of(text, locale), page_id)


def key_of(text: str, locale: str) -> Key | None:
    """Return what a query is counted under today; None when it may not be kept."""
    query = " ".join(token.folded for token in languages.tokens(text, locale))[:LONGEST]
    return Key(timezone.localdate(), locale, query) if query and may_be_kept(text) else None


def flush() -> None:
    """Add what was counted to the sums of the day; what cannot be written is let go."""
    searches, spellings, query_clicks, page_clicks = buffer.take()
    if not (searches or page_clicks):
        return
    try:
        with transaction.atomic():
            _write_searches(searches, spellings)
            _write_clicks(query_clicks, page_clicks)
    except DatabaseError:
        logger.exception("The use of search was not written down")


def _write_searches(searches: dict[Key, Counter[str]], spellings: dict[Key, str]) -> None:
    """Add to known rows, and new rows while the day has room: a flood of words ends there."""
    room = (
        settings.SEARCH_LOG_MOST_A_DAY - QueryDay.objects.filter(day=timezone.localdate()).count()
    )
    names = ("searches", "empty", "partial", "answered")
    rows: list[tuple[Any, ...]] = [
        (*key, spellings[key], *(counts[name] for name in names))
        for key, counts in sorted(searches.items())
    ]
    if rows and room > 0:
        with connection.cursor() as cursor:
            cursor.executemany(_ADD_QUERIES, rows[:room])


def _write_clicks(query_clicks: Counter[Key], page_clicks: Counter[tuple[date, int]]) -> None:
    """Add clicks of queries that were searched for, and of pages that exist; invented ones go."""
    pages = {page for _day, page in page_clicks}
    kinds = [kind.name for kind in all_kinds() if kind.listed and not kind.personal]
    rows_of = PublishedDocument.objects.filter(page_id__in=pages, gone=False, kind__in=kinds)
    known = set(rows_of.values_list("page_id", flat=True))
    rows = [(day, page, number) for (day, page), number in sorted(page_clicks.items())]
    with connection.cursor() as cursor:
        if rows := [row for row in rows if row[1] in known]:
            cursor.executemany(_ADD_CLICKS, rows)
        if query_clicks:
            cursor.executemany(
                "UPDATE published_queryday SET clicks = clicks + %s "
                "WHERE day = %s AND locale = %s AND query = %s",
                [(number, *key) for key, number in sorted(query_clicks.items())],
            )


def flush_when_due(**kwargs: Any) -> None:
    """Called after an answer has been sent."""
    if buffer.is_due():
        flush()
