"""The public address space: the published index first, then redirects, graves, other languages."""

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction
from wagtail.views import serve as wagtail_serve

from content.editing.withdrawal import message_for
from content.errors import not_found
from content.feeds.views import feed_of, own_calendar
from content.locales import split_locale
from content.pages import languages, render_document
from search.models import PublishedDocument
from search.queries import find

MAX_PATH = 1000


@require_safe
def document(request: HttpRequest, path: str = "") -> HttpResponse:
    """Answer a path: the document, else a redirect, a page in other languages, 410 or 404."""
    path = request.path_info
    if len(path) > MAX_PATH or "\x00" in path:
        return not_found(request)
    answered = answer(request, path) if path.endswith("/") else _feed(request, path)
    if answered is not None:
        return answered
    if not path.endswith("/"):
        with_slash = f"{path}/"
        if find(with_slash):
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{with_slash}?{query}" if query else with_slash)
    return _redirected(path) or _private(request, path) or _elsewhere(request, path)


def _feed(request: HttpRequest, path: str) -> HttpResponse | None:
    """Let a list write its feed; None where the address is no feed's, or above it is no list."""
    asked = feed_of(path)
    if asked is None:
        return None
    above, request.feed = asked  # type: ignore[attr-defined]
    answered = answer(request, above)
    return answered if getattr(answered, "is_feed", False) else None


def answer(request: HttpRequest, path: str, *, lists_only: bool = False) -> HttpResponse | None:
    """Return the document at a path, or what the page above makes there itself.

    The latter costs one query more. With `lists_only` a page that is no list answers nothing.
    """
    found = find(path)
    if found is not None and lists_only and not getattr(found.document.type.view, "is_list", False):
        return None
    if found is not None:
        feed = getattr(request, "feed", None)
        if feed is not None and found.document.type.view is None:
            return own_calendar(request, found, feed)
        return render_document(request, found)
    above, _slash, name = path.rstrip("/").rpartition("/")
    if not name:
        return None
    found = find(f"{above}/")
    if found is None or found.document.type.below is None:
        return None
    response: HttpResponse | None = found.document.type.below(request, found, name)
    return response


def _redirected(path: str) -> HttpResponse | None:
    redirect = (
        Redirect.objects.filter(old_path=Redirect.normalise_path(path), site=None).first()
        or Redirect.objects.filter(old_path=Redirect.normalise_path(path)).first()
    )
    if redirect is None or not redirect.link:
        return None
    if redirect.is_permanent:
        return HttpResponsePermanentRedirect(redirect.link)
    return HttpResponseRedirect(redirect.link)


def _private(request: HttpRequest, path: str) -> HttpResponse | None:
    """Let Wagtail ask for the password or sign-in of a restricted page."""
    if not PageViewRestriction.objects.exists():
        return None
    _locale, bare = split_locale(path)
    try:
        response: HttpResponse = wagtail_serve(request, bare.lstrip("/"))
    except Http404:
        return None
    response["Cache-Control"] = "private, no-store"
    return response


def _elsewhere(request: HttpRequest, path: str) -> HttpResponse:
    """Offer the page in the languages it has; say 410 for what was public once."""
    locale, bare = split_locale(path)
    original = find(bare) if bare != path else None
    if original is not None:
        offers = languages(locale, original.alternates, path)
        context = {
            "page": {"title": original.document.title, "robots": "noindex", "breadcrumbs": []},
            "languages": offers,
            "original": original.document,
        }
        return render(request, "pages/other_languages.jinja", context)
    past = PublishedDocument.objects.filter(path=path).order_by("-version").first()
    if past is not None:
        page = {"title": _("This page is no longer published"), "robots": "noindex"}
        context = {"page": page, "reason": message_for(path)}
        return render(request, "errors/410.jinja", context, status=410)
    return not_found(request)
