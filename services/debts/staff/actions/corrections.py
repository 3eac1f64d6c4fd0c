"""Reductions and write-offs as they are carried out: a balanced entry, never a changed amount.

The accounting system stays the authority: it learns of a correction by the export. Until it tells
the same, an import leaves what was cancelled here as it is (`Instalment.cancelled_here`).
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from services.debts.actions.ledger import Move, book_entry
from services.debts.actions.payments import follow_amounts
from services.debts.models import Assessment, AttemptItem, Book, EntryKind, Instalment
from services.debts.staff.models import Proposal
from services.debts.staff.queries.accounts import citizen_behind
from services.debts.staff.words import DeskRefused
from services.debts.states import STATES

ZERO = Decimal("0.00")


def check(assessment: Assessment, person: Any, document: str) -> None:
    """Refuse what has no document, is not running, is held, or is one's own."""
    if not document.strip():
        raise DeskRefused("no_document")
    if not STATES[assessment.status].owed or open_of(assessment) == 0:
        raise DeskRefused("not_running")
    if AttemptItem.objects.filter(instalment__assessment=assessment, holds=True).exists():
        raise DeskRefused("held")
    owner = citizen_behind(assessment.account)
    if owner is not None and owner.pk == person.pk:
        raise DeskRefused("own")


def open_of(assessment: Assessment) -> Decimal:
    """Return what is open of an assessment, without fees."""
    return sum((part.open_amount for part in assessment.instalments.all()), ZERO)


def reduce(proposal: Proposal) -> None:
    """Cancel a part of one instalment."""
    rows = _locked(proposal)
    row = next((one for one in rows if one.pk == proposal.instalment_id), None)
    if row is None or row.open_amount < proposal.amount:
        raise DeskRefused("too_large")
    _cancel(proposal, [(row, proposal.amount)])
    follow_amounts([row.assessment_id])


def write_off(proposal: Proposal) -> None:
    """Cancel all that is open of a debt; it is no longer owed."""
    rows = _locked(proposal)
    if sum((row.open_amount for row in rows), ZERO) != proposal.amount:
        raise DeskRefused("changed")
    _cancel(proposal, [(row, row.open_amount) for row in rows if row.open_amount])
    found = Assessment.objects.select_for_update().get(instalments=rows[0])
    found.status = "written_off"
    found.save(update_fields=["status"])


def _locked(proposal: Proposal) -> list[Instalment]:
    rows = Instalment.objects.select_for_update(of=("self",)).filter(
        assessment=proposal.assessment_id
    )
    found = list(rows.order_by("pk"))
    if AttemptItem.objects.filter(instalment__in=found, holds=True).exists():
        raise DeskRefused("held")
    # A running debt may have been paid or taken back since somebody asked.
    assessment = Assessment.objects.get(proposals=proposal)
    if not STATES[assessment.status].owed:
        raise DeskRefused("not_running")
    return found


def _cancel(proposal: Proposal, parts: Sequence[tuple[Instalment, Decimal]]) -> None:
    moves = []
    for row, amount in parts:
        row.cancelled += amount
        row.cancelled_here = row.cancelled
        row.save(update_fields=["cancelled", "cancelled_here"])
        moves += [
            Move(Book.RECEIVABLE, -amount, row.pk),
            Move(Book.CANCELLED, amount, row.pk),
        ]
    reason = f"{proposal.document} · {proposal.reason}"[:300]
    book_entry(kind=EntryKind.CORRECTION, reference=str(proposal.key), moves=moves, reason=reason)
