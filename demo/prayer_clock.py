"""Approximate prayer clock times in Kayseri, good enough for invented notices.

Only for demo content: the real site never computes a prayer time, an editor confirms it.
Solar position after the short NOAA formulas; Türkiye keeps UTC+3 all year.
"""

from __future__ import annotations

from datetime import date, time
from math import acos, asin, atan, cos, degrees, pi, radians, sin, tan

LATITUDE = 38.73
LONGITUDE = 35.48
UTC_OFFSET_HOURS = 3.0


def _declination_and_noon(day: date) -> tuple[float, float]:
    """Return the sun's declination (radians) and local solar noon (hours)."""
    gamma = 2 * pi * (day.timetuple().tm_yday - 1) / 365
    declination = (
        0.006918
        - 0.399912 * cos(gamma)
        + 0.070257 * sin(gamma)
        - 0.006758 * cos(2 * gamma)
        + 0.000907 * sin(2 * gamma)
    )
    equation_minutes = 229.18 * (
        0.000075
        + 0.001868 * cos(gamma)
        - 0.032077 * sin(gamma)
        - 0.014615 * cos(2 * gamma)
        - 0.040849 * sin(2 * gamma)
    )
    return declination, 12 + UTC_OFFSET_HOURS - LONGITUDE / 15 - equation_minutes / 60


def _hours_from_noon(altitude_degrees: float, declination: float) -> float:
    latitude = radians(LATITUDE)
    cosine = (sin(radians(altitude_degrees)) - sin(latitude) * sin(declination)) / (
        cos(latitude) * cos(declination)
    )
    return degrees(acos(max(-1.0, min(1.0, cosine)))) / 15


def prayer_clock(day: date, prayer: str) -> time:
    """Return the clock time of ``prayer`` rounded up to five minutes.

    Raises:
        KeyError: when the prayer is not one of the six known ones.
    """
    declination, noon = _declination_and_noon(day)
    shadow = 1 + tan(abs(radians(LATITUDE) - declination))
    asr_altitude = degrees(asin(sin(atan(1 / shadow))))
    hour = {
        "sabah": noon - _hours_from_noon(-11, declination),
        "ogle": noon + 0.1,
        "cuma": noon + 0.1,
        "ikindi": noon + _hours_from_noon(asr_altitude, declination) + 0.05,
        "aksam": noon + _hours_from_noon(-0.83, declination) + 0.1,
        "yatsi": noon + _hours_from_noon(-17, declination),
    }[prayer]
    minutes = int(-(-hour * 60 // 5) * 5)
    return time(minutes // 60 % 24, minutes % 60)
