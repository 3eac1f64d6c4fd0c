"""Reads of obituaries."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.obituaries.description import place_facet
from search.departures import former_facets
from search.generation import watch
from search.kinds import Facet
from search.memory import remembered
from search.turkish import sort_key

RECENT = 500
SUGGESTED = 40


def usual_places(field: str) -> list[str]:
    """Return the mosques or cemeteries of the latest notices, the most frequent first."""
    from content.obituaries.models import ObituaryPage

    latest = ObituaryPage.objects.exclude(**{field: ""}).order_by("-pk")
    counted = Counter(latest.values_list(field, flat=True)[:RECENT])
    return [name for name, _count in counted.most_common(SUGGESTED)]


@remembered(maxsize=4)
def _places(generation: int) -> tuple[dict[str, str], dict[str, str]]:
    """Return facet value -> name of mosques and of cemeteries: two queries for both.

    Of all notices there ever were, so that who follows a mosque's calendar is not told that there
    is no such mosque when nobody is buried from it this month; and of those a notice was moved away
    from lately, by their values.
    """
    from content.obituaries.models import ObituaryPage

    published = ObituaryPage.objects.filter(Q(live=True) | Q(first_published_at__isnull=False))
    found = list(published.order_by().values_list("mosque", "cemetery").distinct())
    left = former_facets("obituary")
    return (
        {**_former(left, "mosque"), **_labels(row[0] for row in found)},
        {**_former(left, "cemetery"), **_labels(row[1] for row in found)},
    )


def _former(facets: Iterable[str], name: str) -> dict[str, str]:
    values = (facet.partition(":") for facet in facets)
    return {value: value for found, _sign, value in values if found == name}


def _labels(names: Iterable[str]) -> dict[str, str]:
    ordered = sorted({name for name in names if name}, key=sort_key)
    return {value: name for name in ordered for value in place_facet(name)}


def mosques(locale: str = "tr") -> Mapping[str, str]:
    """Return the mosques of notices: facet value -> name, by name."""
    return _places(watch.current())[0]


def cemeteries(locale: str = "tr") -> Mapping[str, str]:
    """Return the cemeteries of notices: facet value -> name, by name."""
    return _places(watch.current())[1]


MOSQUE = Facet(name="mosque", param="cami", label=_("Mosque"), labels=mosques)
CEMETERY = Facet(name="cemetery", param="mezarlik", label=_("Cemetery"), labels=cemeteries)
