"""The kinds of case about debts.

Both are petitions: the answer is due in thirty days (law 3071 art. 7). The way to the tax court is
another one with a term of its own (law 2577 art. 7), which the page says.
"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.signin.levels import Level
from services.cases.deadlines import PETITION
from services.cases.kinds import (
    ANYBODY,
    CITIZEN,
    HOUSE,
    STAFF,
    CaseKind,
    Change,
    FileRule,
    Phase,
    Retention,
    Status,
    Text,
    register,
)

OBJECTION, CLEARANCE = "BT", "BY"
_KEPT = Retention(
    days=10 * 365, source="Devlet Arşiv Hizmetleri Hakkında Yönetmelik, saklama planı"
)

_OBJECTION_STATUSES = (
    Status(
        name="received",
        label=_("Has reached us"),
        told=_("Your objection has reached us. The revenues office will look at the assessment."),
    ),
    Status(
        name="in_review",
        label=_("In review"),
        told=_("The revenues office is looking at the assessment you object to."),
    ),
    Status(
        name="waiting",
        label=_("Waiting for information"),
        told=_("We asked you something. Please answer: we go on as soon as we know."),
        phase=Phase.WAITING,
    ),
    Status(
        name="accepted",
        label=_("Accepted"),
        told=_("Your objection was accepted. The assessment is put right; the answer says how."),
        phase=Phase.CLOSED,
        is_answer=True,
    ),
    Status(
        name="rejected",
        label=_("Rejected"),
        told=_("Your objection was rejected; the answer says why. The debt can be paid again."),
        phase=Phase.CLOSED,
        is_answer=True,
    ),
    Status(
        name="withdrawn",
        label=_("Taken back by the sender"),
        told=_("You withdrew your objection. The debt can be paid again."),
        phase=Phase.CLOSED,
    ),
)
_RUNNING = ("received", "in_review", "waiting")


def _objection_changes() -> tuple[Change, ...]:
    return (
        Change(before="received", after="in_review", by=HOUSE),
        Change(before="received", after="waiting", by=STAFF, needs_reason=True),
        Change(before="in_review", after="waiting", by=STAFF, needs_reason=True),
        Change(before="waiting", after="in_review", by=ANYBODY),
        *(
            Change(before=before, after=after, by=STAFF, needs_reason=True)
            for before in _RUNNING
            for after in ("accepted", "rejected")
        ),
        *(Change(before=before, after="withdrawn", by=CITIZEN) for before in _RUNNING),
    )


_CLEARANCE_STATUSES = (
    Status(
        name="received",
        label=_("Has reached us"),
        told=_("Your request for a debt-free certificate has reached us."),
    ),
    Status(
        name="in_review",
        label=_("In review"),
        told=_("The register alone cannot answer it: an officer looks at your debts."),
    ),
    Status(
        name="issued",
        label=_("Certificate issued"),
        told=_("No debt was due. Your certificate stands on the page of this application."),
        phase=Phase.CLOSED,
        is_answer=True,
    ),
    Status(
        name="refused",
        label=_("Debts are open"),
        told=_("Debts are overdue; they are listed in the answer. Pay them, then ask again."),
        phase=Phase.CLOSED,
        is_answer=True,
    ),
    Status(
        name="withdrawn",
        label=_("Taken back by the sender"),
        told=_("You withdrew your request."),
        phase=Phase.CLOSED,
    ),
)
_CLEARANCE_CHANGES = (
    Change(before="received", after="in_review", by=HOUSE, needs_reason=True),
    Change(before="received", after="issued", by=HOUSE),
    Change(before="received", after="refused", by=HOUSE, needs_reason=True),
    Change(before="in_review", after="issued", by=STAFF),
    Change(before="in_review", after="refused", by=STAFF, needs_reason=True),
    Change(before="received", after="withdrawn", by=CITIZEN),
    Change(before="in_review", after="withdrawn", by=CITIZEN),
)


# Tables are not ready when kinds are registered, so these look for them when they are called.
def _shown(case: Any) -> Sequence[tuple[Text, Text]]:
    from services.debts.filed.of_case import shown

    return shown(case)


def _objection_followed(case: Any, before: str) -> None:
    from services.debts.actions.objections import follow

    follow(case, before)


def _clearance_followed(case: Any, before: str) -> None:
    from services.debts.actions.clearances import follow

    follow(case, before)


def _papers(case: Any) -> Sequence[tuple[Text, str]]:
    from services.debts.filed.of_case import papers

    return papers(case)


def _forget(case: Any) -> None:
    from services.debts.filed.of_case import forget

    forget(case)


BT = register(
    CaseKind(
        letters=OBJECTION,
        label=_("Objection to a debt"),
        statuses=_OBJECTION_STATUSES,
        changes=_objection_changes(),
        term=PETITION,
        retention=_KEPT,
        disclosure="e-belediye",
        level=Level.STRONG,
        shown=_shown,
        followed=_objection_followed,
        forget=_forget,
    )
)
BY = register(
    CaseKind(
        letters=CLEARANCE,
        label=_("Debt-free certificate"),
        statuses=_CLEARANCE_STATUSES,
        changes=_CLEARANCE_CHANGES,
        term=PETITION,
        retention=_KEPT,
        disclosure="e-belediye",
        level=Level.STRONG,
        files=FileRule(at_once=0),
        shown=_shown,
        followed=_clearance_followed,
        papers=_papers,
        forget=_forget,
    )
)
