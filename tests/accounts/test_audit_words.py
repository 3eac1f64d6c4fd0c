"""Details of the audit log are read by people: every name that is written has a word."""

import ast
from pathlib import Path

from accounts.audit.words import _NAMES, _UNSAID

ROOT = Path(__file__).parents[2]
APPS = ("accounts", "content", "home", "outbox", "search", "services", "subscriptions", "webhooks")


def _details(tree):
    """Yield the dictionaries a module gives as details, whether by name or in place."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "details":
            yield from (one for one in ast.walk(node.value) if isinstance(one, ast.Dict))
        if isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and target.id == "details" and node.value:
                yield from (one for one in ast.walk(node.value) if isinstance(one, ast.Dict))


def test_every_name_of_a_detail_has_a_word():
    written = {}
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            text = path.read_text()
            if "accounts.audit" not in text:
                continue
            for one in _details(ast.parse(text)):
                for key in one.keys:
                    if isinstance(key, ast.Constant):
                        written.setdefault(key.value, str(path.relative_to(ROOT)))
    assert len(written) > 25
    assert {n: at for n, at in written.items() if n not in _NAMES and n not in _UNSAID} == {}
