"""CSV files as people make them: any order of columns, commas or semicolons, Windows' encoding."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

_DELIMITERS = ",;\t"
Row = Mapping[str, str]


def rows(path: Path, required: set[str]) -> Iterator[tuple[int, Row]]:
    """Yield each row with the number of its last line; empty rows are left out.

    Names of columns are compared without case and blanks around; further columns are passed on,
    cells that are missing are empty.

    Raises:
        ValueError: When the file is no text or lacks a column; it names the file.
        OSError: When it cannot be read.
    """
    text = _text(path)
    # Columns are told apart by what the header has most of.
    header = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    try:
        names = [name.strip().casefold() for name in next(reader, [])]
        missing = sorted(required - set(names))
        if missing:
            raise ValueError(f"{path.name}, line 1: no column {', '.join(missing)}")
        for cells in reader:
            if any(cell.strip() for cell in cells):
                padded = [*cells, *[""] * (len(names) - len(cells))]
                yield (
                    reader.line_num,
                    {name: cell.strip() for name, cell in zip(names, padded, strict=False) if name},
                )
    except csv.Error as error:
        raise ValueError(f"{path.name}, line {reader.line_num}: {error}") from error


def _text(path: Path) -> str:
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "cp1254"):  # the second: a spreadsheet on a Turkish Windows
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise ValueError(f"{path.name} is not text in UTF-8")
