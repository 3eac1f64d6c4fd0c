"""System checks: what is for the demo refuses to run elsewhere; what is set can be read."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from outbox.quiet import quiet_hours


@register()
def local_messages_are_for_the_demo(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Mail and SMS that stay on this site would reach nobody."""
    if settings.DEBUG:
        return []
    found: list[CheckMessage] = []
    if settings.EMAIL_BACKEND.startswith("outbox.local."):
        hint = "Set EMAIL_HOST, and EMAIL_BACKEND to Django's SMTP backend."
        found.append(Error("The demo's mailbox is used.", hint=hint, id="outbox.E001"))
    if settings.SMS_ADAPTER.startswith("outbox.local."):
        hint = "Set SMS_ADAPTER to your provider's adapter, or leave it empty."
        found.append(Error("The demo's SMS is used.", hint=hint, id="outbox.E002"))
    return found


@register()
def settings_can_be_read(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A misspelt setting shows at the start, not in the middle of a night."""
    found: list[CheckMessage] = []
    try:
        quiet_hours()
    except ValueError:
        hint = "Write 22:00-08:00, or leave it empty."
        found.append(Error("OUTBOX_QUIET_HOURS cannot be read.", hint=hint, id="outbox.E003"))
    address = settings.OUTBOX_BOUNCE_ADDRESS
    if address and ("{id}" not in address or address.count("@") != 1):
        hint = "Write it with {id} before the @, e.g. iade+{id}@example.org."
        found.append(Error("OUTBOX_BOUNCE_ADDRESS has no {id}.", hint=hint, id="outbox.E004"))
    if settings.VAPID_PRIVATE_KEY:
        from outbox.push import is_private_key

        if not is_private_key(settings.VAPID_PRIVATE_KEY):
            hint = "Make one with `manage.py vapid_key`."
            found.append(Error("VAPID_PRIVATE_KEY is no key.", hint=hint, id="outbox.E005"))
    return found
