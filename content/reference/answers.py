"""Answer cards of reference data: a directorate's phone; the neighbourhood a query names."""

from typing import Any

from content.reference.models import Directorate
from content.reference.queries import neighbourhoods, spellings
from search.answers import Asked, Card, Provider, register
from search.generation import watch
from search.memory import remembered

_CALLS = ("telefon", "numara", "iletişim", "müdürlük", "santral", "e-posta", "adres")
_UNIT = " Müdürlüğü"


def named_neighbourhood(asked: Asked) -> tuple[str, str, str] | None:
    """Return `(spelling, slug, name)` of the neighbourhood a query names; None without one.

    The spelling that was typed best wins, then the longest: Yeni Mahalle, not Yeni.
    """
    fitting = [
        (edits, -len(spelling), (spelling, area.slug, area.name))
        for area in neighbourhoods().values()
        for spelling in spellings(area)
        if (edits := asked.edits(spelling)) is not None
    ]
    return min(fitting)[2] if fitting else None


@remembered(maxsize=2)
def _directorates(generation: int) -> tuple[dict[str, Any], ...]:
    fields = ("slug", "name", "scope", "phone", "email", "address")
    return tuple(Directorate.objects.exclude(phone="").values(*fields))


def directorate(asked: Asked) -> Card | None:
    """Return how to reach the directorate a query names: “zabıta”, “fen işleri telefonu”."""
    fitting = []
    for one in _directorates(watch.current()):
        name = one["name"].removesuffix(_UNIT)
        edits = asked.edits(name)
        if edits is not None and not asked.rest(name, *_CALLS):
            fitting.append((edits, -len(name), one))
    if not fitting:
        return None
    return Card(
        template="answers/directorate.jinja",
        data=min(fitting, key=lambda item: item[:2])[2],
    )


register(Provider(name="directorate", answer=directorate, order=40))
