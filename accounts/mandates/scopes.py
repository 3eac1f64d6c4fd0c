"""What one may be authorised to do, as data. Services register their own in `ready()`."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Scope:
    """A service, or a part of it, that may be done for another.

    Attributes:
        name: Stable name in the database, at most 40 letters.
        label: What people read.
        for_children: Whether a parent may do it for a child.
        for_adults: Whether an adult may authorise another in writing.
    """

    name: str
    label: Any
    for_children: bool = True
    for_adults: bool = True


_scopes: dict[str, Scope] = {}


def register(*scopes: Scope) -> None:
    """Add scopes; ValueError for a name that another scope has."""
    for scope in scopes:
        if _scopes.setdefault(scope.name, scope) != scope:
            raise ValueError(f"There is a scope {scope.name} already.")


def scope_of(name: str) -> Scope:
    """Return a scope; KeyError for a name nobody registered."""
    return _scopes[name]


def all_scopes() -> list[Scope]:
    """Return every scope."""
    return list(_scopes.values())
