"""The states of an attempt to pay and the changes between them, as data."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

ATTEMPT = "attempt"


@dataclass(frozen=True, slots=True)
class AttemptState:
    """A state.

    Attributes:
        open: It holds its debts, and its end is not known yet.
        charged: The provider took money.
    """

    label: Any
    tone: str
    open: bool = False
    charged: bool = False


ATTEMPT_STATES = {
    "created": AttemptState(_("Begun"), "info", open=True),
    "redirected": AttemptState(_("At the payment page"), "info", open=True),
    "succeeded": AttemptState(_("Paid"), "success", charged=True),
    "failed": AttemptState(_("Not paid"), "danger"),
    "expired": AttemptState(_("Given up"), "neutral"),
    "held": AttemptState(_("Being looked at"), "warning", charged=True),
    "partly_refunded": AttemptState(_("Partly paid back"), "info", charged=True),
    "refunded": AttemptState(_("Paid back"), "info", charged=True),
}
ATTEMPT_NAMES = tuple(ATTEMPT_STATES)
OPEN = tuple(name for name, state in ATTEMPT_STATES.items() if state.open)
CHARGED = tuple(name for name, state in ATTEMPT_STATES.items() if state.charged)
# A success may come after everything but another charge: late, after a decline, after giving up.
ATTEMPT_CHANGES = frozenset(
    {
        ("created", "redirected"),
        *((before, after) for before in OPEN for after in ("failed", "expired")),
        *(
            (before, after)
            for before in (*OPEN, "failed", "expired")
            for after in ("succeeded", "held")
        ),
        ("succeeded", "partly_refunded"),
        ("succeeded", "refunded"),
        ("partly_refunded", "refunded"),
        ("held", "refunded"),
        ("held", "partly_refunded"),
    }
)
