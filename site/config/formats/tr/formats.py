"""Dates and times as Turks write them: 24 Kasım 2026 Salı, 16.32."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H.i"
DATETIME_FORMAT = "j F Y H.i"
