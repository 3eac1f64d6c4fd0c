"""The list of news and announcements."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from content.lists import ALPHABET, NEWEST, ListSpec
from content.reference.queries import NEIGHBOURHOOD
from content.standard.models import NewsType
from search.kinds import Facet


def _types(locale: str) -> Mapping[str, str]:
    return {value: str(label) for value, label in NewsType.choices}


TYPE = Facet(name="type", param="tur", label=_("Kind"), labels=_types)
NEWS = ListSpec(
    kinds=("news",),
    facets=(TYPE, NEIGHBOURHOOD),
    sorts=(NEWEST, ALPHABET),
    word_param="sozcuk",
    word_label=_("Word in the title"),
)
