"""What the officer is told while a citizen speaks: whose duty it is, what is known at the place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from content.numbers import whole_number
from content.reference.models import Neighbourhood
from services.desk.rights import may_enter, places_of, reports_for
from services.requests.models import Category
from services.requests.places import road_works_at
from services.requests.promises import promised_on
from services.requests.queries.choosing import topics, topics_for
from services.requests.queries.similar import Similar, similar_among, similar_public
from services.requests.queries.statistics import figures_of_topic
from services.requests.terms import terms_of


@dataclass(frozen=True, slots=True)
class Advice:
    """What stands beside the form.

    Attributes:
        found: Topics that the typed words mean, the likeliest first.
        promise: By when it would be done if it is filed today.
        figures: Of this topic in the last 90 days; None where there are too few.
        works: Planned road works at the place.
        similar: Open reports that may be the same.
    """

    topic: Category | None
    found: Sequence[Category]
    promise: date | None
    figures: Any
    works: Sequence[Any]
    similar: Sequence[Similar]


def read_topic(typed: Mapping[str, str]) -> tuple[Category | None, list[Category]]:
    """Return the topic that is chosen or, without one, meant; and all that the words mean."""
    offered = [topic for topic in topics() if topic.group_id is not None]
    chosen = next((one for one in offered if str(one.pk) == typed.get("category", "")), None)
    words = typed.get("words", "").replace("\x00", "")[:120]
    found = topics_for(words, offered) if words.strip() else []
    return chosen or (found[0] if found else None), found


def advice_for(user: Any, typed: Mapping[str, str]) -> Advice:
    """Return what is known about what was typed so far.

    Who may not read cases hears of public reports alone, as citizens do.
    """
    topic, found = read_topic(typed)
    if topic is None:
        return Advice(None, found, None, None, (), ())
    area = _area(typed.get("neighbourhood", ""))
    street = typed.get("street", "").replace("\x00", "").strip()[:160]
    works: Sequence[Any] = ()
    if topic.asks_road_works and (area or street):
        works = road_works_at(point=None, street=street, area=area.slug if area else "")
    place: dict[str, Any] = {
        "category": topic,
        "terms": terms_of(typed.get("text", "").replace("\x00", "")[:5_000]),
        "point": None,
        "neighbourhood_id": area.pk if area else None,
        "street": street,
    }
    if may_enter(user):
        similar = similar_among(reports_for(user, places_of(user)), **place)
    else:
        similar = similar_public(**place)
    days = topic.promise_days
    return Advice(
        topic=topic,
        found=found,
        promise=promised_on(timezone.localdate(), days) if days and not topic.body else None,
        figures=figures_of_topic(topic.pk),
        works=works,
        similar=similar,
    )


def _area(typed: str) -> Neighbourhood | None:
    key = whole_number(typed)
    return Neighbourhood.objects.filter(pk=key).first() if key is not None else None
