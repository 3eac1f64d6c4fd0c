"""What holds for every answer below /api/v1/: read by other sites, problems, ETags, no session."""

import hashlib
from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from content.api import problems

PREFIX = "/api/v1/"
METHODS = "GET, HEAD, OPTIONS"
# Other sites may read, never write; no credentials, so nothing of the reader's goes along.
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Link, Content-Disposition, Content-Language",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


class ApiHeadersMiddleware:
    """Adds the headers of the API, and makes errors of the framework problems as well."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer pre-flight requests; finish every other answer below /api/v1/."""
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
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
        if request.method != "HEAD":
            return self.get_response(request)
        request.method = "GET"
        try:
            return self.get_response(request)
        finally:
            request.method = "HEAD"

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
