"""Opens and closes tills."""

from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.audit.actions import record
from services.debts.staff.audited import TILL_CHANGED
from services.debts.staff.models import Till, TillSession
from services.debts.staff.queries.tills import expected_cash
from services.debts.staff.words import DeskRefused


def open_till(*, till: Till, cashier: Any, opening_cash: Decimal) -> TillSession:
    """Begin a session with what is in the drawer.

    Raises:
        DeskRefused: `till_off`, `session_open` (this till, or another one of the cashier).
    """
    if not till.is_active:
        raise DeskRefused("till_off")
    try:
        with transaction.atomic():
            made = TillSession.objects.create(till=till, cashier=cashier, opening_cash=opening_cash)
            _note(made, cashier, "opened")
    except IntegrityError as error:
        raise DeskRefused("session_open") from error
    return made


@transaction.atomic
def close_till(
    *, session: TillSession, cashier: Any, counted: Decimal, reason: str = ""
) -> TillSession:
    """End a session by the count of its drawer; payments that run meanwhile wait, and are refused.

    Raises:
        DeskRefused: `session_over` (or another's), `reason` where the count differs without one.
    """
    found = TillSession.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if found.closed_at is not None or found.cashier_id != cashier.pk:
        raise DeskRefused("session_over")
    found.expected, found.counted = expected_cash(found), counted
    found.difference_reason = reason.strip() if found.difference else ""
    if found.difference and not found.difference_reason:
        raise DeskRefused("reason")
    found.closed_at = timezone.now()
    found.save()
    _note(found, cashier, "closed", difference=str(found.difference))
    return found


def _note(session: TillSession, cashier: Any, what: str, **more: str) -> None:
    record(
        TILL_CHANGED,
        actor=cashier,
        about=f"debtdesk.tillsession:{session.pk}",
        reason=session.difference_reason,
        details={"change": what, **more},
    )
