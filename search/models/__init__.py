"""The tables of search: the published index, its words, what editors add, how it is used."""

from search.models.departures import Departure
from search.models.engine import EngineState
from search.models.promotions import Promotion
from search.models.published import DocumentQuerySet, PublicationState, PublishedDocument
from search.models.synonyms import Synonym
from search.models.usage import ClickDay, QueryDay
from search.models.words import IndexedWord

__all__ = [
    "ClickDay",
    "Departure",
    "DocumentQuerySet",
    "EngineState",
    "IndexedWord",
    "Promotion",
    "PublicationState",
    "PublishedDocument",
    "QueryDay",
    "Synonym",
]
