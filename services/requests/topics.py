"""The topics that come with the product, as a start for administrators."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from content.reference.models import Directorate
from services.requests.models import Category, OutsideBody

DATA = Path(__file__).parent / "data" / "topics.json"
# What a topic has from its group unless it says otherwise.
INHERITED = ("route_to", "body", "promise_days", "moderation", "place_asked")


@transaction.atomic
def load_topics(*, data: Mapping[str, Any] | None = None) -> int:
    """Create the topics that are not there yet; return how many. What is there stays as it is.

    A topic whose directorate this municipality does not have is left out.
    """
    data = data or json.loads(DATA.read_text(encoding="utf-8"))
    bodies = {row["slug"]: _body(row) for row in data["bodies"]}
    units = {unit.slug: unit for unit in Directorate.objects.all()}
    known = {topic.slug: topic for topic in Category.objects.all()}
    made = 0
    for place, row in enumerate(data["groups"]):
        group = known.get(row["slug"]) or _made(row, place, None, units, bodies)
        if group is None:
            continue
        made += row["slug"] not in known
        for number, topic in enumerate(row["topics"]):
            if topic["slug"] in known:
                continue
            whole = {key: row[key] for key in INHERITED if key in row} | topic
            if topic.get("route_to"):
                whole["body"] = None
            made += _made(whole, number, group, units, bodies) is not None
    return made


def _body(row: Mapping[str, Any]) -> OutsideBody:
    return OutsideBody.objects.get_or_create(slug=row["slug"], defaults=dict(row))[0]


def _made(
    row: Mapping[str, Any],
    place: int,
    group: Category | None,
    units: Mapping[str, Directorate],
    bodies: Mapping[str, OutsideBody],
) -> Category | None:
    unit = units.get(row.get("route_to") or "")
    body = bodies.get(row.get("body") or "")
    if unit is None and body is None:
        return None
    plain = ("slug", "name", "name_en", "name_ar", "promise_days", "moderation", "place_asked")
    more = ("evidence_needed", "questions", "stop_text", "stop_text_en", "stop_text_ar")
    flags = ("is_emergency", "asks_road_works")
    topic = Category(
        group=group,
        position=place,
        route_to=unit,
        body=body,
        words="\n".join(row.get("words", ())),
        **{key: row[key] for key in (*plain, *more, *flags) if key in row},
    )
    topic.full_clean()
    topic.save()
    return topic
