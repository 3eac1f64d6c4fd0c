"""Sealed texts inside of JSON columns of other apps: their keys are exchanged as well."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models.functions import Cast

from accounts.secrets.keys import ring
from accounts.secrets.rotation import BATCH, Rotated
from accounts.secrets.sealing import PREFIX, CannotOpen, seal, unseal


@dataclass(frozen=True, slots=True)
class SealedDocument:
    """A JSON column with sealed texts in it.

    Attributes:
        label: Model, `app.Model`.
        column: Name of its JSON field.
        place: What its texts are bound to.
    """

    label: str
    column: str
    place: tuple[str, ...]


_documents: list[SealedDocument] = []


def register(document: SealedDocument) -> None:
    """Let `rotate_identity_keys` care for a column; called in an app's `ready()`."""
    if document not in _documents:
        _documents.append(document)


def sealed_documents() -> Iterator[SealedDocument]:
    """Yield the columns."""
    yield from _documents


def waiting(document: SealedDocument) -> models.QuerySet[Any]:
    """Return the rows with a text of an older key."""
    older = f"{PREFIX}(?!{ring('IDENTITY_KEYS').newest.id}:)"
    rows = apps.get_model(document.label)._base_manager.all()
    rows = rows.annotate(stored_text=Cast(document.column, models.TextField()))
    return rows.filter(stored_text__regex=older).order_by("pk")


def rotate(document: SealedDocument, batch: int = BATCH) -> Rotated:
    """Seal anew what waits, a batch to a transaction; what does not open stays and is told."""
    done = Rotated()
    last: Any = None
    while True:
        with transaction.atomic():
            rows = waiting(document).select_for_update()
            if last is not None:
                rows = rows.filter(pk__gt=last)
            found = list(rows[:batch])
            for row in found:
                try:
                    value = _anew(getattr(row, document.column), document.place)
                except CannotOpen:
                    done.failed.append(row.pk)
                    continue
                type(row)._base_manager.filter(pk=row.pk).update(**{document.column: value})
                done.written += 1
        if len(found) < batch:
            return done
        last = found[-1].pk


def _anew(value: Any, place: tuple[str, ...]) -> Any:
    if isinstance(value, dict):
        return {name: _anew(item, place) for name, item in value.items()}
    if isinstance(value, list):
        return [_anew(item, place) for item in value]
    if isinstance(value, str) and value.startswith(PREFIX):
        return str(seal(unseal(value, place), place))
    return value
