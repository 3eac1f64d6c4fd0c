"""Amounts and states as people read them."""

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from services.debts.payments.states import ATTEMPT_STATES
from services.debts.staff.templatetags.debtdesk import lira

register = template.Library()
register.filter(lira)
_STATES = {
    "paid": _("charged"),
    "reversed": _("taken back by the payer's bank"),
    "done": _("paid back"),
    "rejected": _("refused"),
    "asked": _("asked for"),
}


@register.filter
def side_state(name: str) -> Any:
    """Return the state of a charge or refund, of either side."""
    return _STATES.get(name) or ATTEMPT_STATES[name].label
