"""System check: the waiting time."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from accounts.recovery.models import SHORTEST_WAIT

LONGEST_HOURS = 14 * 24


@register()
def waiting_time_is_long_enough(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Who was robbed of an account needs a night and a day to read the notice."""
    shortest = int(SHORTEST_WAIT.total_seconds() // 3600)
    if shortest <= settings.RECOVERY_WAIT_HOURS <= LONGEST_HOURS:
        return []
    hint = f"Set RECOVERY_WAIT_HOURS to {shortest} to {LONGEST_HOURS}."
    return [
        Error("The waiting time of a recovery is out of bounds.", hint=hint, id="recovery.E001")
    ]
