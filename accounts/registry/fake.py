"""A registry of ten invented people, for the demo and for tests. It asks nobody."""

import json
from datetime import date
from functools import cache
from pathlib import Path

from accounts.registry.nvi import capitals
from accounts.registry.verifying import Outcome, Person

# Whoever has this surname finds the registry closed.
CLOSED_FOR = "KAPALI"


class FakeRegistry:
    """Knows `invented_people()` and nobody else."""

    def verify(self, person: Person) -> Outcome:
        """Answer as the registry would."""
        if capitals(person.last_name) == CLOSED_FOR:
            return Outcome.UNAVAILABLE
        known = next((item for item in invented_people() if item.number == person.number), None)
        return Outcome.MATCH if known is not None and _same(known, person) else Outcome.MISMATCH


@cache
def invented_people() -> tuple[Person, ...]:
    """Return the ten: valid check digits, numbers and surnames that are obviously nobody's."""
    rows = json.loads(Path(__file__).with_name("invented.json").read_text(encoding="utf-8"))
    return tuple(
        Person(**row | {"birth_date": date.fromisoformat(row["birth_date"])}) for row in rows
    )


def _same(known: Person, asked: Person) -> bool:
    return (
        capitals(known.first_name) == capitals(asked.first_name)
        and capitals(known.last_name) == capitals(asked.last_name)
        and known.birth_date.year == asked.birth_date.year
    )
