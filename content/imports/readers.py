"""Read rows from CSV and GeoJSON files, line numbers kept for the report."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from content.imports.engine import Row

MAX_GEOJSON_BYTES = 100 * 1024 * 1024


class FileError(Exception):
    """The file as a whole cannot be read; the message says what to do."""


def read_rows(file: BinaryIO, name: str, required: set[str]) -> Iterator[Row]:
    """Yield the rows of a `.csv`, or the features of a `.geojson` or `.json` file.

    Raises:
        FileError: When it is neither, not UTF-8, or lacks required columns.
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
    try:
        reader = csv.DictReader(text, strict=True)
        missing = required - set(reader.fieldnames or [])
        if missing:
            raise FileError(
                _("Columns are missing: %(names)s. The first line must name the columns.")
                % {"names": ", ".join(sorted(missing))}
            )
        for values in reader:
            extra = values.pop(None, None)  # type: ignore[call-overload]
            row = {key: (value or "").replace("\x00", "") for key, value in values.items()}
            if extra:
                row["_extra"] = "1"
            yield Row(reader.line_num, row)
    except UnicodeDecodeError as error:
        raise FileError(_("The file is not UTF-8; save it as “CSV UTF-8”.")) from error
    except csv.Error as error:
        raise FileError(_("The file is not well-formed CSV: %(why)s") % {"why": error}) from error
    finally:
        text.detach()


def _geojson(file: BinaryIO, required: set[str]) -> Iterator[Row]:
    content = file.read(MAX_GEOJSON_BYTES + 1)
    if len(content) > MAX_GEOJSON_BYTES:
        raise FileError(_("The file is larger than 100 MB; split it."))
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise FileError(_("The file is not well-formed GeoJSON in UTF-8.")) from error
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise FileError(_("The file is not a GeoJSON FeatureCollection."))
    for number, feature in enumerate(features, start=1):
        properties: Any = feature.get("properties") if isinstance(feature, dict) else None
        values = dict(properties) if isinstance(properties, dict) else {}
        values["geometry"] = feature.get("geometry") if isinstance(feature, dict) else None
        for name in required - set(values):
            values[name] = ""
        yield Row(number, values)
