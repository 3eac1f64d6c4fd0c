"""What can be imported in the admin. A subject registers its own, once its app is ready."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.urls import reverse

from content.imports.engine import Importer


class Build(Protocol):
    """Makes the importer of a kind."""

    def __call__(self, *, publish: bool, create_missing: bool, user: Any) -> Importer:
        """Return the importer; FileError when the section does not exist yet."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportKind:
    """A kind of page that files can bring.

    Attributes:
        name: Stands in the address of its screens.
        label: What comes in, in the plural.
        formats: Endings of the files it takes.
        columns: Names of the columns or properties, for the explanation above the form.
        required: Those a file must have.
        build: Makes the importer.
        may_import: Tells whether a user may use it at all.
        may_publish: Tells whether a user may publish what comes in.
        back_url: Name of the view with the list of what came in.
        drafts: False where what comes in is public at once, since it has no drafts.
        creates_missing: True where it can make what rows refer to.
        about: What a file does; empty for the usual words.
    """

    name: str
    label: Any
    formats: tuple[str, ...]
    columns: tuple[str, ...]
    required: frozenset[str]
    build: Build
    may_import: Callable[[Any], bool]
    may_publish: Callable[[Any], bool]
    back_url: str
    drafts: bool = True
    creates_missing: bool = True
    about: Any = ""


_KINDS: dict[str, ImportKind] = {}


def register(kind: ImportKind) -> ImportKind:
    """Add a kind."""
    if kind.name in _KINDS:
        raise ValueError(f"import kind {kind.name} is registered twice")
    _KINDS[kind.name] = kind
    return kind


def kind_named(name: str) -> ImportKind | None:
    """Return a kind by name; None when nobody registered it."""
    return _KINDS.get(name)


def upload_url(name: str, user: Any) -> str:
    """Return the address of the upload, empty for who may not import."""
    kind = kind_named(name)
    return reverse("imports_upload", args=[name]) if kind and kind.may_import(user) else ""
