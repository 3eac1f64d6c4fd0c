"""Half-filled forms, kept in the session while somebody signs in or proves more.

Bounded in size, number and time; files are not kept. What is kept belongs to the session and the
address of the form, is given out once, and never to another person: it carries who filled it in,
and somebody else who signs in on the same browser does not get it.
"""

import time
from typing import Any

from django.conf import settings
from django.http import HttpRequest, QueryDict

SESSION_KEY = "kept_forms"
NEVER_KEPT = (
    "csrfmiddlewaretoken",
    "password",
    "password1",
    "password2",
    "oldpassword",
    "code",
    "identity_number",
)


def keep(request: HttpRequest, *, user_id: Any = None) -> bool:
    """Keep what was posted; False where it is too large."""
    data = request.POST.copy()
    for name in NEVER_KEPT:
        data.pop(name, None)
    encoded = data.urlencode()
    if len(encoded) > settings.KEPT_FORM_BYTES:
        return False
    forms = _valid(request)
    forms.pop(request.path, None)
    owner = user_id if user_id is not None else request.user.pk
    forms[request.path] = {"data": encoded, "at": time.time(), "user": owner}
    newest = sorted(forms.items(), key=lambda item: item[1]["at"])[-settings.KEPT_FORMS :]
    request.session[SESSION_KEY] = dict(newest)
    return True


def form_of(request: HttpRequest) -> QueryDict | None:
    """Return, once, what was kept for this address; None where nothing was."""
    if SESSION_KEY not in request.session:
        return None
    forms = _valid(request)
    found = forms.pop(request.path, None)
    if forms:
        request.session[SESSION_KEY] = forms
    else:
        del request.session[SESSION_KEY]
    if found is None or found["user"] not in (None, request.user.pk):
        return None
    return QueryDict(found["data"])


def _valid(request: HttpRequest) -> dict[str, Any]:
    since = time.time() - settings.KEPT_FORM_MINUTES * 60
    forms = request.session.get(SESSION_KEY, {})
    return {path: form for path, form in forms.items() if form["at"] >= since}
