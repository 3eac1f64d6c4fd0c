"""A text box with GeoJSON that a script turns into a map to draw on."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext as _


class GeometryWidget(forms.Textarea):
    """Works without scripts as a text box; static/js/admin/geometry.js adds the map."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Tell the script where the map is and what its buttons are called."""
        west, south, east, north = settings.MAP_BOUNDS
        super().__init__(
            {
                "rows": 3,
                "data-geometry": "",
                "data-tiles": settings.MAP_TILE_URL,
                "data-attribution": settings.MAP_TILE_ATTRIBUTION,
                "data-bounds": f"{west},{south},{east},{north}",
                "spellcheck": "false",
                **(attrs or {}),
            }
        )

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add the words of the buttons in the editor's language."""
        return {
            **super().build_attrs(base_attrs, extra_attrs),
            "data-undo": _("Undo last point"),
            "data-clear": _("Clear"),
            "data-hint": _("Press the map to add points; one point marks a place, more a line."),
        }

    @cached_property
    def media(self) -> forms.Media:
        """Load Leaflet and the script that draws."""
        return forms.Media(
            css={"all": ["leaflet/leaflet.css", "css/admin/geometry.css"]},
            js=["leaflet/leaflet.js", "js/admin/geometry.js"],
        )
