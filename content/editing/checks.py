"""What is looked at before a page is published; each finding says what to do about it.

A check is a function from a page to findings. It is registered for a page type, or for all:

    @check("standard.ServicePage")
    def has_contact(page): ...

A page type may also yield findings from its own `publish_checks()`. Errors block; warnings are
shown and may be overridden, because now and then the editor knows better.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from wagtail.models import Page


class Level(StrEnum):
    """How serious a finding is."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """Something to look at before the page is public.

    Attributes:
        level: Errors block, warnings may be overridden.
        code: Stable name, for tests.
        message: What is wrong and what to do, for the editor.
        field: Name of the page's field it stands in, if one.
    """

    level: Level
    code: str
    message: str
    field: str = ""


Check = Callable[[Any], Iterable[Finding]]
_CHECKS: list[tuple[frozenset[str], Check]] = []


def check(*models: str) -> Callable[[Check], Check]:
    """Register a check for page types (`app.Model`), or for every page without any."""

    def register(function: Check) -> Check:
        _CHECKS.append((frozenset(label.lower() for label in models), function))
        return function

    return register


def findings(page: Page) -> list[Finding]:
    """Return everything there is to look at in a page, errors first, none twice."""
    found: dict[tuple[str, str, str], Finding] = {}
    for item in _found(page):
        found.setdefault((item.code, item.field, item.message), item)
    return sorted(found.values(), key=lambda item: item.level is not Level.ERROR)


def _found(page: Page) -> Iterator[Finding]:
    label = page._meta.label_lower
    for models, function in _CHECKS:
        if not models or label in models:
            yield from function(page)
    own = getattr(page, "publish_checks", None)
    if own is not None:
        yield from own()


def blocking(page: Page) -> list[Finding]:
    """Return the findings that forbid publishing."""
    return [item for item in findings(page) if item.level is Level.ERROR]
