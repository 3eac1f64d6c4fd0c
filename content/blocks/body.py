"""The StreamField of a page's body, its API form, and what live blocks show when read."""

import re
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from wagtail import blocks

from content.blocks.kinds import (
    AccordionBlock,
    CalloutBlock,
    ContactBlock,
    FilesBlock,
    GalleryBlock,
    HeadingBlock,
    ImageBlock,
    LatestBlock,
    PlacesBlock,
    QuoteBlock,
    StepsBlock,
    TableBlock,
    TextBlock,
)
from search.models import PublishedDocument
from search.queries import Shown, shown

_TAGS = re.compile(r"<[^>]+>")
MAX_PLACES = 24


class Body(blocks.StreamBlock):
    """The blocks an editor may put into a page."""

    text = TextBlock()
    heading = HeadingBlock()
    image = ImageBlock()
    gallery = GalleryBlock()
    table = TableBlock()
    callout = CalloutBlock()
    contact = ContactBlock()
    files = FilesBlock()
    steps = StepsBlock()
    accordion = AccordionBlock()
    quote = QuoteBlock()
    latest = LatestBlock()
    places = PlacesBlock()


def api_form(stream: Any) -> list[dict[str, Any]]:
    """Return `[{"type", "id", "value"}]`, JSON-ready."""
    return [
        {
            "type": child.block_type,
            "id": child.id,
            "value": child.block.get_api_representation(child.value),
        }
        for child in stream
    ]


def text_of(form: Sequence[dict[str, Any]]) -> str:
    """Return the words of a body's API form, for search."""
    return " ".join(_words(form)).strip()


def _words(value: Any) -> list[str]:
    if isinstance(value, str):
        return [_TAGS.sub(" ", value)] if " " in value or "<" in value else [value]
    if isinstance(value, dict):
        skip = {"type", "id", "src", "srcset", "full", "url", "level", "kind", "slug", "email"}
        return [word for key, item in value.items() if key not in skip for word in _words(item)]
    if isinstance(value, list | tuple):
        return [word for item in value for word in _words(item)]
    return []


def live_cards(block: dict[str, Any], locale: str) -> list[Shown]:
    """Return what a live block shows now: one query for each such block."""
    value = block["value"]
    listed = PublishedDocument.objects.listed(timezone.now()).in_locale(locale)
    if block["type"] == "latest":
        count = min(int(value.get("count") or 4), 12)
        return shown(listed.of_kind(value["kind"]).order_by("-sort_at", "-page_id")[:count])
    if block["type"] == "places":
        found = listed.of_kind("place").with_facet("category", [value["category"]])
        return shown(found.order_by("sort_key", "page_id")[:MAX_PLACES])
    return []
