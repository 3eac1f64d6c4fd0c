"""Who may read a case.

- The owner, signed in; and who acts for the owner by an authorisation to read cases, which each
  reading of a case is recorded of for both.
- Whoever has proved to hold the case's contact: by the one-time code or the secret link, for half
  an hour in that session (`grant`).
- Staff: those who work in the case's directorate (`visible_to`); looking is recorded.

Nothing else opens a case: not its reference, and never an identity number (principle decision
2022/388 of the data protection board).
"""

import time
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.audit.actions import record
from accounts.mandates.acting import acting_for
from accounts.mandates.queries import NotAuthorised
from services.cases.kinds import registered
from services.cases.models import Case, Workplace
from services.cases.reference import InvalidReferenceError, read

GRANT_SECONDS = 30 * 60
MOST_GRANTS = 10
SESSION_KEY = "case_grants"
# Scopes of authorisations, registered when the app starts.
READING, WRITING = "cases_read", "cases_file"
VIEWED = "case_viewed"
OPENED = "case_opened"


class Reader(StrEnum):
    """As whom somebody reads a case."""

    OWNER = "owner"
    HOLDER = "holder"
    GRANTED = "granted"


def grant(request: HttpRequest, case: Case, *, way: str) -> None:
    """Let this session read a case for half an hour, and record by which way it was opened."""
    grants = _grants(request)
    grants[str(case.pk)] = [time.time() + GRANT_SECONDS, case.link_version]
    newest = sorted(grants.items(), key=lambda item: item[1][0])[-MOST_GRANTS:]
    request.session[SESSION_KEY] = dict(newest)
    record(OPENED, subject=case.owner, about=f"cases.case:{case.pk}", details={"way": way})


def reader_of(request: HttpRequest, case: Case) -> Reader | None:
    """Return as whom the request may read a case; None when it may not."""
    if request.user.is_authenticated and case.owner_id is not None:
        if case.owner_id == request.user.pk:
            return Reader.OWNER
        if _acts_for_owner(request, case):
            return Reader.HOLDER
    until, version = _grants(request).get(str(case.pk), (0, 0))
    if until > time.time() and version == case.link_version:
        return Reader.GRANTED
    return None


def _acts_for_owner(request: HttpRequest, case: Case) -> bool:
    """Tell whether the session acts for a case's owner, and record the reading for both people."""
    try:
        mandate = acting_for(request, READING, uses=False)
        if mandate is None or mandate.principal_id != case.owner_id:
            return False
        acting_for(request, READING, what=str(case.reference))
    except NotAuthorised:
        return False
    return True


def find(request: HttpRequest, reference: str) -> tuple[Case, Reader] | None:
    """Return the case of a reference and as whom it is read; None for all that may not be.

    Whoever asks gives one answer to "there is none" and "not yours".
    """
    try:
        found = read(reference)
    except InvalidReferenceError:
        return None
    case = (
        Case.objects.select_related("owner", "directorate")
        .filter(kind=found.kind, year=found.year, number=found.number)
        .first()
    )
    reader = reader_of(request, case) if case else None
    return (case, reader) if case and reader else None


def end_grant(request: HttpRequest, case: Case) -> None:
    """Take a session's grant back: the reader has finished, perhaps on somebody else's computer."""
    grants = _grants(request)
    if grants.pop(str(case.pk), None) is not None:
        request.session[SESSION_KEY] = grants


def visible_to(user: Any) -> QuerySet[Case]:
    """Return the cases a member of the staff may see.

    Those of the directorates where they work; all, with those of no directorate, for who may see
    all. Being staff alone shows none. A kind with a permission of its own shows none without it.
    """
    if not user.is_authenticated or not user.is_active:
        return Case.objects.none()
    cases = Case.objects.exclude(kind__in=hidden) if (hidden := hidden_from(user)) else Case.objects
    if user.has_perm("cases.view_all_cases"):
        return cases.all()
    if not user.has_perm("cases.view_case"):
        return Case.objects.none()
    places = Workplace.objects.filter(user=user).values("directorate")
    return cases.filter(directorate__in=places)


def hidden_from(user: Any) -> list[str]:
    """Return the letters of the kinds whose own permission somebody lacks."""
    return [
        letters
        for letters, kind in registered().items()
        if kind.permission and not user.has_perm(kind.permission)
    ]


def record_staff_view(*, case: Case, user: Any, what: str, reason: str = "") -> None:
    """Record that a member of the staff looks at a case; called before it is shown."""
    record(
        VIEWED,
        actor=user,
        subject=case.owner,
        reason=reason,
        about=f"cases.case:{case.pk}",
        details={"what": what},
    )


def _grants(request: HttpRequest) -> dict[str, Any]:
    now = time.time()
    found = request.session.get(SESSION_KEY, {})
    return {key: value for key, value in found.items() if value[0] > now}
