"""Amounts and states as people read them."""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from services.debts import money
from services.debts.payments.states import ATTEMPT_STATES

register = template.Library()
_STATES = {
    "paid": _("charged"),
    "reversed": _("taken back by the payer's bank"),
    "done": _("paid back"),
    "rejected": _("refused"),
    "asked": _("asked for"),
}


@register.filter
def lira(amount: Decimal) -> str:
    """Return an amount: 1.234,56 TL."""
    return money.lira(Decimal(amount))


@register.filter
def side_state(name: str) -> Any:
    """Return the state of a charge or refund, of either side."""
    return _STATES.get(name) or ATTEMPT_STATES[name].label
