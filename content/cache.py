"""The whole-page cache for anonymous readers.

A page is kept under the generation of everything public and the minute of the clock: any publish,
anywhere, makes a new generation (see `search.generation`), and what changes with time alone
(a span that ends at midnight, "bugün") changes at a minute's edge. So nothing is ever purged, and
what is served is at most as old as the generation the process knows.

Kept out: any request with a session cookie (a signed-in person's page, a draft, a message), any
response that sets a cookie or says it is private, anything but GET and HEAD answered 200.
"""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.text import compress_string

from search.bounded import BoundedStore
from search.generation import watch

UNCACHED_PREFIXES = ("/yonetim/", "/static/", "/media/", "/_util/", "/documents/", "/open311/")
MAX_QUERY_LENGTH = 512
MIN_GZIP_BYTES = 400
# What a browser renews (RFC 9110, 15.4.5), and what lets other sites read the API.
SENT_WITH_304 = ("cache-control", "access-control-")
Key = tuple[str, str, str]
OnAnswer = Callable[[HttpRequest], None]
"""What a view sets as `response.on_answer`: called each time the response is given, kept or not."""


@dataclass(slots=True)
class Kept:
    """A response as bytes, plain and compressed, with its headers."""

    generation: int
    minute: int
    plain: bytes
    packed: bytes | None
    headers: tuple[tuple[str, str], ...]
    etag: str
    on_answer: OnAnswer | None = None


def _weight(kept: Kept) -> int:
    return len(kept.plain) + len(kept.packed or b"") + 600


class PublicPageCacheMiddleware:
    """First in the chain: answers what is kept, keeps what may be."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler and make the store."""
        self.get_response = get_response
        self.store: BoundedStore[Key, Kept] = BoundedStore(settings.PAGE_CACHE_BYTES, _weight)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer from the store, or pass on and keep the answer."""
        if not self._may_serve(request):
            response = self.get_response(request)
            _tell(getattr(response, "on_answer", None), request)
            return response
        generation = watch.current()
        minute = int(time.time() // settings.PAGE_CACHE_SECONDS)
        host = request.META.get("HTTP_HOST", "")
        key = (host, request.path, request.META.get("QUERY_STRING", ""))
        kept = self.store.get(key)
        if kept is None or (kept.generation, kept.minute) != (generation, minute):
            response = self.get_response(request)
            kept = self._keep(key, generation, minute, response)
            if kept is None:
                _tell(getattr(response, "on_answer", None), request)
                return response
        _tell(kept.on_answer, request)
        return self._answer(request, kept)

    def _may_serve(self, request: HttpRequest) -> bool:
        return (
            self.store.limit > 0
            and request.method in {"GET", "HEAD"}
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
            and "HTTP_AUTHORIZATION" not in request.META
            and not request.path.startswith(UNCACHED_PREFIXES)
            and len(request.META.get("QUERY_STRING", "")) <= MAX_QUERY_LENGTH
        )

    def _keep(self, key: Key, generation: int, minute: int, response: HttpResponse) -> Kept | None:
        cache_control = response.headers.get("Cache-Control", "")
        if (
            response.status_code != 200
            or response.streaming
            or response.cookies
            or "private" in cache_control
            or "no-store" in cache_control
            or "Content-Encoding" in response.headers
            or "cookie" in response.headers.get("Vary", "").lower()
        ):
            return None
        plain = response.content
        packed = compress_string(plain) if len(plain) >= MIN_GZIP_BYTES else None
        if packed is not None and len(packed) >= len(plain):
            packed = None
        if not cache_control:
            patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        etag = response.headers.get("ETag") or f'W/"{hashlib.sha256(plain).hexdigest()[:20]}"'
        headers = tuple(
            (name, value)
            for name, value in response.headers.items()
            if name.lower() not in {"content-length", "etag", "vary", "connection"}
        )
        on_answer = getattr(response, "on_answer", None)
        kept = Kept(generation, minute, plain, packed, headers, etag, on_answer)
        self.store.put(key, kept)
        return kept

    def _answer(self, request: HttpRequest, kept: Kept) -> HttpResponse:
        if kept.etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
            response = HttpResponse(status=304)
            for name, value in kept.headers:
                if name.lower().startswith(SENT_WITH_304):
                    response.headers[name] = value
            response.headers["ETag"] = kept.etag
            response.headers["Vary"] = "Accept-Encoding"
            return response
        packed = kept.packed if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "") else None
        response = HttpResponse(packed or kept.plain)
        for name, value in kept.headers:
            response.headers[name] = value
        if packed:
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(packed or kept.plain))
        response.headers["ETag"] = kept.etag
        response.headers["Vary"] = "Accept-Encoding"
        return response


def _tell(on_answer: OnAnswer | None, request: HttpRequest) -> None:
    if on_answer is not None:
        on_answer(request)
