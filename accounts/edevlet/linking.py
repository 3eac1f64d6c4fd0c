"""Which account somebody who comes from the gate gets.

Nobody gets an account by a name, address or phone the gate may know. A number that stands in an
account already opens it only after that account's own sign-in; what does not fit goes to people.
"""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.forms import SignupForm
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.audit.actions import record
from accounts.edevlet.apps import IDENTITY_CONFLICT
from accounts.edevlet.provider import PLACE, PURPOSE
from accounts.profiles.actions import (
    IdentityFixed,
    IdentityTaken,
    confirm_identity,
    give_identity_number,
    open_profile,
)
from accounts.profiles.models import VerifiedBy
from accounts.profiles.queries import find_by_identity_number
from accounts.secrets.sealing import digest, unseal
from accounts.signin.forms import EMAIL, OurWords


class EDevletSignupForm(OurWords, SignupForm):
    """The gate gives no address: we ask for it and verify it by a code."""

    words = {"email": EMAIL}


class LinkingAdapter(DefaultSocialAccountAdapter):
    """Decides, and writes the identity on the profile."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Stop where the number stands in an account that is not the one asked for."""
        if sociallogin.is_existing:
            newest = digest(_number(sociallogin), PURPOSE)
            if sociallogin.account.uid != newest:  # the key was exchanged since the last time
                sociallogin.account.uid = newest
                sociallogin.account.save(update_fields=["uid"])
            self._confirm(sociallogin.user, sociallogin)
            return
        found = find_by_identity_number(_number(sociallogin))
        if sociallogin.state.get("process") == "connect":
            if found is not None and found.pk != request.user.pk:
                record(IDENTITY_CONFLICT, actor=request.user, subject=found.user)
                raise ImmediateHttpResponse(HttpResponseRedirect(reverse("edevlet_conflict")))
            return
        if found is not None:
            text = _("You have an account already. Sign in to it once; then e-Devlet opens it.")
            messages.info(request, text)
            target = f"{reverse('account_login')}?next={reverse('socialaccount_connections')}"
            raise ImmediateHttpResponse(HttpResponseRedirect(target))

    @transaction.atomic
    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Any:
        """Make the account with the gate's names, whatever the form says."""
        user = super().save_user(request, sociallogin, form)
        self._confirm(user, sociallogin)
        return user

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        """Return to the page of linking."""
        return reverse("socialaccount_connections")

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Ask for an address always."""
        return False

    @transaction.atomic
    def _confirm(self, user: Any, sociallogin: Any) -> None:
        account = sociallogin.account
        if "number" not in account.extra_data:
            return
        open_profile(user=user, language=get_language() or "tr")
        try:
            give_identity_number(user=user, number=_number(sociallogin))
        except (IdentityTaken, IdentityFixed) as error:
            record(IDENTITY_CONFLICT, subject=user)
            response = HttpResponseRedirect(reverse("edevlet_conflict"))
            raise ImmediateHttpResponse(response) from error
        names = account.extra_data
        confirm_identity(
            user=user,
            by=VerifiedBy.EDEVLET,
            first_name=names.get("first_name", ""),
            last_name=names.get("last_name", ""),
        )
        account.extra_data = {}
        if account.pk:
            account.save(update_fields=["extra_data"])


def linked(sender: Any, request: HttpRequest, sociallogin: Any, **kwargs: Any) -> None:
    """Write the identity on the profile of an account that has just been linked."""
    LinkingAdapter(request)._confirm(request.user, sociallogin)


def _number(sociallogin: Any) -> str:
    return unseal(sociallogin.account.extra_data["number"], PLACE)
