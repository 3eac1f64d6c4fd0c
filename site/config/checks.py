"""House rules as system checks."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.compatibility)
def site_is_no_package(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """`site/` must stay a source root: a package of that name hides Python's own module."""
    if (settings.BASE_DIR / "site" / "__init__.py").exists():
        return [
            Error(
                "site/ must not be a package.",
                hint="Delete site/__init__.py; Python has its own module `site`.",
                id="house.E001",
            )
        ]
    return []


@register(Tags.security, deploy=True)
def demo_parts_are_off(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Parts meant for the demo must not run in production."""
    if settings.DEMO and not settings.DEBUG:
        return [Error("DEMO is on though DEBUG is off.", hint="Set DEMO = False.", id="house.E002")]
    return []


@register(Tags.models)
def page_types_say_what_they_are(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every page type states its kind, its parents and its children, and its kind is known."""
    from wagtail.models import get_page_models

    from content.base import BasePage
    from search.kinds import kind_of

    found: list[CheckMessage] = []
    for model in get_page_models():
        if not issubclass(model, BasePage) or model._meta.abstract:
            continue
        for name in ("document_kind", "parent_page_types", "subpage_types"):
            if getattr(model, name, None) is None:
                found.append(Error(f"{model.__name__} does not state {name}.", id="house.E003"))
        try:
            kind_of(model.document_kind)
        except KeyError:
            found.append(Error(f"The kind of {model.__name__} is not registered.", id="house.E004"))
    return found
