"""Reads what an editor has written out of a page, whatever its fields: texts, links, images."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.rich_text import RichText

_TAGS = re.compile(r"<[^>]+>")
_ENDS = re.compile(r"</(?:p|li|h[1-6]|td|th|blockquote)>|<br\s*/?>", re.IGNORECASE)
_LINKS = re.compile(r"<a\b[^>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)
_EMBEDDED = re.compile(r"<embed\b[^>]*embedtype=\"image\"[^>]*>", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.!?…])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text in a field; `html` tells whether it is rich."""

    field: str
    value: str
    html: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """An image in a field and the text that describes it there."""

    field: str
    image: Any
    alt: str


def parts_of(page: models.Model) -> Iterator[Text | Picture]:
    """Yield every text and image of a page's own fields, in their order."""
    for field in page._meta.get_fields():
        if not isinstance(field, models.Field) or not field.editable:
            continue
        name = field.name
        if isinstance(field, StreamField):
            yield from _inside(name, getattr(page, name))
        elif isinstance(field, RichTextField):
            yield Text(name, getattr(page, name) or "", html=True)
        elif isinstance(field, models.TextField):
            yield Text(name, getattr(page, name) or "")
        elif isinstance(field, models.ForeignKey) and field.related_model is get_image_model():
            image = getattr(page, name)
            if image is not None:
                yield Picture(name, image, getattr(page, f"{name}_alt", ""))


def _inside(name: str, value: Any) -> Iterator[Text | Picture]:
    if isinstance(value, blocks.StreamValue | blocks.list_block.ListValue | list | tuple):
        for child in value:
            yield from _inside(name, getattr(child, "value", child))
    elif isinstance(value, dict):
        images = [item for item in value.values() if isinstance(item, get_image_model())]
        for image in images:
            yield Picture(name, image, str(value.get("alt") or ""))
        for item in value.values():
            if not isinstance(item, get_image_model()):
                yield from _inside(name, item)
    elif isinstance(value, RichText):
        yield Text(name, value.source or "", html=True)
    elif isinstance(value, get_image_model()):
        yield Picture(name, value, "")
    elif isinstance(value, str):
        yield Text(name, value)


def link_texts(html: str) -> Iterator[str]:
    """Yield the visible text of each link; empty for a link that shows nothing."""
    for inner in _LINKS.findall(html):
        yield unescape(_TAGS.sub(" ", inner)).strip()


def embedded_images(html: str) -> Iterator[str]:
    """Yield the description of each image inside rich text."""
    for tag in _EMBEDDED.findall(html):
        found = re.search(r'alt="([^"]*)"', tag)
        yield unescape(found[1]).strip() if found else ""


def sentences(text: Text) -> Iterator[str]:
    """Yield the sentences of a text."""
    value = text.value
    if text.html:
        value = unescape(_TAGS.sub(" ", _ENDS.sub("\n", value)))
    for sentence in _SENTENCES.split(value):
        if stripped := " ".join(sentence.split()):
            yield stripped
