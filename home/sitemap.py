"""The sitemap: one file, or an index of files by language when there are many pages."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from content.addresses import made_addresses
from content.locales import prefixed_locales
from search.models import DocumentQuerySet, PublishedDocument

# Crawlers take 50,000 addresses in a file; fewer keep a file quick to make and to read.
PER_FILE = 10_000
# Old versions of legal texts are for who looks for them, not for search engines.
LEFT_OUT = ("disclosure_version",)
_FIELDS = ("path", "locale", "translation_key", "payload__updated_at")


def indexed() -> DocumentQuerySet:
    """Return the pages outside search engines may show."""
    return PublishedDocument.objects.listed().filter(noindex=False).exclude(kind__in=LEFT_OUT)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every page with its last change and its other languages, or the files that do."""
    counts = dict(indexed().order_by().values_list("locale").annotate(Count("pk")))
    if sum(counts.values()) <= PER_FILE:
        rows = list(indexed().order_by("path").values_list(*_FIELDS))
        known = _by_key((row[2], row[1], row[0]) for row in rows)
        made = _made(known)
        return _urls(request, [*rows, *made], known)
    files = [
        request.build_absolute_uri(reverse("sitemap_part", args=[locale, part]))
        for locale in sorted(counts)
        for part in range(1, -(-counts[locale] // PER_FILE) + 1)
    ]
    return _xml(request, "pages/sitemap_index.jinja", {"files": files})


@require_safe
def sitemap_part(request: HttpRequest, locale: str, part: int) -> HttpResponse:
    """List one file's share of a language."""
    start = (part - 1) * PER_FILE
    if not 0 <= start < 100 * PER_FILE:
        raise Http404
    found = indexed().in_locale(locale).order_by("path").values_list(*_FIELDS)
    rows = list(found[start : start + PER_FILE])
    if not rows:
        raise Http404
    others = indexed().exclude(locale=locale).filter(translation_key__in=[row[2] for row in rows])
    known = _by_key((row[2], row[1], row[0]) for row in rows)
    for key, code, path in others.values_list("translation_key", "locale", "path"):
        known[key][code] = path
    made = [row for row in _made(known) if row[1] == locale] if part == 1 else []
    return _urls(request, [*rows, *made], known)


def _made(known: dict[UUID, dict[str, str]]) -> list[tuple[str, str, UUID, None]]:
    """Return rows for the addresses no editor made, which have no date of change."""
    rows: list[tuple[str, str, UUID, None]] = []
    for paths in made_addresses():
        key = uuid4()
        known[key] = paths
        rows.extend((path, code, key, None) for code, path in paths.items())
    return rows


def _by_key(rows: Iterable[tuple[UUID, str, str]]) -> dict[UUID, dict[str, str]]:
    found: dict[UUID, dict[str, str]] = defaultdict(dict)
    for key, locale, path in rows:
        found[key][locale] = path
    return found


def _urls(request: HttpRequest, rows: list[Any], known: dict[UUID, dict[str, str]]) -> HttpResponse:
    base = request.build_absolute_uri("/").rstrip("/")
    entries = []
    for path, _locale, key, changed in rows:
        languages = sorted(known[key].items()) if len(known[key]) > 1 else []
        alternates = [(code, base + other) for code, other in languages]
        default = known[key].get(settings.LANGUAGE_CODE)
        if alternates and default:
            alternates.append(("x-default", base + default))
        entries.append({"address": base + path, "changed": changed, "alternates": alternates})
    return _xml(request, "pages/sitemap.jinja", {"entries": entries})


def _xml(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, context, content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers what is not for them."""
    prefixes = ["", *(f"/{code}" for code in sorted(prefixed_locales()))]
    lines = [
        "User-agent: *",
        "Disallow: /yonetim/",
        "Disallow: /onizleme/",
        *(f"Disallow: {prefix}/ara/" for prefix in prefixes),
        *(f"Disallow: {prefix}/geri-bildirim/" for prefix in prefixes),
        *(f"Disallow: {prefix}/yer-bildirimi/" for prefix in prefixes),
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
