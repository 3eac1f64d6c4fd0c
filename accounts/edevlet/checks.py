"""System checks of the gate's settings."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def the_gate_is_the_real_one(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The demo's gate lets everybody be whom they like."""
    if settings.DEBUG or not settings.EDEVLET_CLIENT_ID:
        return []
    if not settings.EDEVLET_BASE_URL.startswith("https://"):
        hint = "Set EDEVLET_BASE_URL to the gate's https address, or leave EDEVLET_CLIENT_ID empty."
        return [Error("e-Devlet is asked without encryption.", hint=hint, id="edevlet.E001")]
    return []
