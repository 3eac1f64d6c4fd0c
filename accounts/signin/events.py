"""What follows from what allauth tells: records, notices, locks."""

from typing import Any

from allauth.account import signals
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa import signals as factor_signals
from allauth.mfa.internal.flows import trust
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from accounts.audit import actions as audit
from accounts.audit import kinds
from accounts.profiles.actions import confirm_email, open_profile
from accounts.signin import sessions
from accounts.signin.actions import remember_device, unlock
from accounts.signin.devices import digest_of, not_me_token, number_of, set_cookie
from accounts.signin.letters import send
from accounts.signin.levels import TRUSTED_SESSION_KEY
from accounts.signin.sent_codes import count_guess


def connect() -> None:
    """Listen."""
    signals.user_logged_in.connect(signed_in, dispatch_uid="signin.signed_in")
    signals.password_reset.connect(password_was_reset, dispatch_uid="signin.reset")
    signals.user_signed_up.connect(registered, dispatch_uid="signin.registered")
    signals.email_confirmed.connect(email_confirmed, dispatch_uid="signin.confirmed")
    signals.email_changed.connect(email_changed, dispatch_uid="signin.email")
    signals.login_code_rejected.connect(code_failed, dispatch_uid="signin.code")
    factor_signals.authentication_failed.connect(factor_failed, dispatch_uid="signin.factor")
    factor_signals.authenticator_added.connect(factor_added, dispatch_uid="signin.added")
    factor_signals.authenticator_reset.connect(factor_added, dispatch_uid="signin.reset_codes")
    factor_signals.authenticator_removed.connect(factor_removed, dispatch_uid="signin.removed")


def signed_in(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Start the session's clocks, tell the owner of a browser we did not know."""
    sessions.start(request)
    methods = {record.get("method") for record in get_authentication_records(request, user)}
    if not methods & {"mfa", "code", "socialaccount"} and trust.is_trusted_browser(request, user):
        request.session[TRUSTED_SESSION_KEY] = True
    number = number_of(request)
    response = kwargs.get("response")
    if response is not None:
        set_cookie(response, number)
    if remember_device(user=user, digest=digest_of(number)):
        tell_of_device(request, user)


def registered(sender: Any, user: Any, **kwargs: Any) -> None:
    """Make a citizen of who has registered: staff are made by administrators only."""
    open_profile(user=user, language=get_language() or settings.LANGUAGE_CODE)


def email_confirmed(sender: Any, email_address: Any, **kwargs: Any) -> None:
    """Note on the citizen's profile that the address is theirs."""
    confirm_email(user=email_address.user)


def tell_of_device(request: HttpRequest, user: Any) -> None:
    """Write to the owner, with the link to say that it was somebody else."""
    email = EmailAddress.objects.get_primary_email(user)
    if not email:
        return
    now = timezone.now()
    context = {
        "timestamp": now,
        "ip": request.META.get("REMOTE_ADDR", ""),
        "user_agent": request.META.get("HTTP_USER_AGENT", ""),
        "not_me_url": reverse("account_not_me", args=[not_me_token(user, now)]),
    }
    send("signin/new_device", email=email, context=context)


def password_was_reset(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Open an account its owner had locked: the verified address has proved who it is."""
    unlock(user=user)


def factor_failed(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Record a wrong code."""
    audit.record(kinds.FACTOR_FAILED, subject=user)


def code_failed(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Record and count a wrong code that was sent by mail or SMS."""
    count_guess(user)
    factor_failed(sender, request=request, user=user)


def factor_added(sender: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    """Record a new app, passkey or set of recovery codes."""
    audit.record(kinds.FACTOR_ADDED, subject=user, details={"type": authenticator.type})


def factor_removed(sender: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    """Record that one was taken away."""
    audit.record(kinds.FACTOR_REMOVED, subject=user, details={"type": authenticator.type})


def email_changed(sender: Any, user: Any, **kwargs: Any) -> None:
    """Record another address; the letter to the old one is allauth's notice."""
    audit.record(kinds.CONTACT_CHANGED, subject=user, about="email")
