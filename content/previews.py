"""Links that show a draft to who has no account: signed, bound to one revision, and short-lived.

The link is a secret: whoever has it sees the draft. So it names one revision of one page and
nothing later, it runs out by itself, it is never cached or indexed, and no address is told to the
sites the draft links to (Referrer-Policy).
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page, Revision

from content.pages import render_document
from search import index
from search.documents import Describable
from search.queries import Found

SALT = "content.preview"
MAX_TOKEN = 300


class InvalidLink(Exception):
    """The token is not ours, too old, or its draft is gone."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it would be published, and until when its link works."""

    found: Found
    expires_at: datetime


def make_token(page: Page, revision: Revision) -> str:
    """Return a token that shows this revision of this page."""
    return signing.dumps([page.pk, revision.pk], salt=SALT)


def lifetime() -> timedelta:
    """Return how long a link works."""
    return timedelta(days=settings.PREVIEW_LINK_DAYS)


def read(token: str) -> Draft:
    """Return the draft of a token.

    Raises:
        InvalidLink: For a forged, old or wrong token, and for a draft that no longer exists.
    """
    if len(token) > MAX_TOKEN:
        raise InvalidLink
    try:
        page_id, revision_id = signing.loads(token, salt=SALT, max_age=lifetime())
        stamp = signing.b62_decode(token.rsplit(":", 2)[1])
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise InvalidLink from error
    revision = Revision.page_revisions.filter(pk=revision_id, object_id=str(page_id)).first()
    page = revision.as_object() if revision else None
    if page is None or not isinstance(page, Describable):
        raise InvalidLink
    return Draft(_found(page), datetime.fromtimestamp(stamp, tz=UTC) + lifetime())


def _found(page: Any) -> Found:
    """Return the draft as the index would give it now, had it been published."""
    parts = page.get_url_parts()
    path = str(parts[2]) if parts and parts[2] else "/"
    found: Found = page.found(path)
    now = timezone.now()
    for row in index.rows_of(page, path):
        if row.values["valid_from"] <= now < row.values["valid_until"]:
            found.document.payload = row.values["payload"]
            found.document.body = row.values["body"]
    return found


@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show a draft in the site's own frame."""
    try:
        draft = read(token)
    except InvalidLink:
        page = {"title": _("This preview link no longer works"), "robots": "noindex"}
        return sealed(render(request, "errors/preview.jinja", {"page": page}, status=403))
    request.is_preview = True  # type: ignore[attr-defined]
    locale = draft.found.document.locale
    with translation.override(locale):
        request.LANGUAGE_CODE = locale  # type: ignore[attr-defined]
        until = date_format(timezone.localtime(draft.expires_at), "DATETIME_FORMAT")
        request.preview_until = until  # type: ignore[attr-defined]
        response = sealed(render_document(request, draft.found))
    response["Content-Language"] = locale
    return response


def sealed(response: HttpResponse) -> HttpResponse:
    """Keep an answer out of caches, search engines and Referer headers."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return response


def address(request: HttpRequest, page: Page, revision: Revision) -> tuple[str, str]:
    """Return the absolute addresses of a draft: the page, and its payload in the API."""
    token = make_token(page, revision)
    return (
        request.build_absolute_uri(reverse("preview", args=[token])),
        request.build_absolute_uri(f"{reverse('api-v1:get_preview')}?token={token}"),
    )
