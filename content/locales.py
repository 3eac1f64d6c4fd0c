"""The language of a page is in its address: none for Turkish, /en/ and /ar/ for the others.

Django's LocaleMiddleware also looks at the browser's language and so must send
`Vary: Accept-Language`, which splits every cache though the content never differs. This one looks
at the path alone.
"""

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

DIRECTIONS = {"ar": "rtl"}


@lru_cache(maxsize=1)
def prefixed_locales() -> frozenset[str]:
    """Return the languages that have a prefix."""
    return frozenset(code for code, _name in settings.LANGUAGES) - {settings.LANGUAGE_CODE}


def locale_of_path(path: str) -> str:
    """Return the language code of an address path."""
    first = path[1:].split("/", 1)[0]
    return first if first in prefixed_locales() else settings.LANGUAGE_CODE


def split_locale(path: str) -> tuple[str, str]:
    """Return the language code and the path without its prefix."""
    locale = locale_of_path(path)
    return locale, path if locale == settings.LANGUAGE_CODE else path[len(locale) + 1 :] or "/"


def with_locale(path: str, locale: str) -> str:
    """Return the unprefixed path as it stands in a language."""
    return path if locale == settings.LANGUAGE_CODE else f"/{locale}{path}"


class PathLocaleMiddleware:
    """Activates the language of the path for the time of the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activate, answer, name the language in the response."""
        locale = locale_of_path(request.path_info)
        with translation.override(locale):
            request.LANGUAGE_CODE = locale  # type: ignore[attr-defined]
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", locale)
        return response
