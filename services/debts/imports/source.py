"""What a source of assessments gives, whether a file or an interface."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from services.debts.models import RunKind


class SourceError(Exception):
    """A source that cannot be read; the message is for the operator.

    Attributes:
        is_down: It did not answer, so figures get old; otherwise it answered nonsense.
    """

    def __init__(self, message: str, *, is_down: bool = False) -> None:
        """Keep both."""
        super().__init__(message)
        self.is_down = is_down


@dataclass(frozen=True, slots=True)
class Header:
    """What stands before the rows.

    Attributes:
        kind: Everything, or what changed. An assessment's instalments always come together.
        source_time: When the accounting system read its figures.
    """

    kind: RunKind
    source_time: datetime


@dataclass(frozen=True, slots=True)
class Totals:
    """What the source says it gave; must be what came, or nothing is taken over.

    Amounts are lira; rows that are refused one by one count too.
    """

    rows: int
    principal: Decimal
    collected: Decimal
    cancelled: Decimal


class Source(Protocol):
    """A source, read once from beginning to end."""

    name: str

    def open(self) -> Header:
        """Return the header; raise `SourceError`."""

    def rows(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """Yield number and fields of each row; raise `SourceError`."""

    def totals(self) -> Totals | None:
        """Return the control totals, known after the last row; None when there were none."""
