"""Where a neighbourhood or a street lies, as far as the site's own data say.

Neighbourhoods have a centre; a street lies where the guide's places on it lie, in each
neighbourhood by itself. No outside service is asked.
"""

import re
from collections import defaultdict
from typing import Any, NamedTuple

from django.utils import timezone

from content.reference.queries import neighbourhoods, spellings
from search import turkish
from search.generation import watch
from search.memory import remembered
from search.models import PublishedDocument

MOST_CHOICES = 12
# Words every address has, and their short forms; what is left tells places apart.
_KINDS = {
    "mahalle": ("mahallesi", "mahalle", "mah", "mh"),
    "cadde": ("caddesi", "cadde", "cad", "cd"),
    "sokak": ("sokagi", "sokak", "sok", "sk"),
    "bulvar": ("bulvari", "bulvar", "blv", "bulv"),
}
_SHORT = {form: kind for kind, forms in _KINDS.items() for form in forms}
_WORD = re.compile(r"[^\W_]+")


class Spot(NamedTuple):
    """A place one can look around from."""

    name: str
    lat: float
    lng: float
    words: tuple[str, ...]
    titles: tuple[tuple[str, ...], ...]


def look_up(text: str) -> list[Spot]:
    """Return what a text may mean: one spot when it is clear, several to choose from, or none.

    Letters without dots and short forms are understood (“sivas blv”); a door number is passed over.
    """
    wanted = _words(text)
    if not wanted:
        return []
    spots = _spots(watch.current())
    for meant in (wanted, tuple(word for word in wanted if not word.isdigit())):
        if not meant:
            continue
        exact = [spot for spot in spots if _bare(meant) in spot.titles]
        if exact:
            return exact[:MOST_CHOICES]
        found = [
            spot
            for spot in spots
            if all(any(word.startswith(part) for word in spot.words) for part in meant)
        ]
        if found:
            return found[:MOST_CHOICES]
    return []


def names() -> list[str]:
    """Return every name that can be typed: neighbourhoods first, then streets."""
    return [spot.name for spot in _spots(watch.current())]


@remembered(maxsize=2)
def _spots(generation: int) -> list[Spot]:
    found = [
        Spot(
            f"{area.name} Mahallesi",
            area.lat,
            area.lng,
            _words(f"{area.name} mahallesi {area.aliases}"),
            tuple(_bare(_words(title)) for title in spellings(area)),
        )
        for area in neighbourhoods().values()
        if area.lat is not None and area.lng is not None
    ]
    streets: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    rows: Any = (
        PublishedDocument.objects.listed(timezone.now())
        .of_kind("place")
        .in_locale("tr")
        .exclude(south=None)
        .values_list("payload__street", "payload__neighbourhood__name", "south", "west")
    )
    for street, area, lat, lng in rows:
        if street:
            streets[street, area or ""].append((lat, lng))
    for (street, area), points in sorted(streets.items(), key=_alphabet):
        lat = sum(point[0] for point in points) / len(points)
        lng = sum(point[1] for point in points) / len(points)
        name = f"{street}, {area}" if area else street
        words = _words(name)
        found.append(Spot(name, round(lat, 5), round(lng, 5), words, (_bare(words),)))
    return found


def _alphabet(item: tuple[tuple[str, str], object]) -> tuple[str, str]:
    (street, area), _points = item
    return turkish.sort_key(street), turkish.sort_key(area)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_SHORT.get(word, word) for word in _WORD.findall(turkish.fold(text)))


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in {"mahalle", "no"})
