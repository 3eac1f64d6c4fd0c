"""Tables of the desk: who works on what, and what officers keep for themselves."""

from services.desk.models.answers import AnswerTemplate, SavedFilter
from services.desk.models.outside import OutsideRequest, OutsideState
from services.desk.models.photos import PublicPhoto
from services.desk.models.routing import Days, RoutingRule, RuleSet
from services.desk.models.work import Work

__all__ = [
    "AnswerTemplate",
    "Days",
    "OutsideRequest",
    "OutsideState",
    "PublicPhoto",
    "RoutingRule",
    "RuleSet",
    "SavedFilter",
    "Work",
]
