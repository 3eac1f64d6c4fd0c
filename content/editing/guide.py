"""The editor's guide: Markdown files of docs/editors, drawn inside the admin."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from content.editing.roles import ROLES
from search import turkish

FIRST = "README"
_LINK = re.compile(r'href="([\w-]+)\.md(#[\w-]+)?"')
_PICTURE = re.compile(r'src="\.\./pictures/([\w-]+\.webp)"')


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page of the guide: its name in the address, its first heading, when it was written."""

    slug: str
    title: str
    stamp: float


def folder() -> Path:
    """Return where the guide's files are."""
    return Path(settings.BASE_DIR) / "docs" / "editors"


def picture(name: str) -> Path | None:
    """Return a picture of the guide; None for a name that is none of them."""
    known = {path.name: path for path in (folder().parent / "pictures").glob("*.webp")}
    return known.get(name)


def pages() -> dict[str, GuidePage]:
    """Return every page by name, the first page first, the others by title."""
    found = [
        GuidePage(path.stem, _title(path), path.stat().st_mtime)
        for path in sorted(folder().glob("*.md"))
    ]
    found.sort(key=lambda page: (page.slug != FIRST, turkish.sort_key(page.title)))
    return {page.slug: page for page in found}


def _title(path: Path) -> str:
    with path.open(encoding="utf-8") as file:
        return file.readline().lstrip("# ").strip()


def pages_for(user: Any) -> list[GuidePage]:
    """Return the pages that the user's roles begin with."""
    keys = set(user.groups.values_list("staff_role__key", flat=True))
    known = pages()
    slugs = dict.fromkeys(role.guide for role in ROLES if role.key in keys)
    return [known[slug] for slug in slugs if slug in known and slug != FIRST]


def html(slug: str) -> SafeString:
    """Return a page as HTML; only names of `pages()`, so that no other file is ever read."""
    page = pages()[slug]
    return _html(page.slug, page.stamp)


@lru_cache(maxsize=64)
def _html(slug: str, stamp: float) -> SafeString:
    text = (folder() / f"{slug}.md").read_text(encoding="utf-8")
    # HTML inside the files is escaped: the guide is text, whoever edits it.
    drawn = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    # Links between the files lead to the other pages of the guide.
    linked = _LINK.sub(lambda link: f'href="../{link[1]}/{link[2] or ""}"', drawn)
    linked = _PICTURE.sub(
        lambda found: f'src="{reverse("editing_guide_picture", args=[found[1]])}" loading="lazy"',
        linked,
    )
    return mark_safe(linked)  # noqa: S308 - drawn above with HTML escaped
