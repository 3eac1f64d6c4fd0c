"""Steps between the password and the session, where allauth's own need a rule of ours."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.stages import EmailVerificationStage
from allauth.mfa.internal.flows import trust
from allauth.mfa.stages import AuthenticateStage, TrustStage
from django.http import HttpRequest

from accounts.signin.queries import has_factor, is_staff


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


class TrustedBrowser(TrustStage):
    """Offered to citizens only."""

    def handle(self) -> Any:
        """Pass staff through."""
        if self.login.user is not None and is_staff(self.login.user):
            return None, True
        return super().handle()
