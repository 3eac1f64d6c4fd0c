"""What the clock asks for."""

from services.debts.staff.actions.names import BATCH, index_names


def tick() -> None:
    """Index the names of accounts that came, until none is left."""
    while index_names() == BATCH:
        pass
