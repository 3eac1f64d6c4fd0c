"""One document with its body, and what stands at an address."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from content.api.problems import Problem
from search.edges import TABLE
from search.models import PublishedDocument
from search.prepared import prepared
from search.queries import find

_PUBLIC = "NOT {0}.gone AND {0}.valid_from <= %s AND {0}.valid_until > %s"
_DETAIL = f"""
SELECT doc.payload::text, doc.body::text, doc.locale, (
    SELECT coalesce(jsonb_object_agg(other.locale, other.path), '{{}}')::text
    FROM {TABLE} AS other
    WHERE other.translation_key = doc.translation_key AND {_PUBLIC.format("other")})
FROM {TABLE} AS doc WHERE doc.page_id = %s AND {_PUBLIC.format("doc")}"""


def detail(document_id: int, now: datetime | None = None) -> tuple[str, str]:
    """Return a document as JSON text, and its language. One query.

    Raises:
        Problem: `gone` when it was public once, else `not_found`; what will be public later, is
            private or a draft cannot be told from what never was.
    """
    now = now or timezone.now()
    with prepared() as database:
        database.execute(_DETAIL, [now, now, document_id, now, now])
        row = database.fetchone()
    if row is None:
        raise Problem("gone" if _past(now).filter(page_id=document_id).exists() else "not_found")
    payload, body, locale, translations = row
    return f'{payload[:-1]}, "body": {body}, "translations": {translations}}}', locale


def resolve(path: str, now: datetime | None = None) -> dict[str, Any]:
    """Tell what a visitor finds at a path of the site.

    Raises:
        Problem: `not_found` when there is nothing and never was.
    """
    now = now or timezone.now()
    if not path.startswith("/"):
        raise Problem("invalid_parameter", "path must begin with a slash")
    found = find(path, now) or (None if path.endswith("/") else find(f"{path}/", now))
    if found:
        document = found.document
        return {
            "status": "document",
            "id": document.id,
            "kind": document.kind,
            "locale": document.locale,
            "url": document.path,
        }
    redirect = _redirect(path, now)
    if redirect:
        return redirect
    with_slash = path if path.endswith("/") else f"{path}/"
    past = _past(now).filter(path=with_slash).order_by("-version").first()
    if past is not None:
        return {
            "status": "gone",
            "id": past.page_id,
            "kind": past.kind,
            "locale": past.locale,
            "url": past.path,
        }
    raise Problem("not_found")


def _past(now: datetime) -> Any:
    """Return the rows that tell of something public once."""
    return PublishedDocument.objects.filter(Q(gone=True) | Q(valid_until__lte=now))


def _redirect(path: str, now: datetime) -> dict[str, Any] | None:
    redirect = (
        Redirect.objects.filter(old_path=Redirect.normalise_path(path)).order_by("site_id").first()
    )
    if redirect is None:
        return None
    target = redirect.redirect_link
    if redirect.redirect_page_id:
        # The page's own address only while the public may know it.
        row = (
            PublishedDocument.objects.public(now)
            .filter(page_id=redirect.redirect_page_id)
            .values_list("path", flat=True)
            .first()
        )
        route = redirect.redirect_page_route_path.lstrip("/")
        target = f"{row}{route}" if row else ""
    if not target:
        return None
    return {"status": "redirect", "url": target, "permanent": redirect.is_permanent}
