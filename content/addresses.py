"""Addresses of public pages that no editor made: lists of neighbourhoods, categories.

They stand in the sitemap beside the pages of the index; a subject registers its own.
"""

from collections.abc import Callable, Iterable, Iterator

from django.conf import settings

from content.locales import split_locale, with_locale

Paths = dict[str, str]
_SOURCES: list[Callable[[], Iterable[Paths]]] = []


def register(source: Callable[[], Iterable[Paths]]) -> None:
    """Add a source of addresses; each is `language -> path`. Called once, when an app is ready."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def made_addresses() -> Iterator[Paths]:
    """Yield every such address."""
    for source in _SOURCES:
        yield from source()


def in_every_language(path: str) -> Paths:
    """Return an address as it stands in each language of the site."""
    _locale, bare = split_locale(path)
    return {code: with_locale(bare, code) for code, _name in settings.LANGUAGES}
