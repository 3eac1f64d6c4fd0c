"""What the pages of debts share."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.mandates.queries import NotAuthorised
from accounts.profiles.models import CitizenProfile
from accounts.signin.levels import Level, requires
from services.debts.access import PAYING, READING, debtor_of

View = Callable[..., HttpResponse]


def for_debtor(view: View) -> View:
    """Let a view run for citizens whose identity somebody made sure of; it gets the profile.

    Others are told how to have it confirmed: whoever only typed a number would otherwise read the
    debts of its owner. Who acts for another gets that one's profile.
    """
    return _guarded(view, READING)


def for_payer(view: View) -> View:
    """As `for_debtor`, for what pays: who acts for another needs an authorisation to pay."""
    return _guarded(view, PAYING)


def _guarded(view: View, scope: str) -> View:
    @requires(Level.STRONG)
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            profile = debtor_of(request, scope)
            if profile is None:
                return render(request, "debts/unconfirmed.jinja", status=403)
            return view(request, profile, *args, **kwargs)
        except NotAuthorised:
            messages.warning(
                request,
                _("Your authorisation is not for this. Choose another, or act for yourself."),
            )
            return HttpResponseRedirect(reverse("mandates"))

    return guarded


def name_of(profile: CitizenProfile) -> str:
    """Return somebody's name."""
    return profile.user.get_full_name()
