"""Imports of many entries from a file: rehearsed first, row by row, repeatable."""

from content.imports.engine import (
    FileError,
    Importer,
    Outcome,
    Report,
    Row,
    RowError,
    RowResult,
    run_import,
)
from content.imports.readers import read_rows

__all__ = [
    "FileError",
    "Importer",
    "Outcome",
    "Report",
    "Row",
    "RowError",
    "RowResult",
    "read_rows",
    "run_import",
]
