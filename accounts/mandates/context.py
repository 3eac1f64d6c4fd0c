"""What every public page knows about acting for another."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from accounts.mandates.acting import SESSION_KEY, chosen
from accounts.mandates.models import names_of
from accounts.signin.middleware import is_signed_in


def acting(request: HttpRequest) -> dict[str, Any]:
    """Return `acting`: for whom and what for; None for everybody who acts for themselves.

    Nothing is asked for readers who are not signed in.
    """
    if not hasattr(request, "user") or not is_signed_in(request):
        return {"acting": None}
    if SESSION_KEY not in request.session:
        return {"acting": None}
    found = chosen(request)
    if found is None:
        return {"acting": None}
    return {
        "acting": {
            "name": found.for_whom,
            "scopes": names_of(found),
            "leave_url": reverse("mandates_leave"),
        }
    }
