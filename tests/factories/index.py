"""Rows put straight into the published index, for readers that need no page types."""

import itertools
import uuid
from datetime import datetime
from typing import Any

from django.utils import timezone

from search import geo, turkish
from search.documents import ALWAYS, FOREVER
from search.models import PublicationState, PublishedDocument

_ids = itertools.count(900_001)


def document(title: str = "Örnek", *, kind: str = "place", **fields: Any) -> PublishedDocument:
    """Insert one row as publishing would; `payload` adds to the common fields."""
    page_id = fields.pop("page_id", None) or next(_ids)
    locale = fields.pop("locale", "tr")
    path = fields.pop("path", f"/olcum/{page_id}/")
    geometry = fields.pop("geometry", None)
    box = geo.bounding_box(geometry) if geometry else None
    moment = "2026-01-01T00:00:00+03:00"
    payload = {
        "id": page_id,
        "kind": kind,
        "locale": locale,
        "url": path,
        "title": title,
        "summary": "",
        "published_at": moment,
        "updated_at": moment,
        "geometry": geometry,
        **fields.pop("payload", {}),
    }
    return PublishedDocument.objects.create(
        page_id=page_id,
        kind=kind,
        locale=locale,
        path=path,
        title=title,
        sort_key=turkish.sort_key(title)[:400],
        translation_key=fields.pop("translation_key", uuid.uuid4()),
        payload=payload,
        geometry=geometry,
        west=box.west if box else None,
        south=box.south if box else None,
        east=box.east if box else None,
        north=box.north if box else None,
        facets=sorted(fields.pop("facets", [])),
        sort_at=fields.pop("sort_at", timezone.now()),
        version=PublicationState.advance(),
        digest=uuid.uuid4().hex,
        **{"valid_from": ALWAYS, "valid_until": FOREVER, **fields},
    )


def point(lng: float, lat: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [lng, lat]}


def tombstone(page_id: int, *, kind: str = "place", locale: str = "tr") -> PublishedDocument:
    """Replace the rows of a document by its tombstone, as withdrawing does."""
    last = PublishedDocument.objects.filter(page_id=page_id).first()
    PublishedDocument.objects.filter(page_id=page_id).delete()
    return PublishedDocument.objects.create(
        page_id=page_id,
        gone=True,
        kind=last.kind if last else kind,
        locale=last.locale if last else locale,
        path=last.path if last else f"/olcum/{page_id}/",
        translation_key=last.translation_key if last else uuid.uuid4(),
        payload={},
        sort_at=last.sort_at if last else timezone.now(),
        version=PublicationState.advance(),
        digest="",
    )


def span(start: datetime, end: datetime) -> dict[str, datetime]:
    return {"valid_from": start, "valid_until": end}
