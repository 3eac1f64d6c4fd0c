"""The answer card of the pharmacies on duty: now, or this evening where none is on duty yet."""

from datetime import datetime

from django.utils import timezone

from content.duty.queries import Rota, rota
from content.reference.answers import named_neighbourhood
from search.answers import Asked, Card, Provider, register
from search.generation import watch
from search.memory import remembered

MOST = 3


@remembered(maxsize=8)
def _rota(locale: str, generation: int, minute: int) -> Rota:
    now = datetime.fromtimestamp(minute * 60, tz=timezone.get_current_timezone())
    return rota(locale, days=1, now=now)


def duty(asked: Asked) -> Card | None:
    """Return who is on duty, those of a neighbourhood the query names before the others."""
    plan = _rota(asked.locale, watch.current(), int(asked.now.timestamp() // 60))
    if plan.page is None:
        return None
    current = plan.current
    area = named_neighbourhood(asked)
    listed = sorted(
        plan.on(current.day),
        key=lambda item: (
            (item.document.data["neighbourhood"] or {}).get("slug") != (area[1] if area else None)
        ),
    )
    return Card(
        template="answers/pharmacies.jinja",
        data={
            "pharmacies": [item.document for item in listed[:MOST]],
            "total": len(listed),
            "path": plan.page.path,
            "is_now": current.holds(plan.now),
            "starts": current.starts,
            "ends": current.ends,
        },
    )


register(
    Provider(
        name="pharmacy_duty",
        answer=duty,
        phrases=("nöbetçi eczane", "nöbetçi", "pharmacy duty", "duty pharmacy", "صيدلية مناوبة"),
        order=10,
    )
)
