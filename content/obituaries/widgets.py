"""Widgets of the obituary desk."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.widgets import AdminTimeInput


class ProposingTimeInput(AdminTimeInput):
    """A clock time; beside it the computed time of the chosen prayer, taken by a press."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Tell the script where the times are and what the button says."""
        address = reverse("obituary_prayer_times", args=["0001-01-01"])
        told = {"data-times": address, "data-use": _("Computed: 00:00 – use it")}
        return super().get_context(name, value, {**(attrs or {}), **told})


class SuggestingInput(forms.TextInput):
    """A text field that offers what recent notices said: one spelling, and less typing."""

    def __init__(self, field: str, attrs: dict[str, Any] | None = None) -> None:
        """Remember whose values to offer."""
        super().__init__({"list": f"suggested-{field}", "autocomplete": "off", **(attrs or {})})
        self.field = field

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Draw the field with its suggestions beside it."""
        from content.obituaries.queries import usual_places

        options = format_html_join(
            "", '<option value="{}"></option>', ((place,) for place in usual_places(self.field))
        )
        drawn = super().render(name, value, attrs, renderer)
        return format_html(
            '{}<datalist id="suggested-{}">{}</datalist>', drawn, self.field, options
        )
