"""Synonyms as CSV: terms (| between), one_way, weight, active, note."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from search.models import PublicationState, Synonym

COLUMNS = ("terms", "one_way", "weight", "active", "note")
MOST_BYTES = 1_000_000
MOST_ROWS = 5_000
_YES = frozenset({"1", "yes", "true", "evet", "e"})
_NO = frozenset({"", "0", "no", "false", "hayır", "hayir", "h"})


class FileError(Exception):
    """The file as a whole cannot be read; the message is for people."""


@dataclass(slots=True)
class Report:
    """What an import did; `errors` are `(line, what is wrong)`."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    errors: list[tuple[int, str]] = field(default_factory=list)


def export_rows() -> Iterator[tuple[Any, ...]]:
    """Yield the heading and all synonyms, as the import reads them."""
    yield COLUMNS
    for row in Synonym.objects.order_by("terms", "pk"):
        yield row.terms, int(row.one_way), row.weight, int(row.active), row.note


def import_csv(data: bytes) -> Report:
    """Add or change synonyms from a file; good rows go in, bad ones are named by line.

    A row whose words are there already changes that synonym, so a file can come in again and
    again. Nothing is deleted: to stop using a synonym, set `active` to 0.

    Raises:
        FileError: The file is no CSV of this form.
    """
    report = Report()
    known = {_key(row.words): row for row in Synonym.objects.all()}
    new: dict[frozenset[str], Synonym] = {}
    changed: dict[frozenset[str], Synonym] = {}
    for line, values in _read(data):
        try:
            row = _row(values)
            row.full_clean()
        except ValidationError as error:
            report.errors.append((line, " ".join(error.messages)))
            continue
        key = _key(row.words)
        if key not in known:
            new[key] = row
            continue
        row.pk = known[key].pk
        if _values(row) == _values(known[key]):
            report.unchanged += 1
        else:
            changed[key] = row
    report.added, report.changed = len(new), len(changed)
    if new or changed:
        # In bulk, so that the file makes one new generation, not one for each row.
        with transaction.atomic():
            Synonym.objects.bulk_create(new.values())
            Synonym.objects.bulk_update(changed.values(), COLUMNS)
            PublicationState.advance()
    return report


def _read(data: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    if len(data) > MOST_BYTES:
        raise FileError(_("The file is larger than 1 MB."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(_("Save the file as “CSV UTF-8”; its letters cannot be read.")) from error
    if "\x00" in text:
        raise FileError(_("This is no text file; save it as “CSV UTF-8”."))
    first = text.partition("\n")[0]
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=";" if ";" in first else ",")
    try:
        names = [(name or "").strip().lower() for name in reader.fieldnames or ()]
        if "terms" not in names:
            raise FileError(_("The first line must name the columns; “terms” is missing."))
        reader.fieldnames = names
        for number, row in enumerate(reader):
            if number >= MOST_ROWS:
                raise FileError(_("The file has more than 5,000 rows."))
            yield reader.line_num, {str(k): str(v or "").strip() for k, v in row.items() if k}
    except csv.Error as error:
        raise FileError(_("The file is no CSV: %(error)s") % {"error": error}) from error


def _row(values: dict[str, str]) -> Synonym:
    weight = values.get("weight", "") or "60"
    if not weight.isascii() or not weight.isdigit():
        raise ValidationError(_("“weight” is no whole number: %(value)s") % {"value": weight})
    return Synonym(
        terms=values.get("terms", ""),
        one_way=_flag(values.get("one_way", ""), "one_way"),
        active=_flag(values.get("active", "1"), "active"),
        note=values.get("note", ""),
        weight=int(weight),
    )


def _flag(value: str, name: str) -> bool:
    lowered = value.lower()
    if lowered in _YES:
        return True
    if lowered in _NO:
        return False
    raise ValidationError(
        _("“%(name)s” must be 1 or 0, not %(value)s") % {"name": name, "value": value}
    )


def _key(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def _values(row: Synonym) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in COLUMNS)
