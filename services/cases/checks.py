"""System checks: kinds that fit together."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, register

from services.cases.kinds import problems_of, registered


@register()
def kinds_fit_together(app_configs: Any, **_kwargs: Any) -> Sequence[CheckMessage]:
    """Say what is wrong with a kind of case, before a citizen meets it."""
    return [
        Error(f"The kind of case {letters}: {problem}.", id="cases.E001")
        for letters, kind in registered().items()
        for problem in problems_of(kind)
    ]
