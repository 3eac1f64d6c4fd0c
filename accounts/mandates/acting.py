"""For whom a session acts now: chosen on a page, shown on every page, asked at every step.

The choice stands in the session and proves nothing: each question looks the mandate up anew, so
that one that was ended an hour ago is worth nothing at once.
"""

import uuid
from typing import Any

from django.http import HttpRequest

from accounts.mandates.models import Mandate, MandateState
from accounts.mandates.queries import NotAuthorised, mandate_for, mandates_of

SESSION_KEY = "acting_for"


def choose(request: HttpRequest, public_id: uuid.UUID) -> Mandate:
    """Act by a mandate from now on; `NotAuthorised` for one that is not valid, or not held."""
    found = _held(request.user, public_id)
    if found is None:
        raise NotAuthorised
    request.session[SESSION_KEY] = str(found.public_id)
    return found


def leave(request: HttpRequest) -> None:
    """Act for oneself again."""
    request.session.pop(SESSION_KEY, None)


def chosen(request: HttpRequest) -> Mandate | None:
    """Return by which mandate the session acts, for showing it; None for oneself.

    Costs nothing for who acts for nobody, and one query else. One that is over is forgotten.
    """
    if SESSION_KEY not in request.session:
        return None
    found = _held(request.user, request.session[SESSION_KEY])
    if found is None:
        leave(request)
    return found


def acting_for(
    request: HttpRequest, scope: str, *, what: str = "", uses: bool = True
) -> Mandate | None:
    """Return for whom a service is done now; None where the person acts for themselves.

    The one question a service asks, in the transaction that writes. The use is recorded, and both
    people read it.

    Args:
        request: Of the person who is signed in.
        scope: What the service is for (`scopes`).
        what: What is done, for both to read, e.g. the reference of a case.
        uses: False only looks, for a page that shows a form.

    Raises:
        NotAuthorised: Somebody is chosen, but not for this, or not any more. Never do it in the
            person's own name instead: they think they act for the other one.
    """
    if SESSION_KEY not in request.session:
        return None
    public_id = request.session[SESSION_KEY]
    return mandate_for(user=request.user, public_id=public_id, scope=scope, what=what, uses=uses)


def _held(user: Any, public_id: Any) -> Mandate | None:
    try:
        wanted = uuid.UUID(str(public_id))
    except ValueError:
        return None
    found = mandates_of(user).filter(holder=user, public_id=wanted).first()
    if found is None or found.state() != MandateState.ACTIVE:
        return None
    return found if found.principal is None or found.principal.is_active else None
