"""What changed between two versions of a disclosure text, word by word. Pure functions."""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

_TAGS = re.compile(r"<[^>]+>")
_SPACE = re.compile(r"\s+")
_WORDS = re.compile(r"\S+\s*")
SIMILAR = 0.5


def lines_of(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield `(section, line)` of a version: what a reader reads, without markup."""
    controller = content["controller"]
    yield from ((_("Opening"), line) for line in _paragraphs(content["intro"]))
    names = {
        "name": _("Name"),
        "representative": _("Representative"),
        "address": _("Address"),
        "kep": _("Registered e-mail (KEP)"),
        "phone": _("Phone"),
        "email": _("E-mail"),
    }
    for key, label in names.items():
        if controller.get(key):
            yield _("Controller"), f"{label}: {controller[key]}"
    for row in content["data_categories"]:
        persons = f" ({row['persons']})" if row.get("persons") else ""
        data = ", ".join(row["data"])
        yield _("Data"), f"{row['name']}: {data}. {_('Source')}: {row['source']}{persons}"
    for row in content["purposes"]:
        grounds = [*row["categories"], *row["bases"], *([row["law"]] if row.get("law") else [])]
        yield _("Purposes"), row["text"] + (f" ({'; '.join(grounds)})" if grounds else "")
    for row in content["legal_bases"]:
        yield _("Legal bases"), f"{row['article']}: {row['text']}"
    yield from ((_("Methods of collection"), line) for line in content["methods"])
    for row in content["recipients"]:
        yield _("Recipients"), f"{row['name']}: {row['purpose']}"
    for key in ("transfer_law", "transfer_abroad"):
        if content[key]:
            yield _("Recipients"), content[key]
    yield from ((_("Retention"), line) for line in _paragraphs(content["retention"]))
    yield from ((_("Rights"), line) for line in _paragraphs(content["rights_intro"]))
    yield from ((_("Rights"), line) for line in content["rights"])
    yield from ((_("How to apply"), line) for line in _paragraphs(content["how_to_apply"]))


def _paragraphs(html: str) -> list[str]:
    parts = re.split(r"</(?:p|li|h\d)>|<br/?>", html or "")
    texts = (_SPACE.sub(" ", _TAGS.sub("", part)).strip() for part in parts)
    return [text for text in texts if text]


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of the difference, section by section, for `diff_view`.

    A row is `{"kind": "same" | "added" | "removed" | "changed", "label": section or "",
    "text" or "parts": [("=" | "+" | "-", text)]}`.
    """
    before, after = _sections(old), _sections(new)
    rows: list[dict[str, Any]] = []
    for section in [*after, *(name for name in before if name not in after)]:
        found = list(_rows(before.get(section, []), after.get(section, [])))
        if found:
            found[0]["label"] = section
        rows += found
    return rows


def _sections(content: Mapping[str, Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for section, line in lines_of(content):
        found.setdefault(section, []).append(line)
    return found


def _rows(old: list[str], new: list[str]) -> Iterator[dict[str, Any]]:
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            yield from ({"kind": "same", "text": line} for line in new[new_from:new_to])
            continue
        gone = old[old_from:old_to]
        for line in new[new_from:new_to]:
            like = max(gone, key=partial(_likeness, line), default=None)
            if like is not None and _likeness(like, line) >= SIMILAR:
                gone.remove(like)
                yield {"kind": "changed", "parts": _parts(like, line)}
            else:
                yield {"kind": "added", "text": line}
        yield from ({"kind": "removed", "text": line} for line in gone)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(a=one.split(), b=other.split(), autojunk=False).ratio()


def _parts(old: str, new: str) -> list[tuple[str, str]]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    parts: list[tuple[str, str]] = []
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            parts.append(("=", "".join(after[new_from:new_to])))
            continue
        if old_from < old_to:
            parts.append(("-", "".join(before[old_from:old_to])))
        if new_from < new_to:
            parts.append(("+", "".join(after[new_from:new_to])))
    return parts
