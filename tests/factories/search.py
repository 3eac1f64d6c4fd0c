"""Builders of documents in the index, without pages behind them."""

from itertools import count

from content.places import hours as places
from search import opening
from search.documents import Document
from search.judging import collection
from search.models import PublicationState, PublishedDocument

_numbers = count(900_001)


def document(title="Sahabiye Parkı", *, kind="place", locale="tr", hours="", **fields):
    """Put a document into the index, open as OpenStreetMap writes it; return its page's number."""
    number = next(_numbers)
    if hours:
        payload = places.payload(places.parse(hours))
        facets = {**fields.get("facets", {}), opening.FACET: [opening.timetable(payload)]}
        fields |= {"data": {**fields.get("data", {}), **payload}, "facets": facets}
    collection.store(number, kind, Document(title=title, **fields), locale)
    PublishedDocument.objects.filter(page_id=number).update(version=PublicationState.advance())
    return number


def titles(results):
    """Return the titles found, best first."""
    return [hit.document.title for hit in results.hits]
