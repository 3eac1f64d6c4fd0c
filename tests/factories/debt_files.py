"""Files of assessments as an accounting system writes them."""

import json
from pathlib import Path

from accounts.identity import completed
from demo.accounting import totals_of

NAMES = (
    *("account", "identity", "name", "phone", "email", "external_id", "number", "revenue_type"),
    *("year", "period", "description", "status", "instalment", "due_on", "principal"),
    *("collected", "online", "cancelled"),
)
TIME = "2025-11-30T06:00:00+03:00"


def person(place: int) -> str:
    """Return the identity number of an invented person."""
    return completed(f"2{place:08d}")


def row(place: int = 1, **fields) -> dict[str, str]:
    """Return a row; amounts are texts with two decimals."""
    return {
        "account": f"S{place}",
        "identity": person(place),
        "name": "Ayşe ÖRNEK",
        "phone": "+905000000001",
        "email": "",
        "external_id": f"T-{place}",
        "number": f"2026/{place}",
        "revenue_type": "building_tax",
        "year": "2026",
        "period": "0",
        "description": "Erkilet, 123 ada 4 parsel",
        "status": "open",
        "instalment": "1",
        "due_on": "2026-06-01",
        "principal": "100.00",
        "collected": "0.00",
        "online": "0.00",
        "cancelled": "0.00",
    } | fields


def csv_text(rows, *, kind="full", time=TIME, totals=None) -> str:
    """Return a CSV file with header and totals."""
    found = totals_of(rows) if totals is None else totals
    ends = ";".join(f"{name}={value}" for name, value in found.items())
    lines = [f"#header;kind={kind};source_time={time}", ";".join(NAMES)]
    lines += [";".join(str(one[name]) for name in NAMES) for one in rows]
    if found:
        lines.append(f"#totals;{ends}")
    return "\n".join(lines) + "\n"


def json_text(rows, *, kind="full", time=TIME, totals=None) -> str:
    """Return JSON lines with header and totals."""
    found = totals_of(rows) if totals is None else totals
    lines = [{"header": {"kind": kind, "source_time": time}}, *rows]
    return "\n".join(json.dumps(line) for line in [*lines, {"totals": found}]) + "\n"


def write(folder: Path, rows, *, name="borc.csv", **more) -> Path:
    """Write a file; its ending says which form."""
    text = json_text if name.endswith("jsonl") else csv_text
    path = folder / name
    path.write_text(text(rows, **more), encoding="utf-8")
    return path
