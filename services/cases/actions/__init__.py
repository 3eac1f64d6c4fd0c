"""Writes of cases: the only way into their tables."""

from services.cases.actions.changing import (
    ChangeRefused,
    assign,
    change_status,
    write_message,
    write_note,
)
from services.cases.actions.citizen import RatingRefused, rate, reopen, reply, withdraw
from services.cases.actions.contacts import add_contact
from services.cases.actions.erasing import ErasureRefused, erase_case
from services.cases.actions.extending import ExtensionRefused, extend_due, longer_due
from services.cases.actions.files import attach, drop_upload, keep_upload
from services.cases.actions.filing import Filing, file_case
from services.cases.actions.kinds import copy_allowed_changes
from services.cases.actions.renewing import RenewalRefused, renew_link
from services.cases.holidays import is_holiday

__all__ = [
    "ChangeRefused",
    "ErasureRefused",
    "ExtensionRefused",
    "Filing",
    "RatingRefused",
    "RenewalRefused",
    "add_contact",
    "assign",
    "attach",
    "change_status",
    "copy_allowed_changes",
    "drop_upload",
    "erase_case",
    "extend_due",
    "file_case",
    "is_holiday",
    "keep_upload",
    "longer_due",
    "rate",
    "renew_link",
    "reopen",
    "reply",
    "withdraw",
    "write_message",
    "write_note",
]
