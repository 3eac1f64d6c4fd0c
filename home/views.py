"""Views of what belongs to the whole site: home, search, feedback, colours."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from content.errors import forbidden
from content.origins import from_here
from content.pages import render_found
from home.actions import add_comment, comment_token, record_feedback
from home.models import MunicipalitySettings
from home.queries import list_paths, notices
from search.kinds import listed_kinds
from search.queries import Found
from search.query import clean


def home(request: HttpRequest, found: Found) -> HttpResponse:
    """Show services, the next funerals, current road works and news: one query more."""
    locale = found.document.locale
    context = {**notices(timezone.localtime(), locale), "lists": list_paths(locale)}
    return render_found(request, found, "pages/home.jinja", context)


@csrf_exempt  # Nobody's rights are used, and pages that carry the form are cached for all.
@require_POST
def feedback(request: HttpRequest) -> HttpResponse:
    """Record whether a page was useful, then a comment; thank, and lead back."""
    if not from_here(request):
        return forbidden(request)
    path = request.POST.get("path", "").replace("\x00", "")[:500]
    if not path.startswith("/") or not url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        path = "/"
    if "token" in request.POST:
        return _comment(request, path)
    useful = {"yes": True, "no": False}.get(request.POST.get("useful", ""))
    if useful is None:
        return _answer(request, path, _("Please say “Yes” or “No”."), status=400)
    answer = record_feedback(path=path, useful=useful, network=request.META.get("REMOTE_ADDR", ""))
    if answer is None:
        words = _("Very many answers have come from your network. Please try again in an hour.")
        return _answer(request, path, words, status=429)
    token = "" if useful else comment_token(answer)
    return _answer(request, path, _("Thank you, we have noted your answer."), token=token)


def _comment(request: HttpRequest, path: str) -> HttpResponse:
    """Add a comment; one that comes too late is shown again so that it is not lost."""
    comment = request.POST.get("comment", "")
    if not comment.strip():
        return _answer(request, path, _("Thank you, we have noted your answer."))
    if add_comment(token=request.POST["token"], comment=comment):
        return _answer(request, path, _("Thank you, your comment helps us to mend the page."))
    words = _("This form has run out, so your comment was not saved. Please write to us instead.")
    return _answer(request, path, words, status=400, comment=comment)


def _answer(
    request: HttpRequest, path: str, words: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    if request.headers.get("X-Requested-With") == "fetch":
        return JsonResponse({"message": words}, status=status)
    title = _("Thank you") if status == 200 else _("Your answer was not saved")
    page = {"title": title, "robots": "noindex"}
    context = {"page": page, "back": path, "words": words, **context}
    return render(request, "pages/feedback_thanks.jinja", context, status=status)


@require_safe
def theme(request: HttpRequest) -> HttpResponse:
    """Answer the municipality's colours as a style sheet."""
    identity = MunicipalitySettings.current()
    rules = "".join(
        f"--{name}:{value};"
        for name, value in (("accent-1", identity.accent_1), ("accent-2", identity.accent_2))
        if value
    )
    response = HttpResponse(f":root{{{rules}}}", content_type="text/css")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead what asks for `/favicon.ico` unasked (browsers, feed readers) to the project's icon."""
    response = HttpResponseRedirect(static("icons/favicon.ico"))
    response["Cache-Control"] = "public, max-age=86400"
    return response


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search over everything published."""
    from home.search.page import search_page

    return search_page(request, listed_kinds())


@csrf_exempt  # Nobody's rights are used, and pages that send it are cached for all.
@require_POST
def search_click(request: HttpRequest) -> HttpResponse:
    """Count that a result was opened (`q`, `page`); sent by the browser as it leaves."""
    from home.search.counting import count_click

    raw = request.POST.get("page", "")
    if not from_here(request) or not (raw.isascii() and raw.isdigit() and len(raw) < 16):
        return HttpResponse(status=400)
    count_click(
        words=clean(request.POST.get("q", "")),
        locale=translation.get_language() or settings.LANGUAGE_CODE,
        page_id=int(raw),
        network=request.META.get("REMOTE_ADDR", ""),
    )
    return HttpResponse(status=204)
