"""The words of the interface: find every msgid, find every translation, compile the catalogues."""

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from config.env import ROOT

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
METHODS = [("**.py", "python"), ("**.jinja", "jinja2.ext.babel_extract")]
OPTIONS = {"**.jinja": {"trim_blocks": "true", "newstyle_gettext": "true"}}
SOURCES = [
    "accounts",
    "content",
    "demo",
    "home",
    "outbox",
    "search",
    "services",
    "site",
    "subscriptions",
    "templates",
    "webhooks",
]
_DJANGO_WORDS = re.compile(r"""{%\s*(?:trans|translate)\s+(["'])(?P<text>.*?)\1""")


def catalogues(root: Path = ROOT) -> Iterator[Path]:
    """Yield every `django.po` of the project, and `djangojs.po` for the scripts of the admin."""
    for path in sorted(root.glob("**/locale/*/LC_MESSAGES/django*.po")):
        if not {".venv", "node_modules", "var"} & set(path.relative_to(root).parts):
            yield path


def compile_all(root: Path = ROOT) -> int:
    """Write the `.mo` beside each catalogue that is older than its `.po`; return how many."""
    written = 0
    for source in catalogues(root):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        catalogue = _read(source)
        temporary = target.with_suffix(".tmp")
        with temporary.open("wb") as file:
            write_mo(file, catalogue)
        temporary.replace(target)
        written += 1
    return written


def used(root: Path = ROOT) -> dict[str, list[str]]:
    """Return every msgid the code and the templates use, with the files it stands in."""
    found: dict[str, list[str]] = {}
    for source in SOURCES:
        folder = root / source
        if not folder.is_dir():
            continue
        for name, _line, message, _comments, _context in extract_from_dir(
            str(folder), METHODS, OPTIONS, KEYWORDS
        ):
            msgid = message[0] if isinstance(message, tuple) else message
            if msgid:
                found.setdefault(msgid, []).append(f"{source}/{name}")
        for path in folder.glob("**/*.html"):
            for match in _DJANGO_WORDS.finditer(path.read_text(encoding="utf-8")):
                found.setdefault(match["text"], []).append(str(path.relative_to(root)))
    return found


def translated(locale: str, root: Path = ROOT) -> set[str]:
    """Return the msgids that have a translation in a language, in whichever catalogue."""
    found: set[str] = set()
    for path in catalogues(root):
        if path.parts[-3] != locale:
            continue
        for message in _read(path):
            words = message.string if isinstance(message.string, tuple) else (message.string,)
            if message.id and all(words) and not message.fuzzy:
                found.add(message.id if isinstance(message.id, str) else message.id[0])
    return found


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], domain="django", abort_invalid=True)
