"""Whose request it is, when it comes through proxies of ours."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class ClientAddressMiddleware:
    """Puts the visitor's address into REMOTE_ADDR, which rate limits count by.

    Attack: a visitor sends `X-Forwarded-For` of their own, to be counted as somebody else with each
    attempt. Each of our `TRUSTED_PROXIES` appends the address it saw, so only that many entries
    from the right are believed; with 0 the header is not read at all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler and the number of proxies."""
        self.get_response = get_response
        self.proxies: int = settings.TRUSTED_PROXIES

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Replace the proxy's address by the one that the outermost of ours saw."""
        if self.proxies > 0:
            seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
            if len(seen) >= self.proxies and seen[-self.proxies]:
                request.META["REMOTE_ADDR"] = seen[-self.proxies]
        return self.get_response(request)
