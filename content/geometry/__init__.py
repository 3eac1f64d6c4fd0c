"""Lines and points on a map: a model field, form widgets, and how several become one.

The panel for a point in two fields is `content.geometry.panels.point_panel`.
"""

from content.geometry.fields import GeometryField, combined
from content.geometry.widgets import GeometryWidget, PointWidget

__all__ = ["GeometryField", "GeometryWidget", "PointWidget", "combined"]
