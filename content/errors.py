"""Pages for what went wrong; each says what to do next."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404."""
    page = {"title": _("Page not found"), "robots": "noindex"}
    return render(request, "errors/404.jinja", {"page": page}, status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403."""
    page = {"title": _("Not allowed"), "robots": "noindex"}
    return render(request, "errors/403.jinja", {"page": page}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is missing or stale."""
    return forbidden(request)


def server_error(request: HttpRequest, *args: Any) -> HttpResponse:
    """Answer 500 with a page that needs nothing: neither the database nor the template engine."""
    from django.conf import settings

    page = (settings.BASE_DIR / "templates" / "errors" / "500.html").read_bytes()
    return HttpResponse(page, status=500)
