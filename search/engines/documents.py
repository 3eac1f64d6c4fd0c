"""How a document looks in Elasticsearch: the mapping, its version, and the fields."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings

from search import analysis, geo
from search.analysis import Form, Place
from search.models import PublishedDocument

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PLACES = {
    Place.TITLE: "title",
    Place.KEYWORDS: "keywords",
    Place.ANYWHERE: "anywhere",
    Place.WHOLE_TITLE: "whole_title",
    Place.WHOLE_KEYWORD: "whole_keyword",
    Place.TITLE_WORDS: "title_words",
    Place.BEGINNING: "beginning",
}
_FORMS = {
    Form.EXACT: "exact",
    Form.FOLDED: "folded",
    Form.STEM: "stem",
    Form.JOIN: "join",
    Form.NUMBER: "number",
}
_WHOLE = (Form.EXACT, Form.FOLDED, Form.STEM)
_WORDS = (*_WHOLE, Form.JOIN)
_HAS: dict[Place, tuple[Form, ...]] = {
    Place.TITLE: _WORDS,
    Place.KEYWORDS: _WORDS,
    Place.ANYWHERE: _WORDS,
    Place.WHOLE_TITLE: _WHOLE,
    Place.WHOLE_KEYWORD: _WHOLE,
    Place.TITLE_WORDS: (Form.NUMBER,),
    Place.BEGINNING: (Form.FOLDED,),
}
_KEYWORDS = ("key", "kind", "locale", "facets")
_NUMBERS = ("page_id", "version", "sort_at", "ends_at", "valid_from", "valid_until", "listed_until")
# No analysis anywhere: terms come ready-made, in every language. Moments are microseconds, so that
# they sort and compare as in PostgreSQL.
MAPPING: dict[str, Any] = {
    "dynamic": "strict",
    "properties": {
        **{name: {"type": "keyword"} for name in _KEYWORDS},
        **{name: {"type": "long"} for name in _NUMBERS},
        "point": {"type": "geo_point"},
        **{
            _PLACES[place]: {"properties": {_FORMS[form]: {"type": "keyword"} for form in forms}}
            for place, forms in _HAS.items()
        },
    },
}


def mapping_version() -> str:
    """Return what names the mapping and the terms it holds: other code, other index."""
    canonical = json.dumps([MAPPING, analysis.VERSION], sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:8]


def alias() -> str:
    """Return the alias that is searched.

    It names the mapping: during a deployment old and new code each find their own index.
    """
    return f"{settings.ELASTICSEARCH_PREFIX}-{mapping_version()}"


def field(place: Place, form: Form) -> str:
    """Return the field of the terms of a place and form."""
    return f"{_PLACES[place]}.{_FORMS[form]}"


def micros(moment: datetime) -> int:
    """Return a moment in microseconds since 1970."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def key(row: PublishedDocument) -> str:
    """Return the id of a row there: its page and the moment it begins."""
    return f"{row.page_id}-{micros(row.valid_from)}"


def source(row: PublishedDocument) -> dict[str, Any]:
    """Return a row as Elasticsearch stores it."""
    found: dict[str, Any] = {
        "key": key(row),
        "page_id": row.page_id,
        "version": row.version,
        "kind": row.kind,
        "locale": row.locale,
        "facets": row.facets,
        "sort_at": micros(row.sort_at),
        "valid_from": micros(row.valid_from),
        "valid_until": micros(row.valid_until),
        "listed_until": micros(row.listed_until),
    }
    if row.ends_at:
        found["ends_at"] = micros(row.ends_at)
    if row.geometry:
        lng, lat = geo.centre(row.geometry)
        found["point"] = {"lat": lat, "lon": lng}
    for (place, form), values in analysis.document_terms(row.search_text, row.locale).items():
        found.setdefault(_PLACES[place], {})[_FORMS[form]] = sorted(values)
    return found
