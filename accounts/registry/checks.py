"""System check: the invented registry is for the demo."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def invented_people_are_for_the_demo(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Whoever knows the demo's list could be verified as one of its people."""
    if settings.IDENTITY_VERIFIER.startswith("accounts.registry.fake.") and not (
        settings.DEBUG or settings.DEMO
    ):
        hint = "Set IDENTITY_VERIFIER to accounts.registry.nvi.NviRegistry, or leave it empty."
        return [Error("The demo's registry is used.", hint=hint, id="registry.E001")]
    return []
