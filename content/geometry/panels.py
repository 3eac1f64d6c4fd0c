"""A panel of the editor for a point in two fields."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from content.geometry.widgets import PointWidget


def point_panel(lat: str = "lat", lng: str = "lng", heading: Any = None) -> MultiFieldPanel:
    """Return the two fields side by side under a map that fills them in."""
    return MultiFieldPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel(lat, widget=PointWidget("lat")),
                    FieldPanel(lng, widget=PointWidget("lng")),
                ]
            )
        ],
        heading=heading or _("Point on the map"),
    )
