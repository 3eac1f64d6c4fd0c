"""The tables of search: the published index, its words, editors' synonyms, the engine's state."""

from search.models.engine import EngineState
from search.models.published import DocumentQuerySet, PublicationState, PublishedDocument
from search.models.synonyms import Synonym
from search.models.words import IndexedWord

__all__ = [
    "DocumentQuerySet",
    "EngineState",
    "IndexedWord",
    "PublicationState",
    "PublishedDocument",
    "Synonym",
]
