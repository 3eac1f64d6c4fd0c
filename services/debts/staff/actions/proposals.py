"""Asks for voids, refunds and corrections, and decides on them: two people, once each."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.audit.actions import record
from services.debts.actions.refunds import pay_back
from services.debts.models import Assessment, Attempt, Instalment
from services.debts.payments.provider import Provider
from services.debts.staff import letters, rights
from services.debts.staff.actions import corrections, refunds
from services.debts.staff.audited import DECIDED, PROPOSED
from services.debts.staff.models import Proposal, ProposalKind, ProposalState, TillPayment
from services.debts.staff.words import DeskRefused

Carry = Callable[[Proposal], None]
CARRY: dict[str, Carry] = {
    ProposalKind.VOID: refunds.void,
    ProposalKind.REFUND: refunds.refund,
    ProposalKind.REDUCE: corrections.reduce,
    ProposalKind.WRITE_OFF: corrections.write_off,
}


def ask_void(*, payment: TillPayment, person: Any, reason: str, key: UUID) -> Proposal:
    """Ask for a payment of today to be voided: taken by mistake, nothing stays of it.

    Raises:
        DeskRefused: `right`, `not_void`, `waiting`.
    """
    _need(rights.may_take(person) or rights.may_propose(person))
    refunds.check_void(payment)
    return _ask(
        key=key,
        kind=ProposalKind.VOID,
        attempt=payment.attempt,
        account=payment.account,
        amount=payment.attempt.charged,
        reason=reason,
        person=person,
    )


def ask_to_refund(
    *,
    attempt: Attempt,
    amount: Decimal,
    person: Any,
    reason: str,
    key: UUID,
    by_hand: bool = False,
    document: str = "",
) -> Proposal:
    """Ask for a payment to be paid back, whole or in part; what it paid is owed again.

    Raises:
        DeskRefused: `right`, `not_refund`, `by_provider`, `no_document`, `waiting`.
    """
    _need(rights.may_propose(person))
    refunds.check_refund(attempt, amount, by_hand=by_hand, document=document)
    till = TillPayment.objects.filter(attempt=attempt).first()
    return _ask(
        key=key,
        kind=ProposalKind.REFUND,
        attempt=attempt,
        account=till.account if till else None,
        amount=amount,
        reason=reason,
        document=document,
        by_hand=by_hand,
        person=person,
    )


def ask_to_reduce(
    *, instalment: Instalment, amount: Decimal, person: Any, reason: str, document: str, key: UUID
) -> Proposal:
    """Ask for a part of an instalment to be cancelled (terkin); small amounts are done at once.

    Raises:
        DeskRefused: `right`, `no_document`, `too_large`, `held`, `waiting`, `own`.
    """
    _need(rights.may_propose(person))
    assessment = instalment.assessment
    corrections.check(assessment, person, document)
    if not Decimal("0.00") < amount <= instalment.open_amount:
        raise DeskRefused("too_large")
    return _ask(
        key=key,
        kind=ProposalKind.REDUCE,
        account=assessment.account,
        assessment=assessment,
        instalment=instalment,
        amount=amount,
        reason=reason,
        document=document,
        person=person,
    )


def ask_to_write_off(
    *, assessment: Assessment, person: Any, reason: str, document: str, key: UUID
) -> Proposal:
    """Ask for all that is open of a debt to be written off.

    Raises:
        DeskRefused: `right`, `no_document`, `not_running`, `held`, `waiting`, `own`.
    """
    _need(rights.may_propose(person))
    corrections.check(assessment, person, document)
    amount = corrections.open_of(assessment)
    return _ask(
        key=key,
        kind=ProposalKind.WRITE_OFF,
        account=assessment.account,
        assessment=assessment,
        amount=amount,
        reason=reason,
        document=document,
        person=person,
    )


def approve(
    *, proposal: Proposal, person: Any, note: str = "", provider: Provider | None = None
) -> Proposal:
    """Carry out what another person asked for; told the provider afterwards, outside of the lock.

    Raises:
        DeskRefused: `right`, `same_person`, `over`, and whatever has changed since it was asked.
    """
    found = _decide(proposal, person, ProposalState.DONE, note)
    if found.refund is not None and found.refund.done_at is None and provider is not None:
        pay_back(refund=found.refund, provider=provider)
    return found


def refuse(*, proposal: Proposal, person: Any, note: str) -> Proposal:
    """Refuse it, with a note of why."""
    return _decide(proposal, person, ProposalState.REFUSED, note)


@transaction.atomic
def withdraw(*, proposal: Proposal, person: Any) -> Proposal:
    """Take back what one has asked for oneself."""
    found = _waiting(proposal)
    if found.asked_by_id != person.pk:
        raise DeskRefused("right")
    return _end(found, person, ProposalState.WITHDRAWN, "")


def _ask(*, key: UUID, kind: ProposalKind, person: Any, **fields: Any) -> Proposal:
    known = Proposal.objects.filter(key=key, asked_by=person).first()
    if known is not None:
        return known
    limit = Decimal(settings.DEBT_TWO_PEOPLE_ABOVE)
    alone = kind in (ProposalKind.REDUCE, ProposalKind.WRITE_OFF) and fields["amount"] <= limit
    try:
        with transaction.atomic():
            made = Proposal.objects.create(
                key=key, kind=kind, asked_by=person, needs_second=not alone, **fields
            )
            _note(made, person, PROPOSED, made.reason)
            if alone:
                CARRY[kind](made)
                _end(made, person, ProposalState.DONE, "")
            return made
    except IntegrityError as error:
        known = Proposal.objects.filter(key=key, asked_by=person).first()
        if known is not None:
            return known
        raise DeskRefused("waiting") from error


@transaction.atomic
def _decide(proposal: Proposal, person: Any, state: ProposalState, note: str) -> Proposal:
    _need(rights.may_decide(person))
    found = _waiting(proposal)
    if found.asked_by_id == person.pk:
        raise DeskRefused("same_person")
    if state is ProposalState.DONE:
        CARRY[found.kind](found)
    return _end(found, person, state, note)


def _waiting(proposal: Proposal) -> Proposal:
    rows = Proposal.objects.select_for_update(of=("self",)).select_related(
        "attempt__owner", "account", "assessment__account", "refund"
    )
    found = rows.get(pk=proposal.pk)
    if found.state != ProposalState.WAITING:
        raise DeskRefused("over")
    return found


def _end(found: Proposal, person: Any, state: ProposalState, note: str) -> Proposal:
    found.state, found.note = state, note.strip()[:300]
    found.decided_by, found.decided_at = person, timezone.now()
    found.save()
    _note(found, person, DECIDED, found.note)
    if state is ProposalState.DONE:
        letters.tell(found)
    return found


def _note(found: Proposal, person: Any, kind: str, reason: str) -> None:
    record(
        kind,
        actor=person,
        about=f"debtdesk.proposal:{found.pk}",
        reason=reason,
        details={"what": found.kind, "state": found.state, "amount": str(found.amount)},
    )


def _need(right: bool) -> None:
    if not right:
        raise DeskRefused("right")
