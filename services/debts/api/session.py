"""Who asks, and how answers to one person go out."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja.security import APIKeyCookie

from accounts.mandates.queries import NotAuthorised
from accounts.profiles.models import CitizenProfile
from accounts.signin import levels
from content.api.problems import Problem
from services.cases.schemas import ProblemOut
from services.debts.access import debtor_of

WHO = {401: ProblemOut, 403: ProblemOut}


class Session(APIKeyCookie):
    """A session of the site, of level 2 / Sitenin 2. düzey oturumu."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> bool:
        """Refuse who is not signed in, or not surely enough."""
        level = levels.level_of(request)
        if level == levels.Level.NONE:
            raise Problem("sign_in_needed")
        if level < levels.Level.STRONG:
            raise Problem("level_too_low")
        return True


def whose(request: HttpRequest, scope: str) -> CitizenProfile:
    """Return whose debts these are; raise the problem of who may not see or pay them."""
    try:
        found = debtor_of(request, scope)
    except NotAuthorised as error:
        raise Problem("not_authorised") from error
    if found is None:
        raise Problem("identity_unconfirmed")
    return found


def private(value: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """Return an answer that nobody keeps."""
    response = JsonResponse(value, status=status, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "private, no-store"
    return response
