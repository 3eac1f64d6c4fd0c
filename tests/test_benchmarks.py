"""Benchmarks borrow from the tests; what they borrow is there."""

import ast
import importlib
from pathlib import Path

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def test_what_benchmarks_take_from_tests_exists():
    taken = [
        (path.name, node.module, alias.name)
        for path in BENCHMARKS.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tests.")
        for alias in node.names
    ]
    assert len(taken) > 5
    missing = [one for one in taken if not hasattr(importlib.import_module(one[1]), one[2])]
    assert missing == []
