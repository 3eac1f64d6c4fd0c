"""Sealing everything anew with the newest key, and making digests anew."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models.functions import Cast

from accounts.secrets.fields import DigestField, EncryptedTextField
from accounts.secrets.keys import ring
from accounts.secrets.sealing import CannotOpen, prefix_of

BATCH = 500


@dataclass
class Rotated:
    """How many rows were written anew, and the keys of rows that could not be opened."""

    written: int = 0
    failed: list[Any] = field(default_factory=list)


def sealed_models() -> Iterator[type[models.Model]]:
    """Yield every model that has a sealed field or a digest."""
    for model in apps.get_models():
        if _fields(model, EncryptedTextField) or _fields(model, DigestField):
            yield model


def waiting(model: type[models.Model]) -> models.QuerySet[Any]:
    """Return the rows of a model that still hold something of an older key."""
    newest: dict[Any, str] = {
        EncryptedTextField: prefix_of(ring("IDENTITY_KEYS").newest.id),
        DigestField: f"{ring('IDENTITY_DIGEST_KEYS').newest.id}:",
    }
    rows = model._base_manager.all()
    wanted = models.Q()
    for kind, prefix in newest.items():
        for item in _fields(model, kind):
            stored = f"stored_{item.name}"
            rows = rows.annotate(**{stored: Cast(item.name, models.TextField())})
            has_value = models.Q(**{f"{item.name}__isnull": False})
            wanted |= has_value & ~models.Q(**{f"{stored}__startswith": prefix})
    return rows.filter(wanted).order_by("pk")


def rotate(model: type[models.Model], batch: int = BATCH) -> Rotated:
    """Write the rows of a model anew, a batch to a transaction. Stopped, it goes on next time.

    A row that does not open is left as it is and told.
    """
    done = Rotated()
    names = [item.name for item in _fields(model, EncryptedTextField)]
    digest_names = [item.name for item in _fields(model, DigestField)]
    last: Any = None
    while True:
        with transaction.atomic():
            rows = waiting(model).select_for_update()
            if last is not None:
                rows = rows.filter(pk__gt=last)
            found = list(rows[:batch])
            for row in found:
                try:
                    for name in names:
                        setattr(row, name, getattr(row, name))
                    row.save(update_fields=[*names, *digest_names])
                    done.written += 1
                except CannotOpen:
                    done.failed.append(row.pk)
        if len(found) < batch:
            return done
        last = found[-1].pk


def _fields(model: type[models.Model], kind: type[models.Field[Any, Any]]) -> list[Any]:
    return [item for item in model._meta.local_fields if isinstance(item, kind)]
