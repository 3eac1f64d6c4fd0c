"""The question, its three answers, who answers it, and the patience we have."""

import logging
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from django.conf import settings
from django.core.cache import cache
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)

# After a failure nobody waits for the registry for so long (seconds).
REST_SECONDS = 60
_RESTING = "identity-registry-rests"


class Outcome(StrEnum):
    """What the registry says."""

    MATCH = "match"
    MISMATCH = "mismatch"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Person:
    """Who is asked about. The representation names nobody: it may end in a log."""

    number: str = field(repr=False)
    first_name: str = field(repr=False)
    last_name: str = field(repr=False)
    birth_date: date = field(repr=False)


class IdentityVerifier(Protocol):
    """Something that can be asked."""

    def verify(self, person: Person) -> Outcome:
        """Answer; never raises for what the registry does."""
        ...


def verifier() -> IdentityVerifier | None:
    """Return who is asked, named by `IDENTITY_VERIFIER`; None where nobody is."""
    if not settings.IDENTITY_VERIFIER:
        return None
    made: Any = import_string(settings.IDENTITY_VERIFIER)()
    found: IdentityVerifier = made
    return found


def verify(person: Person) -> Outcome:
    """Ask, unless the registry failed a moment ago."""
    asked = verifier()
    if asked is None or cache.get(_RESTING):
        return Outcome.UNAVAILABLE
    try:
        outcome = asked.verify(person)
    except Exception:  # an adapter's fault is not the citizen's
        logger.exception("The adapter of the civil registry failed.")
        outcome = Outcome.UNAVAILABLE
    if outcome is Outcome.UNAVAILABLE:
        cache.set(_RESTING, 1, timeout=REST_SECONDS)
    return outcome
