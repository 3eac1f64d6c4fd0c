"""Tables of the Solution Centre."""

from services.requests.models.abuse import Ban
from services.requests.models.category import Category, Moderation, OutsideBody, PlaceAsked
from services.requests.models.join import Join
from services.requests.models.report import PlaceSource, PublicState, Reason, Report, ReportType

__all__ = [
    "Ban",
    "Category",
    "Join",
    "Moderation",
    "OutsideBody",
    "PlaceAsked",
    "PlaceSource",
    "PublicState",
    "Reason",
    "Report",
    "ReportType",
]
