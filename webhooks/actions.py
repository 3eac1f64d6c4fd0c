"""Writes: record what is to be told, send what is due, send again.

The rows of `Delivery` are an outbox: written in the transaction that publishes, so a change and
its messages exist together or not at all. Sending comes after, as often as it takes (at least
once; receivers tell repeats by the delivery's number).
"""

import json
import random
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from search.models import PublishedDocument
from webhooks import sending
from webhooks.models import BACKOFF, GIVE_UP_AFTER, Delivery, Endpoint, Event, State

# How long a worker may hold a message before another takes it over.
CLAIM = timedelta(seconds=90)
JITTER = 0.2


def record(
    sender: Any, *, page_id: int, event: str, version: int, payload: dict[str, Any], **kwargs: Any
) -> None:
    """Write a delivery for each receiver that wants to hear of a change.

    The message says what changed and where to read it, not the content: a log of contents would
    keep what must vanish (a condolence address after ten days).
    """
    endpoints = list(Endpoint.objects.filter(active=True))
    if not endpoints:
        return
    kind = str(payload.get("kind", ""))
    if event != Event.UNPUBLISHED:
        rows = PublishedDocument.objects.filter(page_id=page_id)
        if not rows.public().exists():
            # It will begin later; until then nobody may know of it, and what was public is gone.
            if event == Event.PUBLISHED:
                return
            event = Event.UNPUBLISHED
    body = _body(event, version, page_id, payload)
    deliveries = [
        Delivery(endpoint=endpoint, event=event, kind=kind, document_id=page_id, body=body)
        for endpoint in endpoints
        if endpoint.wants(event, kind)
    ]
    if deliveries:
        Delivery.objects.bulk_create(deliveries)
        _wake_after_commit()


def _body(event: str, version: int, page_id: int, payload: dict[str, Any]) -> str:
    document = {
        "id": page_id,
        "kind": payload.get("kind"),
        "locale": payload.get("locale"),
        "url": payload.get("url"),
        "api_url": f"/api/v1/documents/{page_id}",
    }
    message = {
        "event": event,
        "version": version,
        "occurred_at": timezone.localtime().isoformat(timespec="seconds"),
        "document": document,
    }
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))


def ping(*, endpoint: Endpoint) -> Delivery:
    """Record a test message for a receiver."""
    message = {
        "event": Event.PING,
        "version": 0,
        "occurred_at": timezone.localtime().isoformat(timespec="seconds"),
        "document": None,
    }
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    with transaction.atomic():
        delivery = Delivery.objects.create(endpoint=endpoint, event=Event.PING, body=body)
        _wake_after_commit()
    return delivery


def send_again(*, delivery: Delivery) -> Delivery:
    """Record the same message anew; the old row stays as it is in the log."""
    with transaction.atomic():
        again = Delivery.objects.create(
            endpoint=delivery.endpoint,
            event=delivery.event,
            kind=delivery.kind,
            document_id=delivery.document_id,
            body=delivery.body,
        )
        _wake_after_commit()
    return again


def _wake_after_commit() -> None:
    """Start sending after the commit, once for each transaction however many rows it wrote."""
    from webhooks.tasks import wake

    waiting = {entry[1] for entry in connection.run_on_commit}
    if wake not in waiting:
        transaction.on_commit(wake)


def send_next() -> Delivery | None:
    """Send the message that is due longest; return it, or None when nothing is due.

    The row is claimed in a short transaction of its own and no lock is held while the receiver
    takes its time. A worker that dies between leaves the claim to run out, and the message is
    sent again.
    """
    delivery = _claim()
    if delivery is None:
        return None
    outcome = sending.send(delivery)
    _note(delivery, outcome)
    return delivery


def _claim() -> Delivery | None:
    now = timezone.now()
    with transaction.atomic():
        delivery = (
            Delivery.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("endpoint")
            .filter(state=State.PENDING, next_attempt_at__lte=now, endpoint__active=True)
            .order_by("next_attempt_at", "created_at")
            .first()
        )
        if delivery is None:
            return None
        delivery.attempts += 1
        delivery.last_attempt_at = now
        delivery.next_attempt_at = now + CLAIM
        delivery.save(update_fields=["attempts", "last_attempt_at", "next_attempt_at"])
    return delivery


@transaction.atomic
def _note(delivery: Delivery, outcome: sending.Outcome) -> None:
    """Write down what came of it; after a failure all that waits for this receiver waits on."""
    endpoint = Endpoint.objects.select_for_update().filter(pk=delivery.endpoint_id).first()
    if endpoint is None:  # deleted meanwhile, and its deliveries with it
        return
    now = timezone.now()
    delivery.last_status = outcome.status
    delivery.last_error = outcome.error
    delivery.duration_ms = outcome.duration_ms
    if outcome.is_delivered:
        delivery.state = State.DELIVERED
        endpoint.failures = 0
    else:
        retry_at = now + delay(endpoint.failures)
        endpoint.failures += 1
        delivery.next_attempt_at = retry_at
        if now - delivery.created_at >= GIVE_UP_AFTER:
            delivery.state = State.FAILED
        # One message probes a receiver that is down; a hundred would hold up everybody's.
        Delivery.objects.filter(
            endpoint=endpoint, state=State.PENDING, next_attempt_at__lt=retry_at
        ).exclude(pk=delivery.pk).update(next_attempt_at=retry_at)
    endpoint.save(update_fields=["failures"])
    delivery.save()


def delay(failures: int) -> timedelta:
    """Return how long to wait after so many failures in a row, spread by a fifth either way."""
    seconds = BACKOFF[min(failures, len(BACKOFF) - 1)]
    # Spreads load; nothing depends on its being unpredictable.
    return timedelta(seconds=seconds * random.uniform(1 - JITTER, 1 + JITTER))  # noqa: S311


def is_due() -> bool:
    """Tell whether a message waits that may be sent now."""
    return Delivery.objects.filter(
        state=State.PENDING, next_attempt_at__lte=timezone.now(), endpoint__active=True
    ).exists()


def forget_old() -> int:
    """Delete what was told longer ago than the log is kept; return how many rows."""
    before = timezone.now() - timedelta(days=settings.WEBHOOKS_KEEP_DAYS)
    done = Q(state__in=[State.DELIVERED, State.FAILED]) | Q(endpoint__active=False)
    deleted, _by_model = Delivery.objects.filter(done, created_at__lt=before).delete()
    return deleted
