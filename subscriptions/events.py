"""Decides inside the publishing transaction whether people are to hear of a change.

Not told: what was published before (an index that is filled anew, a page described differently,
an old page edited), what is over, what changed in nothing that concerns who was told before
(`Kind.significant`). An event waits a moment (`SUBSCRIPTIONS_WAIT_SECONDS`): what is corrected or
withdrawn in that time is told as it is in the end, or not at all.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page

from search.kinds import Kind, kind_of
from search.models import PublishedDocument
from search.queries import Shown
from subscriptions.models import Event, EventState, Subscriber, Target, What

# Whoever forgot to say that a work is finished may say it so late and still be told.
JUST_ENDED = timedelta(days=7)


def record(
    sender: Any,
    *,
    page_id: int,
    event: str,
    version: int,
    payload: dict[str, Any],
    before: PublishedDocument | None = None,
    is_repair: bool = False,
    **kwargs: Any,
) -> None:
    """Write an event where somebody may have to be told. Two queries where nobody follows."""
    kind = _kind(payload)
    if is_repair or kind is None or not kind.listed or not Subscriber.objects.exists():
        return
    after = None
    if event != "unpublished":
        after = PublishedDocument.objects.filter(page_id=page_id).public().first()
    waiting = Event.objects.filter(page_id=page_id, state=EventState.WAITING).first()
    last = _last_told(page_id)
    if waiting is not None and waiting.what == What.NEW:
        if after is None:
            Event.objects.filter(pk=waiting.pk).update(state=EventState.DROPPED)
        return  # what it is in the end is read when it is told
    what = _what(kind, page_id, before, after, last)
    if what is None:
        return
    shown = after or before
    assert shown is not None
    told = waiting.before if waiting else significant_in(kind, before)
    if waiting is not None:
        if what == What.CHANGED and after and told == significant_in(kind, after):
            Event.objects.filter(pk=waiting.pk).update(state=EventState.DROPPED)  # taken back
            return
        waiting.what, waiting.version = what, version
        waiting.title, waiting.path = shown.title, shown.path
        waiting.save(update_fields=["what", "version", "title", "path"])
    else:
        Event.objects.create(
            page_id=page_id,
            kind=kind.name,
            locale=shown.locale,
            what=what,
            title=shown.title,
            path=shown.path,
            before=told,
            version=version,
            due_at=timezone.now() + timedelta(seconds=settings.SUBSCRIPTIONS_WAIT_SECONDS),
        )
    _wake_after_commit()


def _kind(payload: dict[str, Any]) -> Kind | None:
    try:
        return kind_of(str(payload.get("kind", "")))
    except KeyError:
        return None


def _last_told(page_id: int) -> Event | None:
    return (
        Event.objects.filter(page_id=page_id)
        .exclude(state__in=[EventState.DROPPED, EventState.WAITING])
        .order_by("-created_at", "-pk")
        .first()
    )


def _what(
    kind: Kind,
    page_id: int,
    before: PublishedDocument | None,
    after: PublishedDocument | None,
    last: Event | None,
) -> str | None:
    if after is None:
        return What.CANCELLED if _is_cancelled(page_id, before) else None
    if _is_over(after, kind) and not _has_just_ended(kind, before, after):
        return None
    if before is None:
        if last is not None:
            return What.BACK if last.what == What.CANCELLED else None
        return What.NEW if _is_recent(after.payload.get("published_at")) else None
    if not _is_recent(after.payload.get("updated_at")):
        return None  # described anew, edited by nobody
    differs = significant_in(kind, before) != significant_in(kind, after)
    if differs or before.facets != after.facets:
        known = last is not None or Target.objects.filter(page_id=page_id).exists()
        return What.CHANGED if known else None
    return None


def _is_cancelled(page_id: int, before: PublishedDocument | None) -> bool:
    """Tell whether something that is to come was taken away by somebody."""
    if before is None or (before.ends_at is not None and before.ends_at <= timezone.now()):
        return False
    # Moved, made private, its site renamed: it is still there, for others or elsewhere.
    return not Page.objects.filter(pk=page_id, live=True).exists()


def _is_over(row: PublishedDocument, kind: Kind) -> bool:
    """Tell whether nobody needs to hear of it any more."""
    now = timezone.now()
    if row.listed_until <= now:
        return True
    # What leaves its list some days after its end (a funeral) is still news in between.
    has_own_end = row.listed_until.year < 9999
    return bool(kind.event and not has_own_end and row.ends_at is not None and row.ends_at <= now)


def _has_just_ended(kind: Kind, before: PublishedDocument | None, after: PublishedDocument) -> bool:
    """Tell whether this very change says that it is over, and that was lately."""
    if kind.condition is None or before is None or after.ends_at is None:
        return False
    said = kind.condition(before.payload) != kind.condition(after.payload)
    return said and after.ends_at > timezone.now() - JUST_ENDED


def _is_recent(text: Any) -> bool:
    if not text:
        return False
    age = timezone.now() - datetime.fromisoformat(str(text))
    return age < timedelta(hours=settings.SUBSCRIPTIONS_FRESH_HOURS)


def significant_in(kind: Kind, row: PublishedDocument | None) -> dict[str, Any]:
    """Return the significant values of a row of the index; none without one."""
    if row is None:
        return {}
    shown = Shown(row.page_id, row.kind, row.locale, row.path, row.title, row.payload)
    return significant_of(kind, shown)


def significant_of(kind: Kind, shown: Shown) -> dict[str, Any]:
    """Return what concerns who was told before, by key.

    `cancelled` of what happens at a time, `condition` of kinds that have one.
    """
    found = {key: shown.data.get(key) for key in kind.significant}
    event = kind.event(shown) if kind.event else None
    if event is not None:
        found["cancelled"] = event.is_cancelled
    if kind.condition is not None:
        found["condition"] = kind.condition(shown.data)
    return found


def _wake_after_commit() -> None:
    from subscriptions.tasks import wake

    if wake not in {entry[1] for entry in connection.run_on_commit}:
        transaction.on_commit(wake)
