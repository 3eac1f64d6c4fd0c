"""The admin shows dates in one way in every language; English must understand it, too."""

DATE_INPUT_FORMATS = ["%d.%m.%Y", "%d %B %Y", "%d %b %Y"]
DATETIME_INPUT_FORMATS = ["%d.%m.%Y %H:%M", "%d.%m.%Y"]
