"""Rules of the editing app as system checks."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.models)
def every_page_is_checked_before_publication(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A page type with a form of its own keeps the checks and the approval rule."""
    from wagtail.models import get_page_models

    from content.base import BasePage
    from content.editing.forms import CheckedPageForm

    return [
        Error(
            f"The form of {model.__name__} looks at nothing before publication.",
            hint="Let it extend BasePage.base_form_class.",
            id="editing.E001",
        )
        for model in get_page_models()
        if issubclass(model, BasePage) and not issubclass(model.base_form_class, CheckedPageForm)
    ]
