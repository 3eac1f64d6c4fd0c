"""What of the log goes by time, so that the rest can still be verified."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.utils import timezone

from accounts.audit import kinds
from accounts.audit.actions import lock_chain, record, seal, seal_chain
from accounts.audit.kinds import Keep
from accounts.audit.models import Entry, Link, Seal, SealKind

# Law 5651 art. 5/3: traffic data of a hosting provider is kept one year at least, two at most.
TRAFFIC_DAYS = range(365, 731)


def purge(now: datetime | None = None) -> dict[str, int]:
    """Delete what is older than its time; return how many entries by `Keep`.

    Of traffic the content goes and the links stay. What is older than the time of everything goes
    with its links, and a seal marks where the chain begins now. Both are told in the log itself,
    which tells a deletion by rule from one by hand.

    Raises:
        ImproperlyConfigured: The settings are outside their bounds; nothing is deleted.
    """
    if problems():
        raise ImproperlyConfigured(" ".join(problems()))
    now = now or timezone.now()
    return {
        Keep.TRAFFIC.value: _forget_traffic(now - timedelta(days=settings.AUDIT_TRAFFIC_DAYS)),
        Keep.AUDIT.value: _cut(now - timedelta(days=settings.AUDIT_KEEP_DAYS)),
    }


def problems() -> list[str]:
    """Return what is wrong with the settings."""
    found = []
    if settings.AUDIT_TRAFFIC_DAYS not in TRAFFIC_DAYS:
        found.append("AUDIT_TRAFFIC_DAYS must be 365 to 730.")
    if settings.AUDIT_KEEP_DAYS < settings.AUDIT_TRAFFIC_DAYS:
        found.append("AUDIT_KEEP_DAYS must not be less than AUDIT_TRAFFIC_DAYS.")
    return found


@transaction.atomic
def _forget_traffic(before: datetime) -> int:
    """Delete the content of old entries about traffic."""
    lock_chain()
    old = Entry.objects.filter(keep=Keep.TRAFFIC.value, at__lt=before)
    with _Purging():
        count = old._raw_delete(old.db)
    if count:
        _tell(Keep.TRAFFIC, before, count)
    return count


@transaction.atomic
def _cut(before: datetime) -> int:
    """Delete the beginning of the chain, up to the first entry that is young enough."""
    lock_chain()
    young = Link.objects.filter(at__gte=before).order_by("number").first()
    links = Link.objects.order_by("-number")
    last = links.filter(number__lt=young.number).first() if young else links[1:2].first()
    if last is None:
        return 0
    gone = Link.objects.filter(number__lte=last.number)
    entries = Entry.objects.filter(pk__in=gone.values("entry_id"))
    seal(SealKind.ANCHOR, last, Seal.objects.order_by("-place").first())
    with _Purging():
        count = entries._raw_delete(entries.db)
        links_gone = gone._raw_delete(gone.db)
    _tell(Keep.AUDIT, before, count, links=links_gone)
    return count


def tick() -> None:
    """Called by the worker's clock: seal and delete once a day."""
    if cache.add(f"audit-kept:{timezone.localdate()}", 1, timeout=86_400):
        seal_chain()
        purge()


class _Purging:
    """The triggers let rows go inside of it."""

    def __enter__(self) -> None:
        self._switch("on")

    def __exit__(self, *error: object) -> None:
        if error[0] is None:
            self._switch("off")

    def _switch(self, value: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('audit.purging', %s, true)", [value])


def _tell(keep: Keep, before: datetime, count: int, **more: int) -> None:
    details = {"keep": keep.value, "before": before.isoformat(), "count": count, **more}
    record(kinds.AUDIT_PURGED, details=details)
