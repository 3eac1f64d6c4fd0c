"""Frames a found document for the templates: title, address, languages, breadcrumbs, metadata."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from content.locales import with_locale
from content.offline import KEPT_HEADER
from search.queries import Found

ROOT_PATHS = {"/", *(f"/{code}/" for code, _name in settings.LANGUAGES)}


def page_frame(request: HttpRequest, found: Found) -> dict[str, Any]:
    """Return the `page` and `languages` of a document's template context."""
    document = found.document
    data = document.data
    absolute = request.build_absolute_uri
    json_ld = document.type.json_ld(document) if document.type.json_ld else None
    if json_ld is not None:
        json_ld = {"@context": "https://schema.org", "url": absolute(document.path), **json_ld}
    image = data.get("image") or {}
    crumbs = [{"title": title, "url": path} for path, title in found.ancestors]
    if crumbs or document.path not in ROOT_PATHS:
        crumbs.append({"title": document.title, "url": document.path})
    return {
        "page": {
            "title": document.title,
            "description": data.get("summary", ""),
            "canonical": absolute(document.path),
            "robots": "noindex" if document.noindex else "",
            "og_image": absolute(image["src"]) if image.get("src") else "",
            "alternates": alternates(request, found.alternates),
            "json_ld": json.dumps(json_ld, ensure_ascii=False) if json_ld else "",
            "breadcrumbs": crumbs,
            "kind": document.kind,
        },
        "languages": languages(document.locale, found.alternates, document.path),
    }


def alternates(request: HttpRequest, paths: dict[str, str]) -> list[dict[str, str]]:
    """Return the hreflang links of a page that exists in more than one language."""
    if len(paths) < 2:
        return []
    links = [
        {"hreflang": locale, "url": request.build_absolute_uri(path)}
        for locale, path in sorted(paths.items())
    ]
    default = paths.get(settings.LANGUAGE_CODE)
    if default:
        links.append({"hreflang": "x-default", "url": request.build_absolute_uri(default)})
    return links


def languages(current: str, paths: dict[str, str], path: str) -> list[dict[str, Any]]:
    """Return the language switcher; a missing translation leads to the page that offers others."""
    bare = path if current == settings.LANGUAGE_CODE else path[len(current) + 1 :]
    return [
        {
            "code": code,
            "name": name,
            "url": paths.get(code) or with_locale(bare, code),
            "current": code == current,
            "available": code in paths,
        }
        for code, name in settings.LANGUAGES
    ]


def render_found(
    request: HttpRequest, found: Found, template: str, context: dict[str, Any] | None = None
) -> HttpResponse:
    """Render a template of a found document with its frame.

    Pages of some kinds may be kept for reading offline, by readers who are not signed in.
    """
    response = render(
        request,
        template,
        {
            "doc": found.document,
            "now": timezone.localtime(),
            **page_frame(request, found),
            **(context or {}),
        },
    )
    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    if found.document.type.extras.get("offline") and not signed_in:
        response[KEPT_HEADER] = "yes"
    return response


def render_document(request: HttpRequest, found: Found) -> HttpResponse:
    """Render a document by its kind: its own view, or its detail template."""
    kind = found.document.type
    if kind.view:
        response: HttpResponse = kind.view(request, found)
        return response
    context = kind.context(found.document) if kind.context else {}
    return render_found(request, found, kind.template, context)
