"""What the clock asks for."""

from itertools import count

from accounts.secrets.keys import ring
from services.debts.queries.source import latest_run
from services.debts.staff.actions.names import BATCH, index_names
from services.debts.ticks import within

# After which import, and under which key, this process has indexed the names.
_indexed: list[tuple[int, str]] = []


def tick() -> None:
    """Index the names of accounts after an import or a new key, until none is left."""
    run = latest_run()
    now = (run.pk if run else 0, ring("IDENTITY_DIGEST_KEYS").newest.id)
    if _indexed[-1:] == [now]:
        return
    for _turn in within(count()):
        if index_names() < BATCH:
            _indexed[:] = [now]
            return
