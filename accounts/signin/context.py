"""What public templates know about whoever is signed in; nothing is asked for anonymous readers."""

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import reverse

from accounts.signin import sessions
from accounts.signin.middleware import is_signed_in
from content.locales import split_locale, with_locale


def person(request: HttpRequest) -> dict[str, Any]:
    """Return `person` (None for anonymous readers), `notices()`, and this page in all languages."""
    found: dict[str, Any] = {"person": None, "notices": lambda: list(get_messages(request))}
    locale, path = split_locale(request.path)
    if path.startswith("/e-belediye/"):
        found["account_languages"] = [
            {
                "code": code,
                "name": name,
                "url": with_locale(path, code),
                "current": code == locale,
                "available": True,
            }
            for code, name in settings.LANGUAGES
        ]
    if not hasattr(request, "user") or not is_signed_in(request):
        return found
    found["person"] = {
        "name": str(request.user),
        "seconds": sessions.remaining(request).seconds,
        "warn": settings.SESSION_WARN_SECONDS,
        "state_url": reverse("session_state"),
    }
    return found
