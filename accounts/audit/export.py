"""The log as JSON lines, for auditors and courts."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.audit.models import Entry, Link

BATCH = 2_000


def between(first: date | None, last: date | None) -> QuerySet[Entry]:
    """Return the entries of whole local days, both included; None is without an end."""
    found = Entry.objects.order_by("pk")
    if first is not None:
        found = found.filter(at__gte=_midnight(first))
    if last is not None:
        found = found.filter(at__lt=_midnight(last + timedelta(days=1)))
    return found


def lines(entries: QuerySet[Entry]) -> Iterator[str]:
    """Yield a line of JSON for each entry, with its place in the chain."""
    after = 0
    while True:
        batch = list(entries.filter(pk__gt=after)[:BATCH])
        if not batch:
            return
        links = Link.objects.filter(entry_id__in=[entry.pk for entry in batch])
        places = {link.entry_id: link for link in links}
        for entry in batch:
            yield json.dumps(as_data(entry, places.get(entry.pk)), ensure_ascii=False)
        after = batch[-1].pk


def as_data(entry: Entry, link: Link | None) -> dict[str, Any]:
    """Return an entry as data; times in UTC."""
    return {
        "number": link.number if link else None,
        "at": entry.at.isoformat(),
        "kind": entry.kind,
        "actor": str(entry.actor) if entry.actor else None,
        "subject": str(entry.subject) if entry.subject else None,
        "address": entry.address,
        "reason": entry.reason,
        "about": entry.about,
        "details": entry.details,
        "key": entry.key_id,
        "mac": entry.mac,
        "previous": link.previous if link else None,
        "hash": link.hash if link else None,
    }


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
