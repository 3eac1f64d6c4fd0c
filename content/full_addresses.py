"""Full addresses of our pages, for letters, papers and programs: what no request can tell."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from content.locales import with_locale


def absolute(path: str) -> str:
    """Return the full address of a path of ours."""
    return f"{str(settings.WAGTAILADMIN_BASE_URL).rstrip('/')}{path}"


def page_address(name: str, *arguments: object, language: str = "") -> str:
    """Return the full address of a named page.

    Args:
        name: Of the view.
        arguments: Of the view.
        language: Of the reader; the house's where none is given.
    """
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse(name, args=arguments)
    return absolute(with_locale(path, language or settings.LANGUAGE_CODE))
