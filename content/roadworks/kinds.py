"""Road works as kinds of documents."""

from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from content.feeds.entries import Event
from content.lists import list_view
from content.reference.queries import DIRECTORATE, NEIGHBOURHOOD
from content.roadworks.below import below
from content.roadworks.door_notice import notice_below
from content.roadworks.lists import ROADWORKS, STATUS, WORK_KIND, YEAR
from content.roadworks.maps import work_features
from content.roadworks.schemas import RoadWorkFields
from content.roadworks.states import Status, VehicleImpact, WorkKind
from content.roadworks.turns import condition, turn
from search.kinds import Kind, register


def announcement(document: Any) -> dict[str, Any]:
    """Return the work as a schema.org SpecialAnnouncement: an official word on a place and time.

    An Event would invite people to come; this tells them what to expect, and until when.
    """
    data = document.data
    found: dict[str, Any] = {
        "@type": "SpecialAnnouncement",
        "name": document.title,
        "text": data["description"] or data["summary"] or document.title,
        "category": str(WorkKind(data["work_kind"]).label),
        "datePosted": data["published_at"],
        "expires": data["actual_end"] or data["planned_end"],
        "spatialCoverage": [
            {"@type": "Place", "name": area["name"]} for area in data["neighbourhoods"]
        ],
    }
    if data["directorate"]:
        unit = data["directorate"]
        found["author"] = {"@type": "GovernmentOrganization", "name": unit["name"]}
    return found


def event(document: Any) -> Event:
    """Return the work from its real or planned start to its end."""
    data = document.data
    starts, ends = (
        datetime.fromisoformat(data[f"actual_{edge}"] or data[f"planned_{edge}"]).astimezone(UTC)
        for edge in ("start", "end")
    )
    places = (*(s["name"] for s in data["streets"]), *(a["name"] for a in data["neighbourhoods"]))
    return Event(
        starts,
        max(starts, ends),
        ", ".join(places),
        is_cancelled=data["status"] == Status.CANCELLED,
        is_certain=data["start_confirmed"] or data["status"] != Status.PLANNED,
    )


def map_context(document: Any) -> dict[str, Any]:
    """Return the features of the page's map."""
    return {"geojson": work_features(document)}


ROADWORK = register(
    Kind(
        name="roadwork",
        fades_days=30,
        significant=("planned_start", "planned_end", "streets", "neighbourhoods", "vehicle_impact"),
        condition=condition,
        turn=turn,
        extras={"choices": {"vehicle_impact": dict(VehicleImpact.choices)}},
        label=_("Road work"),
        plural=_("Road works"),
        template="pages/roadwork.jinja",
        card="pages/cards/roadwork.jinja",
        facets=(NEIGHBOURHOOD, STATUS, WORK_KIND, DIRECTORATE, YEAR),
        json_ld=announcement,
        event=event,
        context=map_context,
        below=notice_below,
        schema=RoadWorkFields,
        icon="road",
    )
)
INDEX = register(
    Kind(
        name="roadwork_index",
        label=_("Road works list"),
        plural=_("Road works lists"),
        template="pages/roadwork_list.jinja",
        listed=False,
        landing=True,
        view=list_view(ROADWORKS),
        below=below,
        icon="road",
    )
)
