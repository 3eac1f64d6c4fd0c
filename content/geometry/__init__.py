"""Lines and points on a map: a model field, its form widget, and how several become one."""

from content.geometry.fields import GeometryField, combined

__all__ = ["GeometryField", "combined"]
