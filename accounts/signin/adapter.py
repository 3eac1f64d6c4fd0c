"""What allauth asks us about accounts: limits, steps, words, mail."""

import unicodedata
import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import Login
from allauth.account.utils import has_verified_email
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from accounts import limits
from accounts.audit import actions as audit
from accounts.audit import kinds
from accounts.profiles import codes
from accounts.queries import account_named
from accounts.signin import sent_codes
from accounts.signin.letters import send
from accounts.signin.queries import has_factor, is_locked, is_staff
from accounts.signin.words import ERRORS, MESSAGES

BLOCKED = "too_many_login_attempts"


class Blocked(ValidationError):
    """A limit is reached; `wait` is in seconds."""

    def __init__(self, wait: int) -> None:
        """Say how long to wait."""
        self.wait = wait
        message = _("Too many attempts. Wait %(minutes)d minutes and try again.")
        super().__init__(message % {"minutes": -(-wait // 60)}, code=BLOCKED)


class SignInAdapter(DefaultAccountAdapter):
    """Accounts of citizens and staff."""

    error_messages = {**DefaultAccountAdapter.error_messages, **ERRORS}

    # Limits: stop guessing passwords. A blocked attempt never reaches the check of the password, so
    # its answer says nothing about it; unknown accounts are counted and answered like known ones.

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse where a limit is reached."""
        account, network = account_of(credentials), limits.network_of_request(request)
        wait = limits.blocked(limits.sign_in_limits(), account=account, network=network)
        if wait:
            audit.record(kinds.SIGN_IN_BLOCKED, subject=account_named(account))
            raise Blocked(wait)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Check the password; forget earlier failures from there where it is right."""
        user = super().authenticate(request, **credentials)
        if user:
            limits.forget_failures(
                limits.sign_in_limits(),
                account=account_of(credentials),
                network=limits.network_of_request(request),
            )
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count; the audit log hears of it by Django's signal."""
        account, network = account_of(credentials), limits.network_of_request(request)
        limits.count_failure(limits.sign_in_limits(), account=account, network=network)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address; our own middleware has decided which proxy to believe."""
        return str(request.META.get("REMOTE_ADDR", "")) or "0.0.0.0"  # noqa: S104

    # Steps ---------------------------------------------------------------------------------------

    def get_login_stages(self) -> list[str]:
        """Return allauth's steps, each with a rule of ours.

        Whether a browser is trusted is a box on the form of the second step, no step of its own.
        """
        return [
            "accounts.signin.stages.SentCode",
            "accounts.signin.stages.VerifiedEmail",
            "accounts.signin.stages.SecondFactor",
        ]

    def is_login_by_code_required(self, login: Login) -> bool:
        """Ask for a code by mail or SMS where the password would be the only factor.

        Not where an app or a passkey is set up: such a code would be the weaker way around it.
        Not while an address is being verified: that code is the same proof.
        """
        user = login.user
        if user is None or login.signup or has_factor(user):
            return False
        records = get_authentication_records(self.request, user)
        if records and records[-1]["method"] == "socialaccount":
            return False  # e-Devlet has asked for more than a password
        if is_staff(user):
            return bool(settings.STAFF_SECOND_FACTOR)
        return has_verified_email(user, login.email)

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Keep everybody out of an account that its owner has locked."""
        if is_locked(user):
            return HttpResponseRedirect(reverse("account_locked"))
        return super().pre_login(request, user, **kwargs)

    # Codes by SMS: allauth asks for the number, which is the verified one of the profile or none.

    def get_phone(self, user: Any) -> tuple[str, bool] | None:
        """Return the phone a code may be sent to."""
        number = sent_codes.number_of(user)
        return (number, True) if number else None

    def set_phone_verified(self, user: Any, phone: str) -> None:
        """Do nothing: a code only ever goes to a number that is verified."""

    def generate_phone_verification_code(self, *, user: Any, phone: str) -> str:
        """Return a code of six digits, as by mail."""
        return str(self.generate_login_code())

    def send_verification_code_sms(self, user: Any, phone: str, code: str, **kwargs: Any) -> None:
        """Record the SMS in the outbox."""
        codes.hand_over(self.request, user, phone=phone, code=code)

    # Addresses -----------------------------------------------------------------------------------

    def is_safe_url(self, url: str) -> bool:
        """Lead only to paths of this site: stops open redirects, whatever hosts are allowed."""
        return bool(url) and url.startswith("/") and url_has_allowed_host_and_scheme(url, None)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return to the overview."""
        return reverse("mfa_index")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        """Return to the account."""
        return reverse("account_home")

    # Accounts ------------------------------------------------------------------------------------

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Give citizens a name that says nothing: it is never typed or shown."""
        user.username = user.username or f"v-{uuid.uuid4().hex}"

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say it in our words; what has none is not said."""
        text = message or MESSAGES.get(message_template or "")
        if text:
            messages.add_message(request, level, str(text), extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Record the letter in the outbox: known and unknown accounts cost the same."""
        send(template_prefix, email=email, context=context)


def account_of(credentials: dict[str, Any]) -> str:
    """Return an account as it is counted: case and notation do not make another one."""
    name = str(credentials.get("email") or credentials.get("username") or "")
    return unicodedata.normalize("NFKC", name.replace("\x00", "")).strip().casefold()[:254]
