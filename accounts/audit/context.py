"""Who is at work: kept for the length of a request, so that signals know whom to name."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest, HttpResponse

_request: ContextVar[HttpRequest | None] = ContextVar("audit_request", default=None)
_actor: ContextVar[Any] = ContextVar("audit_actor", default=None)


class AuditContextMiddleware:
    """Remembers the request. The user is looked up only when something is recorded."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Remember, answer, forget."""
        token = _request.set(request)
        try:
            return self.get_response(request)
        finally:
            _request.reset(token)


@contextmanager
def acting(user: Any) -> Iterator[None]:
    """Name who works outside of a request: a command, a task."""
    token = _actor.set(user)
    try:
        yield
    finally:
        _actor.reset(token)


def current_actor() -> Any:
    """Return the user at work; None for nobody."""
    named = _actor.get()
    if named is not None:
        return named
    user = getattr(_request.get(), "user", None)
    return user if user is not None and user.is_authenticated else None


def current_address() -> str:
    """Return the network address of the request (config.proxies has judged it); "" without one."""
    request = _request.get()
    return str(request.META.get("REMOTE_ADDR", "")) if request is not None else ""
