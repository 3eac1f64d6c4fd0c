"""Obituaries (vefat ilanı), and what families and citizens send about them."""

from content.obituaries.models.approval import ApprovalState, FamilyApproval
from content.obituaries.models.condolence import CondolenceMessage, MessageState
from content.obituaries.models.index import ObituaryIndexPage
from content.obituaries.models.obituary import ObituaryPage
from content.obituaries.models.submission import ObituarySubmission, Sender, SubmissionState

__all__ = [
    "ApprovalState",
    "CondolenceMessage",
    "FamilyApproval",
    "MessageState",
    "ObituaryIndexPage",
    "ObituaryPage",
    "ObituarySubmission",
    "Sender",
    "SubmissionState",
]
