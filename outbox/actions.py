"""Writes: record messages, take them back, send again, forget."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, Q
from django.utils import timezone

from outbox.models import Batch, Content, Message, Priority, State
from outbox.secrets import seal


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A message to record.

    Attributes:
        channel: See `ChannelName`.
        recipient: E-mail address, phone number as +90…, or a browser's push subscription (JSON).
        key: What makes it one message: recording the same key again changes nothing.
        owner: Whom it belongs to, e.g. `subscriber:12`; what is erased together.
        values: What stands where the content says `[[name]]`.
        is_quiet: Waits while it is quiet (`OUTBOX_QUIET_HOURS`).
        is_secret: Its values are stored sealed, and erased as soon as it is handed over.
    """

    channel: str
    recipient: str
    key: str
    owner: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    priority: int = Priority.NORMAL
    is_quiet: bool = False
    is_secret: bool = False
    due_at: datetime | None = None


def put(
    draft: Draft,
    *,
    subject: str,
    text: str,
    html: str = "",
    headers: Mapping[str, str] | None = None,
    batch: Batch | None = None,
) -> bool:
    """Record one message with words of its own; False when its key is known already."""
    if Message.objects.filter(key=draft.key).exists():
        return False
    with transaction.atomic():
        content = Content.objects.create(
            subject=subject[:300], text=text, html=html, headers=dict(headers or {})
        )
        if put_many([draft], content=content, batch=batch):
            return True
        content.delete()
    return False


def put_many(drafts: Iterable[Draft], *, content: Content, batch: Batch | None = None) -> int:
    """Record messages that share their words; return how many keys were new."""
    now = timezone.now()
    rows = [
        Message(
            batch=batch,
            content=content,
            channel=draft.channel,
            recipient=draft.recipient,
            values=seal(draft.values) if draft.is_secret else dict(draft.values),
            owner=draft.owner,
            key=draft.key,
            priority=draft.priority,
            is_quiet=draft.is_quiet,
            is_secret=draft.is_secret,
            due_at=draft.due_at or now,
            created_at=now,
        )
        for draft in drafts
    ]
    if not rows:
        return 0
    with transaction.atomic():
        ids = [row.pk for row in rows]
        Message.objects.bulk_create(rows, ignore_conflicts=True)
        made = Message.objects.filter(pk__in=ids).count()
        wake_after_commit()
    return made


def wake_after_commit() -> None:
    """Start sending after the commit, once for each transaction however many rows it wrote."""
    from outbox.tasks import wake

    waiting = {entry[1] for entry in connection.run_on_commit}
    if wake not in waiting:
        transaction.on_commit(wake)


@transaction.atomic
def stop(messages: "Iterable[Message] | None" = None, *, where: Q | None = None) -> int:
    """Take back what waits; return how many messages. What is being sent now may still arrive."""
    waiting = Message.objects.filter(state=State.WAITING)
    if messages is not None:
        waiting = waiting.filter(pk__in=[message.pk for message in messages])
    if where is not None:
        waiting = waiting.filter(where)
    return waiting.update(state=State.STOPPED, done_at=timezone.now())


@transaction.atomic
def erase_owner(*, owner: str) -> int:
    """Leave nothing that leads to a person: addresses, values, own words. Counts stay."""
    if not owner:
        return 0
    stop(where=Q(owner=owner))
    return _erase(Message.objects.filter(owner=owner).values_list("pk", flat=True))


def _erase(keys: Iterable[object]) -> int:
    rows = Message.objects.filter(pk__in=list(keys))
    own = Content.objects.filter(message__in=rows, is_shared=False).values_list("pk", flat=True)
    contents = list(own)
    erased = rows.update(recipient="", values={}, owner="", content=None, last_error="")
    Content.objects.filter(pk__in=contents).delete()
    return erased


def can_be_sent_again(message: Message) -> bool:
    """Tell whether it failed and all that it needs is still there."""
    whole = bool(message.recipient and message.content_id is not None)
    return message.state == State.FAILED and whole and bool(message.values or not message.is_secret)


@transaction.atomic
def send_again(*, message: Message) -> bool:
    """Try a failed message again; False when its address or its secret has been erased since."""
    row = Message.objects.select_for_update().get(pk=message.pk)
    if not can_be_sent_again(row):
        return False
    row.state, row.done_at, row.due_at, row.attempts = State.WAITING, None, timezone.now(), 0
    row.bounce = ""
    row.save(update_fields=["state", "done_at", "due_at", "attempts", "bounce"])
    if row.batch_id:
        Batch.objects.filter(pk=row.batch_id).update(finished_at=None)
    wake_after_commit()
    return True


@transaction.atomic
def send_batch_again(*, batch: Batch) -> int:
    """Try all that failed in a batch again, but for wrong addresses; return how many."""
    count = (
        Message.objects.filter(batch=batch, state=State.FAILED, content__isnull=False, bounce="")
        .exclude(recipient="")
        .update(state=State.WAITING, done_at=None, due_at=timezone.now(), attempts=0)
    )
    if count:
        Batch.objects.filter(pk=batch.pk).update(finished_at=None)
        wake_after_commit()
    return count


def count_batch(batch: Batch) -> Batch:
    """Bring the numbers of a batch up to date; for good when its rows are being forgotten."""
    if batch.is_counted:
        return batch
    counts = dict(
        Message.objects.filter(batch=batch)
        .order_by()
        .values_list("state")
        .annotate(number=Count("pk"))
    )
    batch.total = sum(counts.values())
    batch.sent = counts.get(State.SENT, 0)
    batch.failed = counts.get(State.FAILED, 0)
    batch.stopped = counts.get(State.STOPPED, 0)
    if batch.is_written and not counts.get(State.WAITING) and batch.finished_at is None:
        batch.finished_at = timezone.now()
    batch.save(update_fields=["total", "sent", "failed", "stopped", "finished_at"])
    return batch


def unfinished_batches() -> list[Batch]:
    """Return the batches whose numbers may still change."""
    return list(Batch.objects.filter(finished_at=None, is_counted=False)[:50])


def forget_old(most: int = 5_000) -> int:
    """Erase addresses some days after sending, rows some weeks after; return how many."""
    now = timezone.now()
    erase_before = now - timedelta(days=settings.OUTBOX_KEEP_ADDRESS_DAYS)
    done = Message.objects.exclude(state=State.WAITING)
    old = done.filter(done_at__lt=erase_before).exclude(recipient="", owner="")
    erased = _erase(old.values_list("pk", flat=True)[:most])
    delete_before = now - timedelta(days=settings.OUTBOX_KEEP_DAYS)
    gone = list(done.filter(done_at__lt=delete_before).values_list("pk", flat=True)[:most])
    for batch in Batch.objects.filter(messages__in=gone, is_counted=False).distinct():
        count_batch(batch)
        Batch.objects.filter(pk=batch.pk).update(is_counted=True)
    Message.objects.filter(pk__in=gone).delete()
    Content.objects.filter(message=None, created_at__lt=delete_before).delete()
    return erased + len(gone)
