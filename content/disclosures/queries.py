"""Reads of disclosure versions from the published index."""

from typing import Any

from search.models import PublishedDocument


def published_versions(slug: str, locale: str) -> dict[int, dict[str, Any]]:
    """Return version number -> content of every public version of a text. One query."""
    rows = (
        PublishedDocument.objects.public()
        .of_kind("disclosure_version")
        .in_locale(locale)
        .with_facet("disclosure", [slug])
        .order_by("sort_at")
    )
    return {payload["version"]: payload for payload in rows.values_list("payload", flat=True)}
