"""The step of a lookup at which somebody types the code: one for every door."""

import uuid
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.limits import network_of_request
from services.cases.forms import CodeForm
from services.cases.lookup import codes
from services.cases.lookup.codes import Answer, TooMany
from services.cases.lookup.doors import Door


def opened_by(
    request: HttpRequest, form: CodeForm, *, door: Door, lookup_id: str, too_many: str
) -> tuple[Any | None, int]:
    """Return what the typed code opens, and the status of the page where it opens nothing.

    What is wrong is told in the form.

    Args:
        request: Counted by its network.
        form: A valid one.
        door: What is looked up.
        lookup_id: As the session keeps it.
        too_many: What is said when a limit is reached.
    """
    try:
        answer, found = codes.check(
            door=door,
            lookup_id=uuid.UUID(lookup_id),
            typed=form.cleaned_data["code"],
            network=network_of_request(request),
        )
    except TooMany:
        form.add_error(None, too_many)
        return None, 429
    if answer is Answer.RIGHT and found is not None:
        return found, 200
    wrong = _("This code is wrong. Look at the message again.")
    over = _("This code no longer works. Ask for a new one below.")
    form.add_error("code", wrong if answer is Answer.WRONG else over)
    return None, 200
