"""System checks: no play money in production."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def no_play_money(app_configs: Any, **_kwargs: Any) -> Sequence[CheckMessage]:
    """The sandbox provider takes no money: with it every debt could be paid for nothing."""
    if settings.PAYMENT_PROVIDER.endswith(".Sandbox") and not settings.DEBUG:
        return [
            Error(
                "PAYMENT_PROVIDER is the sandbox though DEBUG is off.",
                hint="Name the adapter of a real provider, or nothing.",
                id="debts.E001",
            )
        ]
    return []
