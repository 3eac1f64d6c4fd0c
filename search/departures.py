"""Keeps for a while which facets a page has lost: calendars of filtered lists take it out then.

Bounded: one row for each publishing that loses a facet, for `KEPT`.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from search.models import Departure, PublishedDocument

# How long a feed says that something was withdrawn or left: longer than any reader stays away.
KEPT = timedelta(days=60)


def note(before: PublishedDocument | None, now_shown: PublishedDocument | None) -> None:
    """Write down what a page has lost; called in the transaction that changes it.

    Args:
        before: The row the public saw until now.
        now_shown: The row it sees from now on; None where it sees none.
    """
    if before is None:
        return
    kept = now_shown.facets if now_shown else []
    if not set(before.facets) - set(kept):
        return
    now = timezone.now()
    Departure.objects.filter(changed_at__lt=now - KEPT).delete()
    Departure.objects.create(
        page_id=before.page_id,
        kind=before.kind,
        locale=before.locale,
        translation_key=before.translation_key,
        facets=before.facets,
        starts_at=before.starts_at,
        ends_at=before.ends_at,
        version=now_shown.version if now_shown else before.version + 1,
        changed_at=now,
    )


def shown_at(rows: Iterable[PublishedDocument], now: datetime) -> PublishedDocument | None:
    """Return the row of a page that holds at a moment."""
    return next((row for row in rows if row.valid_from <= now < row.valid_until), None)


def departed(
    kinds: Sequence[str], locale: str, facets: Sequence[str], now: datetime
) -> QuerySet[Departure]:
    """Return what stood among these facets lately and does no more, though it is still public.

    What was over when it left is not told.
    """
    wanted = list(facets)
    still = PublishedDocument.objects.public(now).filter(
        page_id=OuterRef("page_id"), facets__contains=wanted
    )
    return Departure.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=F("changed_at")),
        ~Exists(still),
        kind__in=list(kinds),
        locale=locale,
        changed_at__gt=now - KEPT,
        facets__contains=wanted,
    )


def former_facets(kind: str) -> set[str]:
    """Return the facets that documents of a kind have lost lately."""
    rows = Departure.objects.filter(kind=kind).values_list("facets", flat=True)
    return {facet for facets in rows for facet in facets}
