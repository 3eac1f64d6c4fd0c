"""The security page names tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "security.md"


def test_every_test_the_security_page_names_exists():
    named = set(re.findall(r"`(test_\w+)`", PAGE.read_text()))
    there = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text(), re.M)
    }
    assert len(named) > 30
    assert named - there == set()


def test_every_file_the_security_page_names_exists():
    named = re.findall(r"`((?:tests|accounts)/[\w/]+\.py)`", PAGE.read_text())
    linked = re.findall(r"\]\(([^)]+)\)", PAGE.read_text())
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []
    assert [path for path in linked if not (PAGE.parent / path).exists()] == []


def test_every_row_of_the_standard_has_a_state():
    rows = re.findall(r"^\| [67]\.\d.*", PAGE.read_text(), re.M)
    states = {row.split("|")[3].strip().split(",")[0].split(" (")[0] for row in rows}
    assert len(rows) > 40
    assert states <= {
        *("met", "met otherwise", "met in part", "by reading", "open", "not applicable")
    }
