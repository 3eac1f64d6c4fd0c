"""SQL about where documents lie: which touch a box, how far they are. The same for all readers."""

from django.conf import settings

from search.geo import EARTH_RADIUS_M, Box

LARGE_SHARE = 1 / 300
"""From this share of the map's bounds on a box is large: about a tenth of a town in a province."""

# The index of areas answers small boxes. PostgreSQL takes every box for a small one, so a large one
# is compared row by row instead, along the list's own index: what it shows first is soon found.
_SMALL = "box(point(west, south), point(east, north)) && box(point({}, {}), point({}, {}))"
_LARGE = "east >= {} AND north >= {} AND west <= {} AND south <= {}"
_POSITIONAL = ("%s",) * len(Box._fields)


def touching(box: Box, placeholders: tuple[str, ...] = _POSITIONAL) -> str:
    """Return the condition that a document touches a box.

    Its values are those of the box, in their order: west, south, east, north.
    """
    west, south, east, north = settings.MAP_BOUNDS
    share = (box.east - box.west) * (box.north - box.south) / ((east - west) * (north - south))
    return (_SMALL if share < LARGE_SHARE else _LARGE).format(*placeholders)


def distance(lat: str = "%s", lng: str = "%s") -> str:
    """Return the metres to the middle of a document's box (haversine formula); NULL without one.

    The placeholders stand in the order lat, lat, lng.
    """
    middle_lat, middle_lng = "((south + north) / 2)", "((west + east) / 2)"
    # `least` passes over NULL, so a document without a place needs a case of its own.
    return (
        f"(CASE WHEN west IS NOT NULL THEN 2 * {EARTH_RADIUS_M} * asin(least(1, sqrt("
        f"sin(radians({middle_lat} - {lat}) / 2) ^ 2 + cos(radians({lat})) * "
        f"cos(radians({middle_lat})) * sin(radians({middle_lng} - {lng}) / 2) ^ 2))) END)"
    )
