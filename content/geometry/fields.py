"""GeoJSON geometries in WGS84 as model and form fields."""

import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from content.geometry.widgets import GeometryWidget
from search import geo

ALLOWED_TYPES = {"Point", "LineString", "MultiLineString"}
MAX_POSITIONS = 5000


def parsed(text: str) -> dict[str, Any] | None:
    """Return the geometry in pasted GeoJSON: a geometry, a Feature, or the first of a collection.

    Raises:
        ValidationError: With what to do about it.
    """
    if not text.strip():
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        message = _("This is not GeoJSON. Paste the whole text, or draw on the map.")
        raise ValidationError(message) from error
    if isinstance(value, dict) and value.get("type") == "FeatureCollection":
        value = next(iter(value.get("features") or []), None)
    if isinstance(value, dict) and value.get("type") == "Feature":
        value = value.get("geometry")
    return checked(value)


def checked(value: Any) -> dict[str, Any]:
    """Return a line or point near the municipality; raise ValidationError otherwise."""
    if not isinstance(value, dict) or value.get("type") not in ALLOWED_TYPES:
        raise ValidationError(_("A line or a point is needed."))
    try:
        box = geo.bounding_box(value)
        count = sum(1 for _position in geo.positions(value))
    except (ValueError, TypeError, RecursionError) as error:
        raise ValidationError(_("The coordinates are not right: %s") % error) from error
    if value["type"] != "Point" and count < 2:
        raise ValidationError(_("A line needs two points or more."))
    if count > MAX_POSITIONS:
        raise ValidationError(_("The line has too many points; simplify it."))
    west, south, east, north = settings.MAP_BOUNDS
    if not (west <= box.west and box.east <= east and south <= box.south and box.north <= north):
        raise ValidationError(
            _("This is far from the municipality. Are longitude and latitude swapped?")
        )
    return {"type": value["type"], "coordinates": value["coordinates"]}


def combined(geometries: Iterable[dict[str, Any] | None]) -> dict[str, Any] | None:
    """Return one geometry for several: the lines together, else the first point."""
    lines: list[Any] = []
    points: list[Any] = []
    for geometry in geometries:
        if not geometry:
            continue
        if geometry["type"] == "Point":
            points.append(geometry["coordinates"])
        elif geometry["type"] == "LineString":
            lines.append(geometry["coordinates"])
        else:
            lines.extend(geometry["coordinates"])
    if len(lines) == 1:
        return {"type": "LineString", "coordinates": lines[0]}
    if lines:
        return {"type": "MultiLineString", "coordinates": lines}
    return {"type": "Point", "coordinates": points[0]} if points else None


class GeometryFormField(forms.Field):
    """A geometry as GeoJSON text, drawn on a map where scripts run."""

    widget = GeometryWidget

    def to_python(self, value: Any) -> dict[str, Any] | None:
        """Return the geometry, or None when empty."""
        return value if isinstance(value, dict) else parsed(str(value or ""))

    def prepare_value(self, value: Any) -> Any:
        """Return the text the widget edits; what was typed wrongly stays as typed."""
        return json.dumps(value) if isinstance(value, dict) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare geometries, not texts."""
        try:
            return self.to_python(data) != (initial or None)
        except ValidationError:
            return True


class GeometryField(models.JSONField):
    """A GeoJSON Point, LineString or MultiLineString."""

    def formfield(self, **kwargs: Any) -> Any:
        """Return the form field with the map."""
        options = {"form_class": GeometryFormField, **kwargs}
        options.pop("encoder", None)
        options.pop("decoder", None)
        return models.Field.formfield(self, **options)

    def validate(self, value: Any, model_instance: Any) -> None:
        """Refuse what is no line or point near the municipality."""
        super().validate(value, model_instance)
        if value is not None:
            checked(value)
