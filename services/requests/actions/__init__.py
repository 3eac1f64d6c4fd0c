"""Writes of the Solution Centre; the desk, the public pages and the API call the same ones."""

from services.requests.actions.barring import BarRefused, bar, let_in
from services.requests.actions.closing import EvidenceMissing, close_report
from services.requests.actions.filing import ReportFiling, file_report
from services.requests.actions.joining import join_report, leave_report
from services.requests.actions.merging import MergeRefused, merge_reports, separate_report
from services.requests.actions.moderating import ModerationRefused, moderate_report
from services.requests.actions.sorting import move_report, set_place, set_priority

__all__ = [
    "BarRefused",
    "EvidenceMissing",
    "MergeRefused",
    "ModerationRefused",
    "ReportFiling",
    "bar",
    "close_report",
    "file_report",
    "join_report",
    "leave_report",
    "let_in",
    "merge_reports",
    "moderate_report",
    "move_report",
    "separate_report",
    "set_place",
    "set_priority",
]
