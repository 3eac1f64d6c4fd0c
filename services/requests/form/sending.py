"""From a checked form to a report: who sends it, how often, and what it becomes."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language

from accounts import limits
from accounts.limits import Limit
from accounts.mandates.acting import acting_for
from accounts.profiles.queries import citizen_of
from content.obituaries.disclosure import disclosure_shown
from services.cases.access import WRITING
from services.requests import contacts
from services.requests.actions import ReportFiling, file_report
from services.requests.form.state import State
from services.requests.form.steps import (
    Checked,
    check_person,
    check_place,
    check_text,
    check_topic,
)
from services.requests.models import Report

# A network is a school or a mobile operator, so it may send many; a person a handful a day.
LIMITS = (
    Limit("report-contact", ("account",), 20, 24 * 60 * 60),
    Limit("report-network", ("network",), 60, 60 * 60),
)


def filing_limits() -> tuple[Limit, ...]:
    """Return the limits of filing; `REPORT_LIMITS` of the settings replaces them."""
    return tuple(getattr(settings, "REPORT_LIMITS", LIMITS))


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends it: an account of a citizen, or a contact.

    `author` is the account that acts for the owner, or for a child, who has none.
    """

    owner: Any = None
    author: Any = None
    name: str = ""
    email: str = ""
    phone: str = ""

    @property
    def contact(self) -> str:
        """Return what is proved by a code; "" for an account."""
        return "" if self.owner is not None else self.email or self.phone

    @property
    def known_by(self) -> dict[str, Any]:
        """Return the arguments of `contacts`."""
        return {"owner": self.owner, "email": self.email, "phone": self.phone}


def sender_of(request: HttpRequest, values: dict[str, Any] | None = None) -> Sender:
    """Return the citizen who is signed in, else the contact that was typed.

    Who acts for another by an authorisation files for that person. Staff without a profile are
    nobody's citizen: they file for others at the desk.

    Raises:
        NotAuthorised: Somebody is chosen who has not authorised this.
    """
    profile = citizen_of(request.user)
    mandate = acting_for(request, WRITING, uses=False) if profile is not None else None
    if profile is not None and mandate is not None:
        owner = mandate.principal or profile.user
        return Sender(owner=owner, author=profile.user, name=mandate.for_whom)
    if profile is not None:
        return Sender(owner=profile.user, name=profile.user.get_full_name())
    values = values or {}
    return Sender(email=values.get("contact_email", ""), phone=values.get("contact_phone", ""))


def checked_until(state: State, last: int, *, has_account: bool) -> tuple[int, Checked]:
    """Check steps one after the other; return the first that is wrong, or 0, and all values."""
    checks = {
        1: check_topic,
        2: check_place,
        3: check_text,
        4: lambda one: check_person(one, has_account=has_account),
    }
    whole = Checked()
    for step in range(1, last + 1):
        found = checks[step](state)
        whole.values |= found.values
        if found.problems:
            whole.problems = found.problems
            return step, whole
    return 0, whole


def is_too_much(request: HttpRequest, sender: Sender) -> bool:
    """Tell whether this person or network has sent too many."""
    return bool(limits.blocked(filing_limits(), **_subjects(request, sender)))


def is_barred(sender: Sender) -> bool:
    """Tell whether this person may not file by the web now."""
    return contacts.is_barred(**sender.known_by)


@transaction.atomic
def send(request: HttpRequest, state: State, values: dict[str, Any], sender: Sender) -> Report:
    """File the report; the one that is there already when the form was sent before."""
    path, version = disclosure_shown()
    report = file_report(
        filing=ReportFiling(
            key=state.key,
            owner=sender.owner,
            author=sender.author,
            language=(get_language() or settings.LANGUAGE_CODE)[:2],
            disclosure=f"{path}:{version}"[:120] if path else "",
            **values | {"applicant_name": values.get("applicant_name") or sender.name},
        )
    )
    if sender.author is not None:
        acting_for(request, WRITING, what=str(report.case.reference))
    limits.count_failure(filing_limits(), **_subjects(request, sender))
    return report


def _subjects(request: HttpRequest, sender: Sender) -> dict[str, str]:
    account = f"account:{sender.owner.pk}" if sender.owner is not None else sender.contact
    return {
        "account": account,
        "network": limits.network_of_request(request),
    }
