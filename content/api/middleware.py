"""What holds for every answer below /api/v1/: read by other sites, problems, ETags, no session."""

import hashlib
from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve
from django.utils import translation
from django.utils.cache import get_conditional_response

from content.api import problems

PREFIX = "/api/v1/"
# Parts for the person who is signed in: they go the whole way, sessions included, and tell other
# sites nothing.
PERSONAL = ("/api/v1/debts/",)
METHODS = "GET, HEAD, OPTIONS"
# Other sites may read, never write; no credentials, so nothing of the reader's goes along.
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Link, Content-Disposition, Content-Language",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Frame-Options": "SAMEORIGIN",
}


class ApiMiddleware:
    """Answers everything below /api/v1/ itself, with its headers; errors are problems.

    What follows in the chain (sessions, sign-in, messages) never sees such a request, so no answer
    can depend on who asks, or set a cookie, whatever is built in there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler for all other addresses."""
        self.get_response = get_response
        self._view = convert_exception_to_response(_view)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer pre-flight requests; finish every other answer below /api/v1/."""
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        if request.path_info.startswith(PERSONAL):
            return problems.as_problem(self.get_response(request))
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
            del response["Content-Type"]
            response["Allow"] = METHODS
            response["Access-Control-Max-Age"] = "86400"
        else:
            response = self._finished(request, self._answered(request))
        for name, value in CORS.items():
            response[name] = value
        return response

    def _answered(self, request: HttpRequest) -> HttpResponse:
        """Let HEAD be answered as GET, which is all the routes know; the server drops the body."""
        method = request.method
        if method == "HEAD":
            request.method = "GET"
        try:
            with translation.override(settings.LANGUAGE_CODE):
                return cast(HttpResponse, self._view(request))
        finally:
            request.method = method

    def _finished(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code >= 400:
            # A developer keeps the page that shows where the error came from.
            if settings.DEBUG and response.status_code >= 500:
                return response
            response = problems.as_problem(response)
            if response.status_code == 405:
                response["Allow"] = METHODS
            return response
        if response.status_code == 200 and "no-store" not in response.get("Cache-Control", ""):
            etag = f'W/"{hashlib.sha256(response.content).hexdigest()[:20]}"'
            response["ETag"] = etag
            conditional = get_conditional_response(request, etag=etag, response=response)
            return cast(HttpResponse, conditional)
        return response


def _view(request: HttpRequest) -> HttpResponse:
    try:
        request.resolver_match = match = resolve(request.path_info)
        return cast(HttpResponse, match.func(request, *match.args, **match.kwargs))
    except Http404:
        return problems.answer("not_found")
