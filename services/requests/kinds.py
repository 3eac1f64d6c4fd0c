"""The kinds of case of the Solution Centre: reports and petitions, and requests for information.

Both go the same way through the house; what differs is the clock the law sets. Our own promise of
days for each category is another thing, and is shown beside the statutory date (`promises`).
"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from services.cases.deadlines import INFORMATION, INFORMATION_EXTENDED, PETITION, Term
from services.cases.kinds import (
    ANYBODY,
    CITIZEN,
    HOUSE,
    STAFF,
    CaseKind,
    Change,
    Phase,
    Retention,
    Status,
    Text,
    register,
)

REPORT = "CM"
INFORMATION_REQUEST = "BE"
LETTERS = (REPORT, INFORMATION_REQUEST)


REOPEN_DAYS = 14

STATUSES = (
    Status(
        name="received",
        label=_("Has reached us"),
        told=_("Your report has reached us. An officer will read it and send it the right way."),
    ),
    Status(
        name="in_review",
        label=_("In review"),
        told=_("An officer is reading your report and finds out who can deal with it."),
    ),
    Status(
        name="forwarded",
        label=_("With the directorate"),
        told=_("Your report is with the directorate that deals with it."),
    ),
    Status(
        name="in_progress",
        label=_("Being worked on"),
        told=_("The directorate is working on it."),
    ),
    Status(
        name="waiting",
        label=_("Waiting for information"),
        told=_("We asked you something. Please answer: we go on as soon as we know."),
        phase=Phase.WAITING,
    ),
    Status(
        name="reopened",
        label=_("Opened again"),
        told=_("Your report is open again. An officer will look at what is still missing."),
    ),
    Status(
        name="solved",
        label=_("Solved"),
        told=_("The work is done. If it is not, you can open the report again within 14 days."),
        phase=Phase.CLOSED,
        is_answer=True,
    ),
    Status(
        name="rejected",
        label=_("Could not be done"),
        told=_("We cannot do this; the answer says why. You can object within 14 days."),
        phase=Phase.CLOSED,
        is_answer=True,
    ),
    Status(
        name="redirected",
        label=_("Passed on to another body"),
        told=_("This is the duty of another body. We passed it on; the answer says to whom."),
        phase=Phase.CLOSED,
        is_answer=True,
    ),
    Status(
        name="duplicate",
        label=_("Same as another report"),
        told=_("The same thing was reported before. Both are followed under the first report."),
        phase=Phase.CLOSED,
    ),
    Status(
        name="out_of_scope",
        label=_("Out of scope"),
        told=_("This cannot be dealt with as a report; the answer says why and what you can do."),
        phase=Phase.CLOSED,
        is_answer=True,
    ),
    Status(
        name="withdrawn",
        label=_("Taken back by the sender"),
        told=_("You withdrew your report."),
        phase=Phase.CLOSED,
    ),
)
OPEN = tuple(status.name for status in STATUSES if status.phase is Phase.OPEN)
CLOSINGS = ("solved", "rejected", "redirected", "out_of_scope")
"""How staff end a case with an answer."""
REOPENABLE = (*CLOSINGS, "duplicate")


def _changes() -> tuple[Change, ...]:
    ways = [
        Change(before="received", after="in_review", by=HOUSE),
        Change(before="received", after="forwarded", by=HOUSE),
        Change(before="received", after="in_progress", by=STAFF),
        Change(before="in_review", after="forwarded", by=HOUSE),
        Change(before="in_review", after="in_progress", by=STAFF),
        Change(before="forwarded", after="in_progress", by=STAFF),
        Change(before="forwarded", after="in_review", by=STAFF),
        Change(before="in_progress", after="forwarded", by=STAFF),
        Change(before="reopened", after="in_review", by=STAFF),
        Change(before="reopened", after="forwarded", by=HOUSE),
        Change(before="reopened", after="in_progress", by=STAFF),
        Change(before="waiting", after="in_progress", by=ANYBODY),
        Change(before="waiting", after="in_review", by=STAFF),
        Change(before="waiting", after="withdrawn", by=CITIZEN),
        *(Change(before="waiting", after=end, by=STAFF, needs_reason=True) for end in CLOSINGS),
        Change(before="waiting", after="duplicate", by=HOUSE, needs_reason=True),
    ]
    for before in OPEN:
        ways.append(Change(before=before, after="waiting", by=STAFF, needs_reason=True))
        ways += [Change(before=before, after=end, by=STAFF, needs_reason=True) for end in CLOSINGS]
        ways.append(Change(before=before, after="duplicate", by=HOUSE, needs_reason=True))
        ways.append(Change(before=before, after="withdrawn", by=CITIZEN))
    for before in REOPENABLE:
        ways.append(
            Change(
                before=before,
                after="reopened",
                by=CITIZEN,
                needs_reason=True,
                within_days=REOPEN_DAYS,
            )
        )
        # The house also opens what the citizen calls unsolved when the fourteen days are over.
        ways.append(Change(before=before, after="in_review", by=HOUSE, needs_reason=True))
    return tuple(ways)


def _kind(letters: str, label: Text, term: Term, extension: Term | None = None) -> CaseKind:
    return CaseKind(
        letters=letters,
        label=label,
        statuses=STATUSES,
        changes=_changes(),
        term=term,
        extension=extension,
        retention=Retention(
            days=5 * 365, source="Devlet Arşiv Hizmetleri Hakkında Yönetmelik, saklama planı"
        ),
        disclosure="e-belediye",
        shown=_shown,
        forget=_forget,
    )


# Tables are not ready when kinds are registered, so these look for them when they are called.
def _shown(case: Any) -> Sequence[tuple[Text, Text]]:
    from services.requests.of_case import shown

    return shown(case)


def _forget(case: Any) -> None:
    from services.requests.of_case import forget

    forget(case)


CM = register(_kind(REPORT, _("Report to the Solution Centre"), PETITION))
BE = register(
    _kind(INFORMATION_REQUEST, _("Request for information"), INFORMATION, INFORMATION_EXTENDED)
)
