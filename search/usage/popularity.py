"""Popularity: clicks of the last weeks, halved every fortnight, as a small bounded bonus.

What is clicked rises, what rises is clicked: so the bonus is small (less than one form of one word
in the title), grows with the logarithm of the clicks, and fades. It is one more ladder of the plan,
over page ids, so both engines rank alike and nothing is indexed anew.
"""

import math
from datetime import date, timedelta

from django.db.models import Sum
from django.utils import timezone

from search.engines.base import Popular
from search.memory import remembered
from search.models import ClickDay

HALF_LIFE_DAYS = 14
LOOK_BACK_DAYS = 90
LEAST_CLICKS = 5.0
"""Below so many (faded) clicks a page has none: a handful of people decide nothing."""
MOST_PAGES = 300
STEPS = ((0.75, 0.6), (0.5, 0.45), (0.25, 0.3), (0.0, 0.15))
"""Share of the most popular page's logarithm, and the bonus for it."""


def current() -> tuple[Popular, ...]:
    """Return the bonuses of today: from the clicks up to yesterday, so all processes agree."""
    return _levels(timezone.localdate())


@remembered(maxsize=2)
def _levels(today: date) -> tuple[Popular, ...]:
    clicks = faded(today)
    if not clicks:
        return ()
    most = math.log1p(max(clicks.values()))
    best = sorted(clicks, key=lambda page: (-clicks[page], page))[:MOST_PAGES]
    found: dict[float, list[int]] = {}
    for page in best:
        share = math.log1p(clicks[page]) / most
        bonus = next(bonus for least, bonus in STEPS if share >= least)
        found.setdefault(bonus, []).append(page)
    # Multiples of 1/1024, which sum exactly in every engine.
    return tuple(
        Popular(round(bonus * 1024) / 1024, tuple(sorted(found[bonus])))
        for bonus in sorted(found, reverse=True)
    )


def faded(today: date) -> dict[int, float]:
    """Return page to clicks before `today`, each halved for every fortnight of its age."""
    rows = (
        ClickDay.objects.filter(day__lt=today, day__gte=today - timedelta(days=LOOK_BACK_DAYS))
        .values_list("page_id", "day")
        .annotate(number=Sum("clicks"))
    )
    found: dict[int, float] = {}
    for page, day, number in rows:
        weight = 0.5 ** ((today - day).days / HALF_LIFE_DAYS)
        found[page] = found.get(page, 0.0) + number * weight
    return {page: clicks for page, clicks in found.items() if clicks >= LEAST_CLICKS}
