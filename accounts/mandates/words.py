"""What was done by a mandate, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.mandates.queries import Step
from accounts.mandates.scopes import all_scopes

STEPS: dict[str, Any] = {
    "offered": gettext_lazy("Offered"),
    "declared": gettext_lazy("Child named"),
    "accepted": gettext_lazy("Accepted"),
    "refused": gettext_lazy("Refused"),
    "confirmed": gettext_lazy("Confirmed at the service desk"),
    "ended": gettext_lazy("Ended"),
}


def said(step: Step) -> str:
    """Return a line of the history: what was done, of which kind, and its reference."""
    if step.what != "used":
        return str(STEPS.get(step.what, step.what))
    labels = {scope.name: str(scope.label) for scope in all_scopes()}
    label = labels.get(step.scope, step.scope)
    return _("Done: %(what)s") % {"what": ", ".join(filter(None, [label, step.about]))}
