"""Where reports cluster: counts in the squares of a grid."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, IntegerField
from django.db.models.functions import Cast, Floor
from django.utils import timezone

from services.requests.models import PublicState, Report
from services.requests.queries.statistics import DAYS

LAT_STEP, LNG_STEP = 0.0045, 0.006
"""About 500 m at this latitude."""
MOST = 3_000


@dataclass(frozen=True, slots=True)
class Square:
    """A square and how many public reports of the last `DAYS` days lie in it."""

    west: float
    south: float
    count: int

    @property
    def ring(self) -> list[list[float]]:
        """Return its corners, the first once more at the end."""
        east, north = self.west + LNG_STEP, self.south + LAT_STEP
        corners = [
            (self.west, self.south),
            (east, self.south),
            (east, north),
            (self.west, north),
            (self.west, self.south),
        ]
        return [[round(lng, 6), round(lat, 6)] for lng, lat in corners]


def squares(now: datetime | None = None) -> list[Square]:
    """Return the squares that hold reports, the fullest first. One query."""
    since = (now or timezone.now()) - timedelta(days=DAYS)
    rows = (
        Report.objects.filter(public_state=PublicState.PUBLIC, public_at__gte=since)
        .exclude(lat=None)
        .annotate(
            x=Cast(Floor(F("lng") / LNG_STEP), IntegerField()),
            y=Cast(Floor(F("lat") / LAT_STEP), IntegerField()),
        )
        .order_by()
        .values("x", "y")
        .annotate(number=Count("pk"))
        .order_by("-number", "x", "y")
    )[:MOST]
    return [Square(row["x"] * LNG_STEP, row["y"] * LAT_STEP, row["number"]) for row in rows]
