"""Runs axe in a page without loosening its content security policy."""

from functools import cache
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
# What depends on the colour scheme; everything else is the same in light and dark.
COLOUR_RULES = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]
# Off by default: text at 7:1 (level AAA), targets that are large or far enough apart.
ALSO = ("color-contrast-enhanced", "target-size")


@cache
def script() -> str:
    """Return axe's source."""
    return SCRIPT.read_text(encoding="utf-8")


def violations(
    page: Any, rules: list[str] | None = None, *, also: tuple[str, ...] = ALSO
) -> list[str]:
    """Return what axe finds with all rules, those of `also` too, or only with those named."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(script())  # by the debugger, which no policy of the page concerns
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": rules}
    else:
        options["rules"] = {rule: {"enabled": True} for rule in also}
    found = page.evaluate(
        "options => axe.run(document, options).then(result => result.violations)", options
    )
    return [
        f"{item['impact']} {item['id']}: {node['target']} {node['html'][:160]}"
        for item in found
        for node in item["nodes"][:3]
    ]
