"""Tables of the staff side of debts."""

from services.debts.staff.models.names import NameIndex
from services.debts.staff.models.proposals import Proposal, ProposalKind, ProposalState
from services.debts.staff.models.tills import Means, Till, TillPayment, TillSession

__all__ = [
    "Means",
    "NameIndex",
    "Proposal",
    "ProposalKind",
    "ProposalState",
    "Till",
    "TillPayment",
    "TillSession",
]
