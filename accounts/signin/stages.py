"""Steps between the password and the session, where allauth's own need a rule of ours."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.stages import EmailVerificationStage, LoginByCodeStage
from allauth.core.internal.httpkit import headed_redirect_response
from allauth.mfa.internal.flows import trust
from allauth.mfa.stages import AuthenticateStage
from django.contrib import messages
from django.http import HttpRequest

from accounts.signin import sent_codes
from accounts.signin.queries import has_factor, is_staff


class SentCode(LoginByCodeStage):
    """A code by mail or SMS, where it was typed from last time; the page offers the other one.

    Nothing is sent before the password was right: no SMS and no letter for unknown accounts.
    """

    def handle(self) -> Any:
        """Send the code, or pass by what needs none."""
        user = self.login.user
        if not get_adapter().is_login_by_code_required(self.login) or self._is_trusted():
            return None, True
        if not self.state:
            place = sent_codes.first_place(self.request, user, self.login.email)
            if place is None:
                messages.error(self.request, sent_codes.too_many())
                return headed_redirect_response("account_login"), False
            LoginCodeVerificationProcess.initiate(
                request=self.request, user=user, stage=self, **place
            )
        self.state["login_by_code_required"] = True
        return headed_redirect_response("account_confirm_login_code"), True

    def _is_trusted(self) -> bool:
        return super()._is_trusted() and not is_staff(self.login.user)


class VerifiedEmail(EmailVerificationStage):
    """Citizens prove their address; that of staff was given by an administrator."""

    def handle(self) -> Any:
        """Pass staff through."""
        if self.login.user is not None and is_staff(self.login.user):
            return None, True
        return super().handle()

    def exit(self) -> Any:
        """Count the code: whoever typed it reads the mail of that address."""
        record_authentication(self.request, self.login.user, "code", email=self.login.email)
        return super().exit()


class SecondFactor(AuthenticateStage):
    """A browser is never trusted for a staff account."""

    def _should_handle(self, request: HttpRequest) -> bool:
        wanted = super()._should_handle(request)
        user = self.login.user
        if wanted or user is None or not is_staff(user) or not has_factor(user):
            return bool(wanted)
        return trust.is_trusted_browser(request, user)
