"""Promoted results: what editors put first for a query, while it lasts and is public."""

from datetime import date, datetime
from typing import NamedTuple

from django.utils import timezone

from search.answers import Asked
from search.generation import watch
from search.memory import remembered
from search.models import Promotion, PublishedDocument
from search.queries import Shown, shown

MOST = 3


class _Row(NamedTuple):
    phrases: tuple[str, ...]
    within: bool
    page_id: int
    starts_on: date
    ends_on: date


@remembered(maxsize=2)
def _rows(generation: int, today: date) -> tuple[_Row, ...]:
    rows = Promotion.objects.filter(ends_on__gte=today).order_by("pk")
    return tuple(
        _Row(row.phrases, row.within, row.page_id, row.starts_on, row.ends_on) for row in rows
    )


@remembered(maxsize=2)
def _documents(generation: int, minute: int, pages: tuple[int, ...]) -> dict[int, Shown]:
    now = datetime.fromtimestamp(minute * 60, tz=timezone.get_current_timezone())
    listed = PublishedDocument.objects.listed(now).filter(page_id__in=pages)
    return {document.id: document for document in shown(listed)}


def promoted(asked: Asked) -> list[Shown]:
    """Return the documents promoted for a query, in its language; from memory."""
    generation, today = watch.current(), asked.now.date()
    rows = _rows(generation, today)
    wanted = [row.page_id for row in rows if row.starts_on <= today and _fits(row, asked)]
    if not wanted:
        return []
    pages = tuple(sorted({row.page_id for row in rows}))
    documents = _documents(generation, int(asked.now.timestamp() // 60), pages)
    found = [documents[page] for page in dict.fromkeys(wanted) if page in documents]
    return [document for document in found if document.locale == asked.locale][:MOST]


def _fits(row: _Row, asked: Asked) -> bool:
    return any(
        asked.mentions(phrase) and (row.within or not asked.rest(phrase)) for phrase in row.phrases
    )
