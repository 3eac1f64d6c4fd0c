"""Where a form came from; for public forms without a token, whose pages are cached for all."""

from django.http import HttpRequest


def from_here(request: HttpRequest) -> bool:
    """Tell whether a page of ours sent the form.

    Stops other sites from writing in the name of their visitors, each from an own network.
    Old browsers name no origin; those are let in.
    """
    origin = request.headers.get("Origin", "")
    if origin in {"", "null"}:
        return request.headers.get("Sec-Fetch-Site", "") != "cross-site"
    return origin.partition("://")[2] == request.get_host()
