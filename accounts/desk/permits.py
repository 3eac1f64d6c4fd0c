"""Leave to look at somebody: given with a reason, for a quarter of an hour, in one session.

Stops opening records by their address alone, out of curiosity: without a reason that was written
down there is no page, and each page that is shown is in the audit log with it.
"""

import time
from typing import Any

from django.http import HttpRequest

SESSION_KEY = "desk_permits"
SECONDS = 15 * 60
MOST = 20


def give(request: HttpRequest, public_id: Any, reason: str) -> None:
    """Let this session open a record."""
    permits = _valid(request)
    permits[str(public_id)] = {"reason": reason, "at": time.time()}
    newest = sorted(permits.items(), key=lambda item: item[1]["at"])[-MOST:]
    request.session[SESSION_KEY] = dict(newest)


def reason_for(request: HttpRequest, public_id: Any) -> str:
    """Return why this session may look; "" where it may not."""
    found = _valid(request).get(str(public_id))
    return str(found["reason"]) if found else ""


def _valid(request: HttpRequest) -> dict[str, Any]:
    since = time.time() - SECONDS
    kept = request.session.get(SESSION_KEY, {})
    return {key: value for key, value in kept.items() if value["at"] >= since}
