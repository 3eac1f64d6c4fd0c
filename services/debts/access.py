"""Whose debts a session sees and pays: one's own, or those of whom it acts for.

Acting for another needs an authorisation for reading or for paying, looked up anew each time
(`accounts.mandates.acting`); each debt that was opened and each payment begun by it is recorded for
both people. Debts of children are read at the desk: nobody has made sure of their numbers.
"""

from typing import Any

from django.http import HttpRequest

from accounts.mandates.acting import acting_for
from accounts.profiles.models import CitizenProfile
from accounts.profiles.queries import citizen_of
from services.debts.queries.citizen import owner_of

# Scopes of authorisations, registered when the app starts.
READING, PAYING = "debts_read", "debts_pay"


def debtor_of(request: HttpRequest, scope: str) -> CitizenProfile | None:
    """Return whose debts these are; None where nobody made sure of that person's identity.

    Raises:
        NotAuthorised: The session acts for somebody, but not for this.
    """
    mandate = acting_for(request, scope, uses=False)
    who: Any = mandate.principal if mandate is not None else request.user
    return owner_of(citizen_of(who))


def record_use(request: HttpRequest, scope: str, what: str) -> None:
    """Record for both people what was opened or done for another; nothing for oneself.

    Raises:
        NotAuthorised: As `debtor_of`.
    """
    acting_for(request, scope, what=what)
