"""The way to the gate and back, and linking it with an account."""

from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import (
    OAuth2Adapter,
    OAuth2CallbackView,
    OAuth2LoginView,
)
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from requests import RequestException

from accounts.edevlet import gate
from accounts.signin.levels import Level, requires
from content.full_addresses import absolute


class EDevletAdapter(OAuth2Adapter):
    """Speaks with the gate: state bound to the session and used once, an exact way back."""

    provider_id = "edevlet"
    scope_delimiter = ";"

    @property
    def authorize_url(self) -> str:
        """Return where people sign in."""
        return gate.address(gate.AUTHORIZE)

    @property
    def access_token_url(self) -> str:  # type: ignore[override]
        """Return where a code becomes a token."""
        return gate.address(gate.TOKEN)

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Return the one way back that is registered: never what a Host header says."""
        with translation.override(settings.LANGUAGE_CODE):
            path = reverse("edevlet_callback")
        if settings.DEBUG:
            return request.build_absolute_uri(path)
        return absolute(path)

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: Any = None
    ) -> Any:
        """Exchange the code; whatever odd the gate answers is a failure, never an error of ours."""
        try:
            return super().get_access_token_data(request, app, client, pkce_code_verifier)
        except (KeyError, ValueError, TypeError) as error:
            raise OAuth2Error("The gate's answer cannot be read.") from error

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Ask who it is."""
        form = {
            "accessToken": token.token,
            "clientId": app.client_id,
            "resourceId": "1",
            "kapsam": "Ad-Soyad",
        }
        with get_adapter().get_requests_session() as session:
            answer = session.post(gate.address(gate.IDENTITY), data=form, allow_redirects=False)
        if answer.status_code != 200:
            raise OAuth2Error("The gate does not say who it is.")
        try:
            found = answer.json()
        except (ValueError, RequestException) as error:
            raise OAuth2Error("The gate's answer cannot be read.") from error
        return self.get_provider().sociallogin_from_response(request, gate.person_of(found))


_login = OAuth2LoginView.adapter_view(EDevletAdapter)
_callback = OAuth2CallbackView.adapter_view(EDevletAdapter)


@never_cache
def login(request: HttpRequest) -> HttpResponse:
    """Lead to the gate."""
    _only_where_open()
    return _login(request)


@never_cache
def callback(request: HttpRequest) -> HttpResponse:
    """Take who comes back."""
    _only_where_open()
    return _callback(request)


@require_safe
@requires(Level.PASSWORD)
def link(request: HttpRequest) -> HttpResponse:
    """Show whether the account is linked with the gate, and how to link it."""
    _only_where_open()
    is_linked = SocialAccount.objects.filter(user_id=request.user.pk, provider="edevlet").exists()
    return render(request, "socialaccount/connections.jinja", {"is_linked": is_linked})


@never_cache
@require_safe
def conflict(request: HttpRequest) -> HttpResponse:
    """Say that another account has the number, and what to do."""
    return render(request, "socialaccount/conflict.jinja", status=409)


def _only_where_open() -> None:
    if not gate.is_open():
        raise Http404
