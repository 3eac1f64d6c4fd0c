"""Prayer times of a day, proposed to the desk; what is published is what the desk confirms.

Method of the Presidency of Religious Affairs (Diyanet): dawn at a solar altitude of -18°, night at
-17°, the afternoon when a shadow has grown by its own length, sunset at -0°50'; noon, afternoon
and evening with the precaution (temkin) of 6, 4 and 7 minutes. Its description names 5 minutes for
noon; what is published for Kayseri lies 0.4 to 2.1 minutes after that on every one of ten days over
the year (tests/content/obituaries/test_prayer_times.py), so noon takes one minute more.

The sun's position is computed with the low-precision formulas of the Astronomical Almanac
(section C: about 0.01° until 2050, a few seconds of time here). Türkiye keeps UTC+3 all year.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import acos, asin, atan, atan2, cos, degrees, floor, radians, sin, tan

from django.conf import settings

from content.obituaries.choices import FRIDAY, Prayer

DAWN, NIGHT, HORIZON = -18.0, -17.0, -50 / 60
TEMKIN_MINUTES = {Prayer.NOON: 6, Prayer.AFTERNOON: 4, Prayer.EVENING: 7}
_OFFSET_HOURS = 3
_J2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sun:
    """Where the sun stands: declination in degrees, equation of time in minutes."""

    declination: float
    equation: float


def prayer_times(
    day: date, *, latitude: float | None = None, longitude: float | None = None
) -> dict[str, time]:
    """Return prayer (value of `Prayer`) -> local clock time of `day`, to the full minute.

    Args:
        day: The local day.
        latitude: Degrees north; by default the town's (`PRAYER_TIMES_POSITION`).
        longitude: Degrees east; by default the town's.

    Raises:
        ValueError: Where the sun does not reach an altitude that day (beyond 48° in summer).
    """
    lat = settings.PRAYER_TIMES_POSITION[0] if latitude is None else latitude
    lng = settings.PRAYER_TIMES_POSITION[1] if longitude is None else longitude

    def at(altitude: Callable[[Sun], float], sign: int, minutes: int = 0) -> time:
        """Return when the sun passes an altitude; its own movement is followed to the second."""
        hour = 12.0
        for _round in range(3):
            sun = sun_at(day, hour, lng)
            angle = _hour_angle(altitude(sun), sun.declination, lat) if sign else 0.0
            hour = 12 - sun.equation / 60 + sign * angle / 15
        local = hour + _OFFSET_HOURS - lng / 15 + minutes / 60
        whole = floor(local * 60 + 0.5) % (24 * 60)
        return time(whole // 60, whole % 60)

    def afternoon(sun: Sun) -> float:
        return degrees(atan(1 / (1 + tan(radians(abs(lat - sun.declination))))))

    noon = at(lambda _sun: 0.0, 0, TEMKIN_MINUTES[Prayer.NOON])
    return {
        Prayer.MORNING.value: at(lambda _sun: DAWN, -1),
        (Prayer.FRIDAY if day.weekday() == FRIDAY else Prayer.NOON).value: noon,
        Prayer.AFTERNOON.value: at(afternoon, 1, TEMKIN_MINUTES[Prayer.AFTERNOON]),
        Prayer.EVENING.value: at(lambda _sun: HORIZON, 1, TEMKIN_MINUTES[Prayer.EVENING]),
        Prayer.NIGHT.value: at(lambda _sun: NIGHT, 1),
    }


def sun_at(day: date, solar_hour: float, longitude: float) -> Sun:
    """Return the sun at an hour of mean solar time of a place."""
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    moment += timedelta(hours=solar_hour - longitude / 15)
    days = (moment - _J2000) / timedelta(days=1)
    mean_longitude = (280.460 + 0.9856474 * days) % 360
    anomaly = radians((357.528 + 0.9856003 * days) % 360)
    ecliptic = radians(mean_longitude + 1.915 * sin(anomaly) + 0.020 * sin(2 * anomaly))
    obliquity = radians(23.439 - 0.0000004 * days)
    ascension = degrees(atan2(cos(obliquity) * sin(ecliptic), cos(ecliptic)))
    difference = (mean_longitude - ascension + 180) % 360 - 180
    return Sun(degrees(asin(sin(obliquity) * sin(ecliptic))), difference * 4)


def _hour_angle(altitude: float, declination: float, latitude: float) -> float:
    """Return how many degrees from noon the sun has an altitude; ValueError when never."""
    lat, dec = radians(latitude), radians(declination)
    cosine = (sin(radians(altitude)) - sin(lat) * sin(dec)) / (cos(lat) * cos(dec))
    return degrees(acos(cosine))
