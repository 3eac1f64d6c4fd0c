"""Imports of many entries from a file: rehearsed first, row by row, repeatable."""

from content.imports.engine import Importer, Outcome, Report, RowError, run_import
from content.imports.readers import FileError, read_rows

__all__ = [
    "FileError",
    "Importer",
    "Outcome",
    "Report",
    "RowError",
    "read_rows",
    "run_import",
]
