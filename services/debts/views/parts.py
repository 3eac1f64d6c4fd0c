"""What the pages of debts share."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.profiles.models import CitizenProfile
from accounts.profiles.queries import citizen_of
from accounts.signin.levels import Level, requires
from services.debts.queries.citizen import owner_of

View = Callable[..., HttpResponse]


def for_debtor(view: View) -> View:
    """Let a view run for citizens whose identity somebody made sure of; it gets the profile.

    Others are told how to have it confirmed: whoever only typed a number would otherwise read the
    debts of its owner.
    """

    @requires(Level.STRONG)
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        profile = owner_of(citizen_of(request.user))
        if profile is None:
            return render(request, "debts/unconfirmed.jinja", status=403)
        return view(request, profile, *args, **kwargs)

    return guarded


def name_of(profile: CitizenProfile) -> str:
    """Return somebody's name."""
    return profile.user.get_full_name()


def today_of() -> Any:
    """Return the local day."""
    return timezone.localdate()
