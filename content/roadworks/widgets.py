"""Widgets of the road works desk."""

from typing import Any

from django.forms.renderers import BaseRenderer
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.widgets import AdminAutoHeightTextInput


class AnnouncementInput(AdminAutoHeightTextInput):
    """A text; below it the one made from the fields, taken over by a press.

    Without scripts the field is left empty, and the text made from the fields is the public one.
    """

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """Tell the script where the proposal is made and what its buttons say."""
        drawn = super().render(name, value, attrs, renderer)
        return format_html(
            '{}<div class="roadwork-proposal" data-proposal="{}" data-show="{}" data-use="{}" '
            'aria-live="polite"></div>',
            drawn,
            reverse("roadwork_announcement"),
            _("Propose the text from the fields"),
            _("Use this text"),
        )
