"""What the case screen shows and offers for each kind of case.

Every kind that is registered with `services.cases` has a screen here by itself: its words, what the
citizen gave (`CaseKind.shown`), its statuses, its clock, and the steps its changes allow. A kind
that has more to show or to do says so once, from its app's `ready()`:

    screens.use("TR", Screen(template="…", context=…, steps=(*GENERAL, DecideStep)))
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from services.cases.models import Case
from services.desk.steps import GENERAL, Steps


def _given(case: Case) -> Mapping[str, Any]:
    """Return what the citizen gave, as the kind tells it."""
    shown = case.type.shown
    return {"given": shown(case) if shown is not None and case.erased_at is None else ()}


@dataclass(frozen=True, kw_only=True, slots=True)
class Screen:
    """What a kind shows and offers.

    Attributes:
        steps: What can be done, in the order of the page; each still asks whether it fits.
        template: Drawn in the first section, below the citizen's words: rows of a `<dl>`.
        context: Returns what the template needs, from the case as `rights.case_for` gives it.
    """

    steps: Steps = GENERAL
    template: str = "services/desk/given.html"
    context: Callable[[Case], Mapping[str, Any]] = _given


_screens: dict[str, Screen] = {}
_USUAL = Screen()


def use(letters: str, screen: Screen) -> None:
    """Give a kind a screen of its own, in place of the usual one."""
    _screens[letters] = screen


def screen_of(case: Case) -> Screen:
    """Return the screen of a case's kind."""
    return _screens.get(case.kind, _USUAL)
