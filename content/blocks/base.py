"""What blocks share: one JSON-ready form, drawn by one template on the page and in previews."""

from typing import Any

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
    """A block drawn from its API form by `templates/pages/blocks/<type>.jinja`.

    Its name in the body is the type. The example editors see when they choose a block is drawn from
    the same form by the same template.
    """

    class Meta:
        """Where the frame of examples stands."""

        preview_template = "pages/block_preview.jinja"

    def get_preview_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Return what draws the example in the block chooser."""
        return {**(parent_context or {}), "block": self.form_of(value)}

    def form_of(self, value: Any) -> dict[str, Any]:
        """Return the block as it stands in the index and in the API."""
        return {"type": self.name, "id": "", "value": self.get_api_representation(value)}
