"""Obituaries (vefat ilanı), and what families and citizens send about them."""

from content.obituaries.models.approval import ApprovalState, FamilyApproval
from content.obituaries.models.index import ObituaryIndexPage
from content.obituaries.models.obituary import ObituaryPage

__all__ = ["ApprovalState", "FamilyApproval", "ObituaryIndexPage", "ObituaryPage"]
