"""System checks of the audit log."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from accounts.audit.retention import problems


@register()
def kept_as_long_as_the_law_says(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Traffic one to two years, the rest at least as long."""
    hint = "See docs/operations.md."
    return [Error(problem, hint=hint, id="audit.E001") for problem in problems()]
