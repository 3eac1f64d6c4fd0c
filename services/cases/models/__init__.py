"""Tables of cases: the case, its timeline, its files, who works where."""

from services.cases.models.case import NO_MAC, AllowedChange, Case, Series
from services.cases.models.draft import Draft
from services.cases.models.due import Alarm, Stage
from services.cases.models.files import ENDINGS, JPEG, PDF, Attachment, Scan, private_storage
from services.cases.models.lookup import Lookup
from services.cases.models.staff import Workplace
from services.cases.models.timeline import Entry, EntryKind

__all__ = [
    "ENDINGS",
    "JPEG",
    "NO_MAC",
    "PDF",
    "Alarm",
    "AllowedChange",
    "Attachment",
    "Case",
    "Draft",
    "Entry",
    "EntryKind",
    "Lookup",
    "Scan",
    "Series",
    "Stage",
    "Workplace",
    "private_storage",
]
