"""What the clock asks for."""

from services.debts.actions.payments import settle_open
from services.debts.actions.refunds import pay_back_waiting
from services.debts.payments.provider import provider


def tick() -> None:
    """Settle what nobody told us of, give up what ran out, pay back what is owed to nobody."""
    found = provider()
    if found is not None:
        settle_open(provider=found)
        pay_back_waiting(provider=found)
