"""Road works (asfalt çalışması): what is done where and when, and what it means for traffic."""

from content.roadworks.models.index import RoadWorkIndexPage
from content.roadworks.models.site import RoadWorkChange
from content.roadworks.models.street import RoadWorkStreet
from content.roadworks.models.work import RoadWorkPage

__all__ = [
    "RoadWorkChange",
    "RoadWorkIndexPage",
    "RoadWorkPage",
    "RoadWorkStreet",
]
