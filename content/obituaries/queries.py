"""Reads of obituaries."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from content.obituaries.description import place_facet
from search.generation import watch
from search.kinds import Facet
from search.memory import remembered
from search.models import PublishedDocument
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
    """Return facet value -> name of mosques and of cemeteries: one query for both."""
    rows = (
        PublishedDocument.objects.filter(kind="obituary", gone=False)
        .order_by()
        .values_list("payload__mosque", "payload__cemetery")
        .distinct()
    )
    found = list(rows)
    return _labels(row[0] for row in found), _labels(row[1] for row in found)


def _labels(names: Iterable[str]) -> dict[str, str]:
    ordered = sorted({name for name in names if name}, key=sort_key)
    return {value: name for name in ordered for value in place_facet(name)}


def mosques(locale: str = "tr") -> Mapping[str, str]:
    """Return the mosques of published notices: facet value -> name, by name."""
    return _places(watch.current())[0]


def cemeteries(locale: str = "tr") -> Mapping[str, str]:
    """Return the cemeteries of published notices: facet value -> name, by name."""
    return _places(watch.current())[1]


MOSQUE = Facet(name="mosque", param="cami", label=_("Mosque"), labels=mosques)
CEMETERY = Facet(name="cemetery", param="mezarlik", label=_("Cemetery"), labels=cemeteries)
