"""Answer cards of reference data: a directorate's phone; the neighbourhood a query names."""

from typing import Any

from content.reference.models import Directorate, Neighbourhood
from search.answers import Asked, Card, Provider, register
from search.generation import watch
from search.memory import remembered

_CALLS = ("telefon", "numara", "iletişim", "müdürlük", "santral", "e-posta", "adres")
_UNIT = " Müdürlüğü"


@remembered(maxsize=2)
def _neighbourhoods(generation: int) -> tuple[tuple[str, str, str], ...]:
    """Return `(spelling, slug, name)` of each neighbourhood and of its other spellings."""
    found = []
    for slug, name, aliases in Neighbourhood.objects.values_list("slug", "name", "aliases"):
        spellings = [name, *(alias.strip() for alias in aliases.split(",") if alias.strip())]
        found += [(spelling, slug, name) for spelling in spellings]
    return tuple(found)


def named_neighbourhood(asked: Asked) -> tuple[str, str, str] | None:
    """Return `(spelling, slug, name)` of the neighbourhood a query names; None without one.

    The spelling that was typed best wins, then the longest: Yeni Mahalle, not Yeni.
    """
    fitting = [
        (edits, -len(one[0]), one)
        for one in _neighbourhoods(watch.current())
        if (edits := asked.edits(one[0])) is not None
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
