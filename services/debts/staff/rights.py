"""Who may do what on the staff side of debts; given by roles (`content.editing.service_roles`)."""

from typing import Any

LOOK = "debtdesk.look_up_accounts"
TAKE = "debtdesk.take_payments"
PROPOSE = "debtdesk.propose_changes"
DECIDE = "debtdesk.decide_changes"
REPORT = "debtdesk.see_reports"


def may_look(user: Any) -> bool:
    """Tell whether somebody may look accounts up."""
    return bool(user.has_perm(LOOK))


def may_take(user: Any) -> bool:
    """Tell whether somebody is a cashier."""
    return may_look(user) and bool(user.has_perm(TAKE))


def may_propose(user: Any) -> bool:
    """Tell whether somebody may ask for refunds and corrections."""
    return may_look(user) and bool(user.has_perm(PROPOSE))


def may_decide(user: Any) -> bool:
    """Tell whether somebody may be the second person."""
    return bool(user.has_perm(DECIDE))


def may_report(user: Any) -> bool:
    """Tell whether somebody reads figures, sessions of all tills and what was decided."""
    return bool(user.has_perm(REPORT))


def may_see_payments(user: Any) -> bool:
    """Tell whether somebody may open a payment."""
    return may_look(user) or may_report(user) or may_decide(user)


def may_see_proposals(user: Any) -> bool:
    """Tell whether somebody sees what was asked for and decided."""
    return may_propose(user) or may_take(user) or may_decide(user) or may_report(user)


def sees_all_proposals(user: Any) -> bool:
    """Tell whether somebody sees what others asked for, too."""
    return may_decide(user) or may_report(user)


def may_enter(user: Any) -> bool:
    """Tell whether somebody sees anything of debts in the admin."""
    return may_see_payments(user)


ALL = (LOOK, TAKE, PROPOSE, DECIDE, REPORT)
