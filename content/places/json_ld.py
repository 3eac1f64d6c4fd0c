"""A place in the vocabulary of schema.org."""

from typing import Any

from content.places import hours
from content.places.icons import schema_type
from content.places.phones import international
from search.queries import Shown

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FEATURES = {
    "step_free": "Step-free entrance",
    "accessible_toilet": "Accessible toilet",
    "accessible_parking": "Accessible parking",
    "hearing_loop": "Hearing loop",
    "tactile_paving": "Tactile paving",
}


def json_ld(document: Shown) -> dict[str, Any]:
    """Return the schema.org object of a place; what is not known is left out."""
    data = document.data
    street = f"{data['street']} {data['door_no']}".strip()
    area = data["neighbourhood"]
    address = {
        "@type": "PostalAddress",
        "streetAddress": ", ".join(
            part for part in (f"{area['name']} Mah." if area else "", street) if part
        ),
        "postalCode": data["postal_code"],
        "addressCountry": "TR",
    }
    found: dict[str, Any] = {
        "@type": schema_type(data["icon"]),
        "name": document.title,
        "alternateName": data["other_names"],
        "description": data["description"],
        "address": _filled(address),
        "telephone": international(data["phones"][0]) if data["phones"] else "",
        "email": data["email"],
        "sameAs": data["web"],
        "maximumAttendeeCapacity": data["capacity"],
        "image": [image["src"] for image in data["images"]],
        "openingHoursSpecification": _opening(data),
        "amenityFeature": [
            {"@type": "LocationFeatureSpecification", "name": name, "value": value == "yes"}
            for key, name in FEATURES.items()
            if (value := data["accessibility"][key]) != "unknown"
        ],
    }
    if data["lat"] is not None:
        found["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": data["lat"],
            "longitude": data["lng"],
        }
    return _filled(found)


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", [])}


def _opening(data: Any) -> list[dict[str, Any]]:
    opening = hours.from_payload(data)
    if opening.always_open:
        found = [_specification(list(DAY_NAMES), "00:00", "23:59")]
    else:
        found = [
            _specification(list(DAY_NAMES[row.first : row.last + 1]), row.opens, row.closes)
            for row in hours.rows_of(opening.spans)
        ]
    for special in opening.specials:
        # schema.org says “closed” by equal times.
        opens, closes = special.opens or "00:00", special.closes or "00:00"
        dates = {"validFrom": special.first.isoformat(), "validThrough": special.last.isoformat()}
        found.append(_specification([], opens, closes) | dates)
    return found


def _specification(days: list[str], opens: str, closes: str) -> dict[str, Any]:
    return _filled(
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": days,
            "opens": opens,
            "closes": "23:59" if closes == "24:00" else closes,
        }
    )
