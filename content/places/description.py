"""How a place describes itself to the published index."""

from collections.abc import Iterator
from typing import Any

from content.media import image_payload
from content.places import access, hours
from content.places.panels import ACCESS_FACTS
from content.reference.queries import directorate_payload, neighbourhood_payload
from search import opening
from search.documents import Document

# What people ask for: room for so many at least.
CAPACITY_STEPS = (50, 100, 250, 500, 1000, 5000)


def documents(page: Any) -> Iterator[Document]:
    """Yield the place; it never changes with time alone."""
    category = page.category if page.category_id else None
    group = category.parent if category else None
    area = page.neighbourhood
    data = payload(page, category, group)
    names = [part.name for part in (category, group) if part]
    labels = [part.label(page.locale.language_code) for part in (category, group) if part]
    yield Document(
        title=page.title,
        summary=page.description,
        data=data,
        # A line each: a search for the whole of one (a category, another name) weighs more.
        keywords="\n".join(
            dict.fromkeys(
                part
                for part in (
                    *(*page.names, *names, *labels, page.street),
                    *((area.name, area.aliases) if area else ()),
                )
                if part
            )
        ),
        text=" ".join(
            part
            for part in (page.address, page.hours_note, *(row.caption for row in page.photos.all()))
            if part
        ),
        facets={
            "category": [part.slug for part in (category, group) if part],
            "neighbourhood": [area.slug] if area else [],
            "directorate": [page.directorate.slug] if page.directorate else [],
            "always_open": ["yes"] if page.always_open else [],
            "capacity": [str(step) for step in CAPACITY_STEPS if (page.capacity or 0) >= step],
            "suits": access.suits(data["accessibility"]),
            opening.FACET: _timetable(page.opening()),
            **{name: [getattr(page, name)] for name in ACCESS_FACTS},
        },
        geometry={"type": "Point", "coordinates": [page.lng, page.lat]}
        if page.lat is not None and page.lng is not None
        else None,
    )


def payload(page: Any, category: Any, group: Any) -> dict[str, Any]:
    """Return the place's fields of the API; see `schemas.PlaceFields`."""
    locale = page.locale.language_code
    known = page.opening()
    area = page.neighbourhood
    facts = {name: getattr(page, name) for name in ACCESS_FACTS}
    images = [
        {**found, "caption": row.caption}
        for row in page.photos.all()
        if (found := image_payload(row.image, row.alt))
    ]
    return {
        "external_id": page.external_id,
        "other_names": page.names,
        "category": _reference(category, locale),
        "group": _reference(group, locale),
        "icon": category.icon if category else "",
        "description": page.description,
        "neighbourhood": neighbourhood_payload(area),
        "street": page.street,
        "door_no": page.door_no,
        "postal_code": area.postal_code if area else "",
        "address": page.address,
        "lat": page.lat,
        "lng": page.lng,
        "phones": [phone for phone in page.phones.split(", ") if phone],
        "email": page.email,
        "web": page.web,
        "opening_hours": hours.compose(known),
        **hours.payload(known),
        "hours_note": page.hours_note,
        "accessibility": facts,
        "suitability": {item.profile.name: item.verdict for item in access.judgements(facts)},
        "access_score": access.score(facts),
        "capacity": page.capacity,
        "image": images[0] if images else None,
        "images": images,
        "directorate": directorate_payload(page.directorate),
        "verified_on": page.verified_on.isoformat() if page.verified_on else None,
    }


def _timetable(known: hours.Hours) -> list[str]:
    """Return what says when it is open; nothing where nobody knows."""
    return [opening.timetable(hours.payload(known))] if known.known or known.specials else []


def _reference(category: Any, locale: str) -> dict[str, str] | None:
    if category is None:
        return None
    return {"slug": category.slug, "name": category.label(locale)}
