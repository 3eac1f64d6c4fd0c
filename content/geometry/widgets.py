"""Text boxes that a script turns into maps to draw on.

Without scripts they remain what they are: a box for pasted GeoJSON, boxes for two numbers.
The script (static/js/admin/geometry.js) is a controller of the admin's own Stimulus, so rows added
to a form later get their map, too.
"""

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from content.geometry.shapes import MODES, POINT


def map_options(modes: Sequence[str]) -> str:
    """Return what the script needs to know as JSON: tiles, bounds, modes and words."""
    options = {
        "modes": list(modes),
        "tiles": settings.MAP_TILE_URL,
        "attribution": settings.MAP_TILE_ATTRIBUTION,
        "bounds": list(settings.MAP_BOUNDS),
        "names": reverse("geometry_names"),
        "words": {
            "map": _("Map to draw on"),
            "point": _("Draw a point"),
            "line": _("Draw a line"),
            "part": _("Another line"),
            "centre": _("Add the map’s centre"),
            "undo": _("Undo"),
            "remove": _("Remove the chosen point"),
            "clear": _("Clear"),
            "hint": _(
                "Press the map to set points, drag a point to move it, press the line to put a "
                "point between. By keyboard: move the map with the arrow keys and add its centre; "
                "Tab leads to the points, arrow keys move them, Delete removes."
            ),
            "hintPoint": _(
                "Press the map to set the point, drag it to move it. By keyboard: move the map "
                "with the arrow keys and set its centre."
            ),
            "empty": _("Nothing is drawn yet."),
            "onePoint": _("One point is set."),
            "length": _("%(points)s points, %(metres)s m"),
            "vertex": _("Point %(number)s of %(points)s"),
            "wrong": _("The text below is not GeoJSON with a line or a point; it was not drawn."),
            "far": _("Part of it is far from the municipality: longitude comes first."),
            "noMap": _("The map could not be loaded; paste GeoJSON instead."),
            "zoomIn": _("Zoom in"),
            "zoomOut": _("Zoom out"),
        },
    }
    return json.dumps(options)


class _MapMedia:
    """What the page loads once for all its maps."""

    @cached_property
    def media(self) -> forms.Media:
        """Load Leaflet, then the script that draws (a module, so it runs after the admin's)."""
        scripts: list[Any] = [
            "leaflet/leaflet.js",
            forms.Script("js/admin/geometry.js", type="module"),
        ]
        styles = ["leaflet/leaflet.css", "css/admin/geometry.css"]
        return forms.Media(css={"all": styles}, js=scripts)


class GeometryWidget(_MapMedia, forms.Textarea):
    """GeoJSON text with a map to draw lines or points."""

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, modes: Sequence[str] = MODES
    ) -> None:
        """Take the modes: "point", "line" or both."""
        self.modes = tuple(modes)
        super().__init__({"rows": 3, "spellcheck": "false", **(attrs or {})})

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add the map's options, its words in the editor's language."""
        return {
            **super().build_attrs(base_attrs, extra_attrs),
            "data-controller": "geometry",
            "data-geometry-options-value": map_options(self.modes),
        }


class PointWidget(_MapMedia, forms.TextInput):
    """One of the two numbers of a point; the map is drawn once, at the latitude.

    Writes the decimal point whatever the language (a comma is understood, too): coordinates are
    copied from and to maps.

    Args:
        part: "lat" or "lng".
    """

    def __init__(self, part: str, attrs: dict[str, Any] | None = None) -> None:
        """Take the part."""
        if part not in {"lat", "lng"}:
            raise ValueError("part must be lat or lng")
        self.part = part
        super().__init__(
            {
                "inputmode": "decimal",
                "autocomplete": "off",
                "data-point-part": part,
                **(attrs or {}),
            }
        )

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add the map's options to the first of the two."""
        attrs = super().build_attrs(base_attrs, extra_attrs)
        if self.part == "lat":
            attrs |= {
                "data-controller": "geometry",
                "data-geometry-options-value": map_options([POINT]),
            }
        return attrs

    def format_value(self, value: Any) -> str | None:
        """Write the number with a decimal point."""
        return None if value in (None, "") else str(value)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Understand a decimal comma."""
        value = super().value_from_datadict(data, files, name)
        return value.replace(",", ".").strip() if isinstance(value, str) else value
