"""What the clock asks of the desk."""

from django.utils import timezone

from services.desk import digest

_sent_on: object = None


def tick() -> None:
    """Send the morning's letters once a day; asked again after a restart, none is sent twice."""
    global _sent_on
    now = timezone.localtime()
    if now.hour < digest.HOUR or _sent_on == now.date():
        return
    digest.send_digests(now)
    _sent_on = now.date()
