"""Reads of what was asked for and decided."""

from typing import Any

from django.db.models import QuerySet

from services.debts.staff import rights
from services.debts.staff.models import Proposal, ProposalState


def proposals_for(user: Any, state: str = "") -> QuerySet[Proposal]:
    """Return what somebody sees: who decides or audits all, others what they asked for."""
    rows = Proposal.objects.select_related(
        "asked_by", "decided_by", "attempt__receipt", "assessment", "refund"
    )
    if not rights.sees_all_proposals(user):
        rows = rows.filter(asked_by=user)
    return rows.filter(state=state) if state in ProposalState.values else rows


def waiting_count(user: Any) -> int:
    """Return how much of what somebody sees waits for a second person."""
    return proposals_for(user, ProposalState.WAITING).count()
