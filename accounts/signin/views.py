"""Pages of our own beside allauth's: the account, its sessions, "it was not me", the clock."""

import time
from typing import Any
from urllib.parse import urlencode

from allauth.account.models import EmailAddress
from allauth.account.views import LoginView, PasswordResetView, ReauthenticateView, SignupView
from allauth.mfa.models import Authenticator
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.edevlet import gate
from accounts.models import User
from accounts.signin import sessions
from accounts.signin.actions import end_session, lock
from accounts.signin.devices import describe, read_not_me
from accounts.signin.queries import is_locked, is_staff
from accounts.signin.staff import LimitedMixin


class CitizenLoginView(LimitedMixin, LoginView):
    """allauth's, which answers 429 where a limit is reached."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer e-Devlet where it is set up; carry on where one was going."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        if gate.is_open():
            target = self.get_next_url()
            query = f"?{urlencode({'next': target})}" if target else ""
            found["edevlet_url"] = reverse("edevlet_login") + query
        return found


class EvenMixin:
    """Gives every answer to a form no sooner than after a fixed time.

    Stops telling known addresses from unknown ones by the clock: what is done for them is nearly
    the same, and what is left of the difference disappears in the wait.
    """

    even_for: str

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer, then wait for the rest of the time."""
        started = time.monotonic()
        response = super().post(request, *args, **kwargs)  # type: ignore[misc]
        rest = settings.SIGN_IN_EVEN_SECONDS[self.even_for] - (time.monotonic() - started)
        if rest > 0:
            time.sleep(rest)
        return response


class RegisterView(EvenMixin, SignupView):
    """allauth's, evenly."""

    even_for = "register"


class ForgotPasswordView(EvenMixin, PasswordResetView):
    """allauth's, evenly."""

    even_for = "forgot"


class PasswordAgainView(LimitedMixin, ReauthenticateView):
    """allauth's, the same way."""


class SessionsView(ListUserSessionsView):
    """allauth's list, in words people know; one session can be ended alone."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Describe the devices; this one first, then by last use."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        rows = [
            {
                "pk": session.pk,
                "device": describe(session.user_agent),
                "ip": session.ip,
                "created_at": session.created_at,
                "last_seen_at": session.last_seen_at,
                "is_current": session.is_current(),
            }
            for session in found["sessions"]
        ]
        rows.sort(key=lambda row: (not row["is_current"], -row["last_seen_at"].timestamp()))
        found["sessions"] = rows
        return found

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """End the one that was chosen, else all others."""
        chosen = request.POST.get("session", "")
        if not chosen:
            return super().post(request, *args, **kwargs)
        if chosen.isdigit() and len(chosen) < 19 and end_session(user=request.user, pk=int(chosen)):
            messages.success(request, _("That device has been signed out."))
        return HttpResponseRedirect(reverse("usersessions_list"))


@login_required
@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what an account holds, and lead to each part of it."""
    user = request.user
    types = set(Authenticator.objects.filter(user_id=user.pk).values_list("type", flat=True))
    context = {
        "email": EmailAddress.objects.get_primary_email(user),  # type: ignore[arg-type]
        "has_app": Authenticator.Type.TOTP in types,
        "has_passkey": Authenticator.Type.WEBAUTHN in types,
        "is_staff": is_staff(user),
        "has_gate": gate.is_open(),
    }
    return render(request, "account/home.jinja", context)


@never_cache
@require_safe
def locked(request: HttpRequest) -> HttpResponse:
    """Say that the owner has locked the account, and how it opens."""
    return render(request, "account/locked.jinja", status=403)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def not_me(request: HttpRequest, token: str) -> HttpResponse:
    """Lock an account by the link of a notice; looking at the page changes nothing.

    Mail programs follow links, so the deed needs the button.
    """
    found = read_not_me(token)
    user = found and User.objects.filter(pk=found[0], is_active=True).first()
    if not found or not user:
        return render(request, "account/not_me_gone.jinja", status=410)
    if request.method == "POST":
        lock(user=user, since=found[1])
    return render(request, "account/not_me.jinja", {"is_locked": is_locked(user), "at": found[1]})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def state(request: HttpRequest) -> HttpResponse:
    """Tell how many seconds of the session are left; POST is a sign of life.

    The token lets a page go on whose session ended: signing in elsewhere made a new one.
    """
    if not request.user.is_authenticated:
        return JsonResponse({"seconds": 0})
    if request.method == "POST":
        sessions.touch(request)
    seconds = sessions.remaining(request).seconds
    return JsonResponse({"seconds": seconds, "token": get_token(request)})
