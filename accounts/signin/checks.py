"""System checks: what is relaxed for the demo refuses to run elsewhere."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def staff_need_a_second_factor(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A stolen password must not be enough to publish in the municipality's name."""
    if settings.DEBUG or settings.STAFF_SECOND_FACTOR:
        return []
    hint = "Set STAFF_SECOND_FACTOR = True; False is for the demo."
    return [Error("Staff may sign in without a second factor.", hint=hint, id="signin.E001")]


@register(Tags.security)
def leaked_passwords_can_be_read(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A list that was cut off would let through what it was made to stop."""
    from accounts.signin.bloom import Bloom

    path = Path(settings.LEAKED_PASSWORDS_FILE)
    try:
        if path.is_file():
            Bloom.open(path)
    except ValueError as error:
        hint = "Build it again with manage.py leaked_passwords, or remove the file."
        return [Error(str(error), hint=hint, id="signin.E002")]
    return []
