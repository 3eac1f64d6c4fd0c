"""The statuses of an assessment and the changes between them, as data.

What the clock alone makes of a debt (overdue) is not stored: it is the `shown` status, so a page is
right at midnight, worker or no worker. `copy_allowed_changes` puts the changes into a table, from
which the database itself refuses every other one.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

NAME_LENGTH = 12
ASSESSMENT = "assessment"


@dataclass(frozen=True, slots=True)
class State:
    """A status.

    Attributes:
        label: What people read.
        tone: Colour of its pill.
        owed: It counts among what somebody owes.
        payable: It can be paid here.
        bears_fee: The late fee runs (a debt deferred under law 6183 art. 48 bears the plan's own
            interest instead, which the accounting system tells).
    """

    name: str
    label: Any
    tone: str
    owed: bool = True
    payable: bool = True
    bears_fee: bool = True


STATES = {
    state.name: state
    for state in (
        State("draft", _("Not yet due to be told"), "neutral", False, False, False),
        State("open", _("To be paid"), "info"),
        State("overdue", _("Overdue"), "danger"),
        State("partly_paid", _("Partly paid"), "warning"),
        State("paid", _("Paid"), "success", False, False, False),
        State("deferred", _("In an instalment plan"), "info", True, True, False),
        State("disputed", _("Disputed"), "warning", True, False),
        State("written_off", _("Written off"), "neutral", False, False, False),
    )
}
# Never stored: the clock makes it.
SHOWN_ONLY = frozenset({"overdue"})
STORED = tuple(name for name in STATES if name not in SHOWN_ONLY)
_RUNNING = ("open", "partly_paid", "deferred", "disputed")
# Nothing becomes a draft again; what is paid is not written off.
CHANGES = frozenset(
    {
        *(("draft", after) for after in (*_RUNNING, "paid", "written_off")),
        *((before, after) for before in _RUNNING for after in _RUNNING if before != after),
        *((before, after) for before in _RUNNING for after in ("paid", "written_off")),
        *(("paid", after) for after in _RUNNING),  # refunded, or assessed higher
        *(("written_off", after) for after in (*_RUNNING, "paid")),  # taken up again
    }
)


def shown(status: str, *, earliest_due: date | None, today: date) -> State:
    """Return the status people see.

    Args:
        status: The stored one.
        earliest_due: Due date of the oldest instalment with something open; None for none.
        today: The local day.
    """
    late = earliest_due is not None and earliest_due < today
    if late and status in {"open", "partly_paid"}:
        return STATES["overdue"]
    return STATES[status]


def after_amounts(status: str, *, open_amount: Any, collected: Any) -> str:
    """Return the status that follows from what is open and what came in.

    Only a running debt follows its amounts; a draft and one written off stay what they are, and a
    plan or a dispute ends by payment alone.
    """
    if status in {"draft", "written_off"}:
        return status
    if open_amount == 0:
        return "paid"
    if status in {"deferred", "disputed"}:
        return status
    return "partly_paid" if collected else "open"
