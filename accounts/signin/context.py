"""What public templates know about whoever is signed in; nothing is asked for anonymous readers."""

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import reverse

from accounts.signin import sessions
from accounts.signin.middleware import is_signed_in


def person(request: HttpRequest) -> dict[str, Any]:
    """Return `person` (None for anonymous readers) and `notices()`."""
    found: dict[str, Any] = {"person": None, "notices": lambda: list(get_messages(request))}
    if not hasattr(request, "user") or not is_signed_in(request):
        return found
    found["person"] = {
        "name": str(request.user),
        "seconds": sessions.remaining(request).seconds,
        "warn": settings.SESSION_WARN_SECONDS,
        "state_url": reverse("session_state"),
    }
    return found
