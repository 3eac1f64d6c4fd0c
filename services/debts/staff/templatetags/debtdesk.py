"""Filters of the staff side of debts."""

from decimal import Decimal
from typing import Any

from django import template

from services.debts import money

register = template.Library()


@register.filter
def lira(amount: Any) -> str:
    """Return an amount as people read it: 1.234,56 TL."""
    return "" if amount is None else money.lira(Decimal(amount))
