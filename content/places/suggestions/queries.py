"""The address of what we say about personal data."""

from django.conf import settings

from search.generation import watch
from search.memory import remembered
from search.models import PublishedDocument


@remembered(maxsize=4)
def _disclosures(generation: int) -> dict[str, str]:
    rows = PublishedDocument.objects.public().of_kind("disclosure_index").order_by("-path")
    return dict(rows.values_list("locale", "path"))


def disclosure_path(locale: str) -> str:
    """Return where the privacy notices stand, in the language or in Turkish; "" for none."""
    found = _disclosures(watch.current())
    return found.get(locale) or found.get(settings.LANGUAGE_CODE, "")
