"""System checks: no installation runs with keys that everybody knows, or that cannot be read."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

from accounts.secrets.keys import DERIVED, RINGS, ring

HINT = "Make one with `python -m accounts.keys` and see docs/operations.md."


@register()
def key_rings_can_be_read(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Keys derived for development do not exist when DEBUG is off."""
    found: list[CheckMessage] = []
    secrets: dict[bytes, str] = {}
    for name in RINGS:
        try:
            keys = ring(name)
        except ImproperlyConfigured as error:
            found.append(Error(str(error), hint=HINT, id="secrets.E001"))
            continue
        for key in keys:
            if key.id == DERIVED and not settings.DEBUG:
                message = f"{name} has a key called {DERIVED}, which only development has."
                found.append(Error(message, hint=HINT, id="secrets.E002"))
            if secrets.setdefault(key.secret, name) != name:
                message = f"{name} and {secrets[key.secret]} share a key."
                found.append(Error(message, hint=HINT, id="secrets.E003"))
    return found
