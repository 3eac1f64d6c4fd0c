"""Reads of obituaries."""

from collections import Counter
from collections.abc import Mapping

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


@remembered(maxsize=8)
def _place_labels(field: str, generation: int) -> dict[str, str]:
    names = (
        PublishedDocument.objects.filter(kind="obituary", gone=False)
        .exclude(**{f"payload__{field}": ""})
        .order_by()
        .values_list(f"payload__{field}", flat=True)
        .distinct()
    )
    labels = {value: name for name in sorted(names, key=sort_key) for value in place_facet(name)}
    return dict(sorted(labels.items(), key=lambda item: sort_key(item[1])))


def mosques(locale: str = "tr") -> Mapping[str, str]:
    """Return the mosques of published notices: facet value -> name, by name."""
    return _place_labels("mosque", watch.current())


def cemeteries(locale: str = "tr") -> Mapping[str, str]:
    """Return the cemeteries of published notices: facet value -> name, by name."""
    return _place_labels("cemetery", watch.current())


MOSQUE = Facet(name="mosque", param="cami", label=_("Mosque"), labels=mosques)
CEMETERY = Facet(name="cemetery", param="mezarlik", label=_("Cemetery"), labels=cemeteries)
