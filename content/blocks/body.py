"""The StreamField of a page's body, its API form, and what live blocks show when read."""

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail import blocks

from content.blocks import kinds
from search.models import DocumentQuerySet, PublishedDocument
from search.queries import Shown, shown

_TAGS = re.compile(r"<[^>]+>")
# What the form of a block holds besides words.
_NOT_WORDS = {
    *("type", "id", "src", "srcset", "full", "url", "level", "kind", "slug", "email", "category"),
}
MAX_PLACES = 24
MAX_LATEST = 12
# Written in Turkish only; pages in other languages show those.
UNTRANSLATED = {"obituary", "roadwork"}


class Body(blocks.StreamBlock):
    """The blocks an editor may put into a page."""

    text = kinds.TextBlock()
    heading = kinds.HeadingBlock()
    table = kinds.TableBlock()
    callout = kinds.CalloutBlock()
    steps = kinds.StepsBlock()
    accordion = kinds.AccordionBlock()
    quote = kinds.QuoteBlock()
    image = kinds.ImageBlock()
    gallery = kinds.GalleryBlock()
    files = kinds.FilesBlock()
    latest = kinds.LatestBlock()
    places = kinds.PlacesBlock()
    contact = kinds.ContactBlock()

    class Meta:
        """Each live block costs a query of every reader."""

        block_counts = {"latest": {"max_num": 2}, "places": {"max_num": 1}}


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
    return " ".join(" ".join(_words(form)).split())


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield html.unescape(_TAGS.sub(" ", value))
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in _NOT_WORDS:
                yield from _words(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _words(item)


def live_cards(block: dict[str, Any], locale: str) -> list[Shown]:
    """Return what a live block shows now: one query for each such block."""
    value = block["value"]
    if block["type"] == "latest":
        count = min(int(value.get("count") or 4), MAX_LATEST)
        found = _listed(value["kind"], locale)
        return shown(found.order_by("-sort_at", "-page_id")[:count])
    if block["type"] == "places":
        found = _listed("place", locale).with_facet("category", [value["category"]])
        return shown(found.order_by("sort_key", "page_id")[:MAX_PLACES])
    return []


def _listed(kind: str, locale: str) -> DocumentQuerySet:
    wanted = settings.LANGUAGE_CODE if kind in UNTRANSLATED else locale
    return PublishedDocument.objects.listed(timezone.now()).of_kind(kind).in_locale(wanted)
