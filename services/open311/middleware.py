"""What holds for every answer below /open311/v2/: its errors, other sites, no session."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve
from django.utils import translation
from django.utils.translation import gettext as _

from services.open311.faults import Fault, errors_of
from services.open311.formats import JSON, XML, written

PREFIX = "/open311/"
METHODS = "GET, HEAD, OPTIONS"
# As for /api/v1/: other sites may read. Filing needs a key, which has no place in a browser.
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Expose-Headers": "Link, Retry-After, Content-Language",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Frame-Options": "SAMEORIGIN",
}
LOCALES = ("tr", "en", "ar")


class Open311Middleware:
    """Answers everything below /open311/ itself; what follows in the chain never sees it.

    So no cookie of a browser counts for anything there, and no page in HTML answers a program.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler for all other addresses."""
        self.get_response = get_response
        self._view = convert_exception_to_response(_view)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the asked language; give errors of the framework the shape of ours."""
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers={"Access-Control-Max-Age": "86400"})
        else:
            asked = request.GET.get("locale", "")
            locale = asked if asked in LOCALES else settings.LANGUAGE_CODE
            with translation.override(locale):
                response = self._shaped(request, cast(HttpResponse, self._view(request)))
            response.headers.setdefault("Content-Language", locale)
        for name, value in CORS.items():
            response[name] = value
        return response

    def _shaped(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code < 400 or getattr(response, "is_open311", False):
            return response
        # A developer keeps the page that shows where the error came from.
        if settings.DEBUG and response.status_code >= 500:
            return response
        return answer(request, Fault(response.status_code, _words(response.status_code)))


def answer(request: HttpRequest, fault: Fault) -> HttpResponse:
    """Return a fault in the format of the address; in XML where that names none."""
    format_ = JSON if request.path_info.endswith(".json") else XML
    found = written(
        format_, "errors", errors_of(fault.status, fault.descriptions), status=fault.status
    )
    found["Cache-Control"] = "no-store"
    if fault.retry_after:
        found["Retry-After"] = str(fault.retry_after)
    if fault.status == 405:
        found["Allow"] = "GET, HEAD, OPTIONS, POST"
    found.is_open311 = True  # type: ignore[attr-defined]
    return found


def _view(request: HttpRequest) -> HttpResponse:
    try:
        request.resolver_match = match = resolve(request.path_info)
        return cast(HttpResponse, match.func(request, *match.args, **match.kwargs))
    except Http404:
        return answer(request, Fault(404, _words(404)))
    except Fault as fault:
        return answer(request, fault)


def _words(status: int) -> str:
    if status == 404:
        return _("There is nothing at this address. Formats are xml and json.")
    if status == 405:
        return _("This address does not take that method.")
    if status >= 500:
        return _("Something went wrong here. Please try again later.")
    return _("The request could not be read.")
