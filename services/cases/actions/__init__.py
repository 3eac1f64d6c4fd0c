"""Writes of cases: the only way into their tables."""

from services.cases.actions.changing import (
    ChangeRefused,
    assign,
    change_status,
    write_message,
    write_note,
)
from services.cases.actions.citizen import RatingRefused, rate, reopen, reply, withdraw
from services.cases.actions.files import attach, drop_upload, keep_upload
from services.cases.actions.filing import Filing, file_case
from services.cases.actions.kinds import copy_allowed_changes
from services.cases.holidays import is_holiday

__all__ = [
    "ChangeRefused",
    "Filing",
    "RatingRefused",
    "assign",
    "attach",
    "change_status",
    "copy_allowed_changes",
    "drop_upload",
    "file_case",
    "is_holiday",
    "keep_upload",
    "rate",
    "reopen",
    "reply",
    "withdraw",
    "write_message",
    "write_note",
]
