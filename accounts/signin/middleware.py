"""What holds for every request of somebody who is signed in."""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.signin import kept, sessions
from accounts.signin.levels import Level, level_of
from accounts.signin.queries import has_factor, is_staff

ADMIN = "/yonetim/"
OPEN_IN_ADMIN = ("/yonetim/login/", "/yonetim/logout/", "/yonetim/password_reset/")
UNKNOWN = "0.0.0.0"  # noqa: S104 - what a request without an address is said to come from
Handler = Callable[[HttpRequest], HttpResponse]


def is_signed_in(request: HttpRequest) -> bool:
    """Tell whether somebody is signed in, without opening a session for readers who have none.

    Asking the session at all would put `Vary: Cookie` on a page for everybody.
    """
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


class SessionLimitsMiddleware:
    """Ends sessions that were idle or open too long; keeps the form that was being sent.

    Stops using a session that was left open on a shared computer. No answer to somebody who is
    signed in is stored anywhere: neither by us nor by a proxy or the browser's history.
    """

    def __init__(self, get_response: Handler) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let through, or lead to signing in."""
        if not is_signed_in(request):
            return self.get_response(request)
        if sessions.remaining(request).seconds <= 0:
            return self._ended(request)
        if request.path != reverse("session_state") and sessions.touch(request):
            UserSession.objects.filter(session_key=request.session.session_key).update(
                last_seen_at=timezone.now(), ip=request.META.get("REMOTE_ADDR") or UNKNOWN
            )
        response = self.get_response(request)
        if not request.path.startswith(("/static/", "/media/")):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def _ended(self, request: HttpRequest) -> HttpResponse:
        owner = request.user.pk
        logout(request)
        if request.path == reverse("session_state"):
            return self.get_response(request)
        in_admin = request.path.startswith(ADMIN)
        if request.method == "POST" and not in_admin:
            kept.keep(request, user_id=owner)
        if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
            return HttpResponse(status=401, headers={"Cache-Control": "private, no-store"})
        messages.info(
            request,
            _("You were signed out for your safety. What you had filled in is still there.")
            if request.method == "POST" and not in_admin
            else _("You were signed out for your safety, because nothing happened for a while."),
        )
        door = "/yonetim/login/" if in_admin else reverse("account_login")
        target = {"next": request.get_full_path()}
        return HttpResponseRedirect(f"{door}?{urlencode(target)}")


class StaffFactorMiddleware:
    """Opens the admin only to sessions with a second factor.

    Stops entering with a stolen password, by whichever door the session was made.
    """

    def __init__(self, get_response: Handler) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let through, or lead to the second factor."""
        if (
            settings.STAFF_SECOND_FACTOR
            and request.path.startswith(ADMIN)
            and not request.path.startswith(OPEN_IN_ADMIN)
            and is_signed_in(request)
            and is_staff(request.user)
        ):
            if not has_factor(request.user):
                messages.warning(
                    request,
                    _("Your work needs a second step: an authenticator app or a passkey."),
                )
                return HttpResponseRedirect(reverse("mfa_index"))
            if level_of(request) < Level.STRONG:
                target = {"next": request.get_full_path()}
                return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{urlencode(target)}")
        return self.get_response(request)
