"""Compare the published index with the pages, and repair it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db import transaction
from wagtail.models import Page

from search import index
from search.models import PublishedDocument


@dataclass
class Drift:
    """What was wrong: ids of pages missing from the index, wrong in it, or no longer public."""

    seen: int = 0
    missing: list[int] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)
    stray: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Return True when anything was wrong."""
        return bool(self.missing or self.wrong or self.stray)

    def lines(self) -> Iterator[str]:
        """Yield a line for each document that was wrong."""
        for name in ("missing", "wrong", "stray"):
            for page_id in getattr(self, name):
                yield f"{name}: page {page_id}"

    def summary(self) -> str:
        """Return the counts in one line."""
        return (
            f"{self.seen} pages read; {len(self.missing)} missing, {len(self.wrong)} wrong, "
            f"{len(self.stray)} stray"
        )


@index.repairing()
def rebuild(*, check_only: bool = False, progress: Callable[[Drift], None] | None = None) -> Drift:
    """Make every row right (or only look, with `check_only`); return what had drifted."""
    drift = Drift()
    stored: dict[int, dict[object, str]] = {}
    rows = PublishedDocument.objects.filter(gone=False)
    for page_id, valid_from, digest in rows.values_list("page_id", "valid_from", "digest"):
        stored.setdefault(page_id, {})[valid_from] = digest
    for page in Page.objects.order_by("pk").specific().iterator(chunk_size=200):
        drift.seen += 1
        expected = {row.values["valid_from"]: row.digest for row in index.expected_rows(page)}
        found = stored.pop(page.pk, {})
        if expected != found:
            (drift.stray if not expected else drift.wrong if found else drift.missing).append(
                page.pk
            )
            if not check_only:
                with transaction.atomic():
                    index.sync(page)
        if progress:
            progress(drift)
    for page_id in stored:
        drift.stray.append(page_id)
        if not check_only:
            index.forget(page_id)
    return drift
