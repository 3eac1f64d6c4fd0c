"""The frame of pages that are no pages of the index."""

from typing import Any

from search.queries import Found, Shown


def beneath(index: Found, name: str, title: str, summary: str = "") -> Found:
    """Return a page below the list as if the index had it: title, languages, ancestors."""
    document = index.document
    shown = Shown(
        0,
        document.kind,
        document.locale,
        f"{document.path}{name}/",
        title,
        {"summary": summary, "introduction": summary},
    )
    alternates = {code: f"{path}{name}/" for code, path in index.alternates.items()}
    return Found(shown, alternates, [*index.ancestors, (document.path, document.title)])


def common(index: Found, current: str) -> dict[str, Any]:
    """Return what each of these pages' templates needs: the list's path, the ways around."""
    return {"index_path": index.document.path, "current_view": current}
