"""The city guide: categories in two levels, its list, and places with what belongs to them."""

from content.places.models.category import PlaceCategory
from content.places.models.index import PlaceIndexPage
from content.places.models.place import Known, PlacePage
from content.places.models.rows import PlaceException, PlaceHours, PlacePhoto, Weekday
from content.places.models.suggestion import PlaceSuggestion
from content.places.panels import ACCESS_FACTS

__all__ = [
    "ACCESS_FACTS",
    "Known",
    "PlaceCategory",
    "PlaceException",
    "PlaceHours",
    "PlaceIndexPage",
    "PlacePage",
    "PlacePhoto",
    "PlaceSuggestion",
    "Weekday",
]
