"""Pages of the second step: a code by mail or SMS, an app, a passkey; and the box of trust."""

import time
from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.views import (
    ConfirmLoginCodeView,
    ConfirmReauthenticationCodeView,
    RequestReauthenticationCodeView,
)
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.internal.flows import trust
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.profiles.actions import choose_codes
from accounts.signin import sent_codes
from accounts.signin.factor_forms import WhereForm
from accounts.signin.queries import is_staff


def trust_where_asked(request: HttpRequest, form: Any, response: HttpResponse) -> HttpResponse:
    """Let a citizen's browser pass the second step from now on, where the box was ticked.

    Only after the whole sign-in, and never for staff.
    """
    user = request.user
    if form.cleaned_data.get("trust") and user.is_authenticated and not is_staff(user):
        trust.trust_browser(request, user, response)
    return response


class NoMoreGuesses:
    """Looks at no code after too many wrong ones for the account, by whatever session."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse, or go on."""
        process = self._process  # type: ignore[attr-defined]
        if not sent_codes.is_guessed_at(process.user):
            return super().post(request, *args, **kwargs)  # type: ignore[misc]
        process.abort()
        messages.error(request, sent_codes.too_many())
        return HttpResponseRedirect(reverse("account_login"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say where the code was sent, without telling the whole of it."""
        found: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        state = self._process.state  # type: ignore[attr-defined]
        found["by_sms"] = bool(state.get("phone"))
        found["sent_to"] = sent_codes.shown(state.items())
        return found


class LoginCodeView(NoMoreGuesses, ConfirmLoginCodeView):
    """The code at signing in; another one, or one by the other way, where that is asked for."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Take the code, or send one."""
        action = request.POST.get("action")
        if action in {"mail", "sms", "resend"} and not sent_codes.is_guessed_at(self._process.user):
            return self._send(by_sms=self._is_by_sms(action))
        return super().post(request, *args, **kwargs)

    def _is_by_sms(self, action: str) -> bool:
        return action == "sms" or (action == "resend" and bool(self._process.state.get("phone")))

    def _send(self, *, by_sms: bool) -> HttpResponse:
        process, user = self._process, self._process.user
        place = None
        if process.can_resend:
            way = sent_codes.by_sms if by_sms else sent_codes.by_mail
            place = way(self.request, user)
        if place is None:
            text = _("No more codes can be sent now. Type the last one, or try again later.")
            messages.warning(self.request, text)
        else:
            for name in ("email", "phone"):
                process.state.pop(name, None)
            process.state.update(place, at=time.time())
            process.resend()
        page = reverse("account_confirm_login_code")
        return HttpResponseRedirect(self.passthrough_next_url(page))

    def get_form(self, form_class: Any = None) -> Any:
        """Offer trust to citizens only."""
        form = super().get_form(form_class)
        if is_staff(self._process.user):
            form.fields.pop("trust", None)
        return form

    def _verify_form_valid(self, form: Any) -> HttpResponse:
        user, by_sms = self._process.user, bool(self._process.state.get("phone"))
        response = super()._verify_form_valid(form)
        choose_codes(user=user, by_sms=by_sms)
        return trust_where_asked(self.request, form, response)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the other way."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        user = self._process.user
        if not found["can_resend"]:
            return found
        if found["by_sms"]:
            address = EmailAddress.objects.get_primary_email(user)
            found["other"] = {"action": "mail", "to": sent_codes.shown([("email", address)])}
        elif number := sent_codes.number_of(user):
            found["other"] = {"action": "sms", "to": sent_codes.shown([("phone", number)])}
        return found


class FactorView(AuthenticateView):
    """The app's code, a recovery code or a passkey."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Go on, and trust the browser where that was asked for."""
        return trust_where_asked(self.request, form, super().form_valid(form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer a passkey to whoever has one."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        found["has_passkey"] = Authenticator.objects.filter(
            user_id=self.stage.login.user.pk, type=Authenticator.Type.WEBAUTHN
        ).exists()
        return found


class AskForCodeView(RequestReauthenticationCodeView):
    """Where to send a code before something important."""

    form_class = WhereForm


class AgainCodeView(NoMoreGuesses, ConfirmReauthenticationCodeView):
    """The code before something important."""
