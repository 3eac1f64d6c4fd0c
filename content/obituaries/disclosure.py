"""Which disclosure text (KVKK) the forms show, and the version to remember of it."""

from django.conf import settings
from django.utils import translation

from search.generation import watch
from search.memory import remembered
from search.models import PublishedDocument


@remembered(maxsize=4)
def _texts(generation: int) -> dict[str, tuple[str, str]]:
    rows = PublishedDocument.objects.public().of_kind("disclosure").order_by("-path")
    return {
        locale: (path, str(payload.get("version") or ""))
        for locale, path, payload in rows.values_list("locale", "path", "payload")
    }


def disclosure_shown() -> tuple[str, str]:
    """Return address and version of the text in force, in the language or in Turkish; "" each."""
    found = _texts(watch.current())
    language = translation.get_language() or settings.LANGUAGE_CODE
    return found.get(language) or found.get(settings.LANGUAGE_CODE, ("", ""))
