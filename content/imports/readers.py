"""Read rows from CSV and GeoJSON files piece by piece, their places in the file kept."""

import codecs
import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from content.imports.engine import FileError, Row

PIECE = 64 * 1024
# A feature or a cell longer than this is no place and no road work.
MAX_FEATURE = 8 * 1024 * 1024
MAX_CELL = 1024 * 1024
_FEATURES = re.compile(r'"features"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")


def read_rows(file: BinaryIO, name: str, required: set[str]) -> Iterator[Row]:
    """Yield the rows of a `.csv`, or the features of a `.geojson` or `.json` file.

    Only a piece of the file is in memory at a time. `Row.line` is the line of a CSV file, the
    number of the feature in GeoJSON.

    Raises:
        FileError: When it is neither, not UTF-8, not well-formed, or lacks required columns.
    """
    lowered = name.lower()
    if lowered.endswith(".csv"):
        yield from _csv(file, required)
    elif lowered.endswith((".geojson", ".json")):
        yield from _geojson(file, required)
    else:
        raise FileError(_("Choose a .csv or a .geojson file."))


def _csv(file: BinaryIO, required: set[str]) -> Iterator[Row]:
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    limit = csv.field_size_limit(MAX_CELL)
    try:
        header = text.readline(PIECE)
        # Excel in Turkish separates by semicolons.
        delimiter = ";" if header.count(";") > header.count(",") else ","
        names = [name.strip() for name in next(csv.reader([header], delimiter=delimiter), [])]
        missing = required - set(names)
        if missing:
            raise FileError(
                _("Columns are missing: %(names)s. The first line must name the columns.")
                % {"names": ", ".join(sorted(missing))}
            )
        reader = csv.reader(text, strict=True, delimiter=delimiter)
        line = 2
        for cells in reader:
            if cells:
                yield Row(line, _values(names, cells))
            line = reader.line_num + 2
    except UnicodeDecodeError as error:
        raise FileError(_("The file is not UTF-8; save it as “CSV UTF-8”.")) from error
    except csv.Error as error:
        raise FileError(_("The file is not well-formed CSV: %(why)s") % {"why": error}) from error
    finally:
        csv.field_size_limit(limit)
        text.detach()


def _values(names: list[str], cells: list[str]) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: cell.replace("\x00", "") for name, cell in zip(names, cells, strict=False) if name
    }
    if len(cells) < len(names):
        values |= dict.fromkeys(names[len(cells) :], "")
    if any(cell.strip() for cell in cells[len(names) :]):
        values["_extra"] = "1"
    return values


def _geojson(file: BinaryIO, required: set[str]) -> Iterator[Row]:
    for number, feature in enumerate(_features(file), start=1):
        properties: Any = feature.get("properties") if isinstance(feature, dict) else None
        values = dict(properties) if isinstance(properties, dict) else {}
        values["geometry"] = feature.get("geometry") if isinstance(feature, dict) else None
        yield Row(number, {**dict.fromkeys(required, ""), **values})


def _features(file: BinaryIO) -> Iterator[Any]:
    """Yield the members of the collection's `features`, one after another as they are read."""
    try:
        pieces = _Pieces(file)
        start = pieces.find(_FEATURES)
        if start is None:
            raise FileError(_("The file is not a GeoJSON FeatureCollection."))
        while True:
            pieces.skip(_BETWEEN)
            if pieces.starts("]"):
                return
            yield pieces.value()
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise FileError(_("The file is not well-formed GeoJSON in UTF-8.")) from error


class _Pieces:
    """Text of a file with a window that moves on; what was read is given up."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.window, self.ended = file, "", False
        self.decode = codecs.getincrementaldecoder("utf-8-sig")()
        self.json = json.JSONDecoder(parse_constant=_no_constant)

    def more(self) -> bool:
        """Read on; False at the end of the file."""
        piece = self.file.read(PIECE)
        self.ended = not piece
        self.window += self.decode.decode(piece, final=self.ended)
        return not self.ended

    def find(self, pattern: re.Pattern[str]) -> int | None:
        """Move behind the pattern; None when the file does not have it in its first megabytes."""
        while True:
            found = pattern.search(self.window)
            if found:
                self.window = self.window[found.end() :]
                return found.end()
            if len(self.window) > MAX_FEATURE or not self.more():
                return None

    def skip(self, pattern: re.Pattern[str]) -> None:
        """Move over the pattern, however long it is."""
        while True:
            found = pattern.match(self.window)
            self.window = self.window[found.end() if found else 0 :]
            if self.window or not self.more():
                return

    def starts(self, text: str) -> bool:
        """Tell whether the text comes next."""
        return self.window.startswith(text)

    def value(self) -> Any:
        """Return the JSON value that comes next; ValueError when there is none."""
        while True:
            try:
                found, end = self.json.raw_decode(self.window)
            except ValueError:
                if len(self.window) > MAX_FEATURE or not self.more():
                    raise
                continue
            self.window = self.window[end:]
            return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")
