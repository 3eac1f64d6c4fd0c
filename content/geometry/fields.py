"""GeoJSON geometries in WGS84 as model and form fields."""

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from content.geometry.shapes import MODES, checked, combined, parsed
from content.geometry.widgets import GeometryWidget

__all__ = ["GeometryField", "GeometryFormField", "checked", "combined", "parsed"]


class GeometryFormField(forms.Field):
    """A geometry as GeoJSON text, drawn on a map where scripts run."""

    widget = GeometryWidget

    def __init__(self, *, modes: Sequence[str] = MODES, **kwargs: Any) -> None:
        """Take the modes: which of "point" and "line" may be drawn."""
        kwargs.setdefault("widget", GeometryWidget(modes=modes))
        super().__init__(**kwargs)
        self.modes = modes

    def to_python(self, value: Any) -> dict[str, Any] | None:
        """Return the geometry, or None when empty."""
        return value if isinstance(value, dict) else parsed(str(value or ""), self.modes)

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
    """A GeoJSON Point, LineString or MultiLineString near the municipality.

    Args:
        modes: What may be drawn: "point", "line", or both (the default).
    """

    def __init__(self, *args: Any, modes: Sequence[str] = MODES, **kwargs: Any) -> None:
        """Take the modes besides the arguments of every field."""
        self.modes = tuple(modes)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Keep the modes in copies and migrations."""
        name, path, args, kwargs = super().deconstruct()
        if self.modes != MODES:
            kwargs["modes"] = self.modes
        return name, path, args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        """Return the form field with the map."""
        options = {"form_class": GeometryFormField, "modes": self.modes, **kwargs}
        return models.Field.formfield(self, **options)

    def validate(self, value: Any, model_instance: Any) -> None:
        """Refuse what is no line or point near the municipality."""
        super().validate(value, model_instance)
        if value is not None:
            checked(value, self.modes)
