"""What blocks share: one JSON-ready form, drawn by one template on the page and in previews."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail import blocks
from wagtail.rich_text import expand_db_html

RICH = ["bold", "italic", "link", "document-link", "ul", "ol"]


class RichText(blocks.RichTextBlock):
    """Rich text whose API form is HTML with its links resolved."""

    def __init__(self, **kwargs: Any) -> None:
        """Limit the features to what the site's style covers."""
        super().__init__(**{"features": RICH, **kwargs})

    def get_api_representation(self, value: Any, context: Any = None) -> str:
        """Return HTML."""
        return str(expand_db_html(value.source)) if value else ""


class PublicBlock(blocks.StructBlock):
    """A block drawn from its API form by `templates/pages/blocks/<type>.jinja`."""

    class Meta:
        """Where the template stands."""

        public_template = ""

    def render(self, value: Any, context: Any = None) -> SafeString:
        """Draw the block as the page does (the admin's block previews call this)."""
        form = self.get_api_representation(value)
        return render_to_string(self.meta.public_template, {"value": form, "cards": []})
