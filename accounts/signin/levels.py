"""How sure we are of who somebody is, as data, and what a view may ask for.

0 none, 1 a password, 2 a password with a second factor, a passkey, or e-Devlet. `recent`: the
proof is younger than `SIGN_IN_RECENT_MINUTES`.
"""

import time
from collections.abc import Callable
from enum import IntEnum
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from accounts.signin import kept

TRUSTED_SESSION_KEY = "trusted_browser"
# What each method of allauth proves by itself. A password counts one; the rest comes after it, or
# (a passkey, e-Devlet) is strong alone.
WORTH = {"password": 1, "code": 2, "mfa": 2, "socialaccount": 2}


class Level(IntEnum):
    """Assurance; what a service asks for."""

    NONE = 0
    PASSWORD = 1
    STRONG = 2


def level_of(request: HttpRequest) -> Level:
    """Return the level of the session."""
    if not request.user.is_authenticated:
        return Level.NONE
    if request.session.get(TRUSTED_SESSION_KEY):
        return Level.STRONG
    worth = [WORTH.get(record.get("method", ""), 0) for record in _records(request)]
    return Level(max([Level.PASSWORD, *worth]))


def is_recent(request: HttpRequest, level: Level) -> bool:
    """Tell whether a proof that is worth `level` was given a short time ago."""
    since = time.time() - settings.SIGN_IN_RECENT_MINUTES * 60
    return any(
        record["at"] >= since and WORTH.get(record.get("method", ""), 0) >= level
        for record in _records(request)
    )


def requires(
    level: Level, *, recent: bool = False
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Let a view run only for sessions of a level; others prove more and come back.

    What was filled in is kept on the server meanwhile and given to the view afterwards as
    `accounts.signin.kept.form_of(request)`; it is never sent in the person's name.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            enough = level_of(request) >= level
            if enough and (not recent or is_recent(request, level)):
                response = view(request, *args, **kwargs)
                response.headers.setdefault("Cache-Control", "private, no-store")
                return response
            return step_up(request, level)

        guarded.required_level = level  # type: ignore[attr-defined]
        return guarded

    return decorate


def step_up(request: HttpRequest, level: Level) -> HttpResponse:
    """Lead to where more can be proved; keep a form that was being sent."""
    if request.method == "POST":
        kept.keep(request)
    target = {"next": request.get_full_path()}
    return HttpResponseRedirect(f"{_door(request, level)}?{urlencode(target)}")


def _door(request: HttpRequest, level: Level) -> str:
    if not request.user.is_authenticated:
        return reverse("account_login")
    if level < Level.STRONG and request.user.has_usable_password():
        return reverse("account_reauthenticate")
    types = set(
        Authenticator.objects.filter(user_id=request.user.pk).values_list("type", flat=True)
    )
    if Authenticator.Type.TOTP in types:
        return reverse("mfa_reauthenticate")
    if Authenticator.Type.WEBAUTHN in types:
        return reverse("mfa_reauthenticate_webauthn")
    return reverse("account_request_reauthentication_code")


def _records(request: HttpRequest) -> list[dict[str, Any]]:
    return list(get_authentication_records(request, request.user))  # type: ignore[arg-type]
