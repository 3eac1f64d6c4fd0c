"""Answers requests for a debt-free certificate.

The register answers by itself where it can: that no debt is due at a moment is a fact of the same
figures that are paid by, with nothing to judge. Where a debt is disputed or deferred and late, or
the figures are not fresh, an officer does. Debts in a plan that is kept are not due.
"""

import secrets
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.profiles.models import CitizenProfile
from accounts.profiles.queries import citizen_of
from services.cases.actions import ChangeRefused, Filing, change_status, file_case
from services.cases.kinds import By
from services.cases.models import Case
from services.debts.filed.kinds import CLEARANCE
from services.debts.models import Clearance
from services.debts.money import lira
from services.debts.queries.citizen import debts_of, owner_of, terms_of
from services.debts.queries.source import freshness
from services.debts.reckoning import Debt

JUDGED = frozenset({"disputed", "deferred"})
MOST_LISTED = 30


@transaction.atomic
def ask_clearance(
    *, profile: CitizenProfile, key: uuid.UUID, language: str = "tr", disclosure: str = ""
) -> Case:
    """File a request and answer it at once where the register can; the same key is the same one."""
    filing = Filing(
        kind=CLEARANCE,
        key=key,
        title=_("Debt-free certificate"),
        owner=profile.user,
        language=language,
        disclosure=disclosure,
    )
    case = file_case(filing=filing)
    if case.status != "received":
        return case
    late = [debt for debt in debts_of(profile, terms_of(timezone.localdate())) if debt.late_parts]
    sure = [debt for debt in late if debt.row.status not in JUDGED]
    if sure:
        return change_status(case=case, after="refused", by=By.SYSTEM, text=listed(late))
    if late or freshness().why_not:
        why = _("A late debt is disputed or in a plan.") if late else str(freshness().why_not)
        return change_status(case=case, after="in_review", by=By.SYSTEM, text=why)
    return change_status(case=case, after="issued", by=By.SYSTEM)


def listed(debts: list[Debt]) -> str:
    """Return overdue debts as lines: what, its last day, what is to be paid today."""
    lines = [
        _("%(debt)s %(year)d, last day %(day)s: %(amount)s")
        % {
            "debt": debt.row.get_revenue_type_display(),
            "year": debt.row.year,
            "day": date_format(debt.late_parts[0].row.due_on),
            "amount": lira(sum((part.total for part in debt.late_parts), debt.fee * 0)),
        }
        for debt in debts[:MOST_LISTED]
    ]
    return "\n".join([_("Overdue today, with late fee:"), *lines])


def follow(case: Case, before: str) -> None:
    """Make the certificate when a request comes to be issued, whoever issues it.

    Raises:
        ChangeRefused: Whose request it is has no identity that somebody made sure of any more.
    """
    if case.status != "issued" or Clearance.objects.filter(case=case).exists():
        return
    profile = owner_of(citizen_of(case.owner))
    if profile is None:
        raise ChangeRefused("unknown")
    Clearance.objects.create(
        case=case,
        code=secrets.token_urlsafe(18),
        name=profile.user.get_full_name(),
        masked_number=profile.masked_identity_number,
        figures_at=freshness().as_of,
    )
