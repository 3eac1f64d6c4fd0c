"""Files objections, and lets the assessment be disputed for as long as one is open."""

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.profiles.models import CitizenProfile
from services.cases.actions import Filing, file_case
from services.cases.kinds import Phase
from services.cases.models import Case
from services.debts.actions.payments import follow_amounts
from services.debts.filed.kinds import OBJECTION
from services.debts.models import Assessment, AttemptItem, Ground, Instalment, Objection
from services.debts.queries.citizen import instalments_of
from services.debts.states import CHANGES

# A plan goes on: what was agreed in it is paid. What is paid or written off has nothing to dispute.
DISPUTABLE = frozenset(
    before for before, after in CHANGES if after == "disputed" and before in {"open", "partly_paid"}
)


class ObjectionRefused(Exception):
    """No objection.

    Attributes:
        why: `unknown` (not theirs), `open` (there is one), `held` (it is being paid right now).
    """

    def __init__(self, why: str) -> None:
        """Keep why."""
        super().__init__(why)
        self.why = why


@transaction.atomic
def object_to(
    *,
    profile: CitizenProfile,
    assessment: int,
    ground: str,
    text: str,
    key: uuid.UUID,
    language: str = "tr",
    disclosure: str = "",
) -> Case:
    """File an objection of a citizen; the debt is disputed from then on, where it may be.

    The same key again is the same objection.

    Raises:
        ObjectionRefused: Nothing was filed.
    """
    mine = instalments_of(profile).filter(assessment=assessment)
    parts = list(mine.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    if not parts:
        raise ObjectionRefused("unknown")
    row = Assessment.objects.select_for_update().get(pk=assessment)
    known = Objection.objects.filter(case__filing_key=key).select_related("case").first()
    if known is not None:
        return known.case
    if Objection.objects.filter(assessment=row, is_open=True).exists():
        raise ObjectionRefused("open")
    if AttemptItem.objects.filter(instalment__in=parts, holds=True).exists():
        raise ObjectionRefused("held")
    case = file_case(
        filing=Filing(
            kind=OBJECTION,
            key=key,
            title=_("Objection: %(debt)s %(year)d")
            % {"debt": row.get_revenue_type_display(), "year": row.year},
            text=text,
            data={"ground": ground},
            owner=profile.user,
            language=language,
            disclosure=disclosure,
        )
    )
    disputed = may_be_disputed(row.status)
    Objection.objects.create(
        case=case, assessment=row, ground=Ground(ground), made_disputed=disputed
    )
    if disputed:
        row.status = "disputed"
        row.save(update_fields=["status"])
    return case


def follow(case: Case, before: str) -> None:
    """Let the assessment run again when its objection ends: by its amounts, paid or to be paid.

    What an accepted objection changes comes from the accounting system, as every amount does.
    """
    if case.phase != Phase.CLOSED:
        return
    found = Objection.objects.filter(case=case, is_open=True).first()
    if found is None:
        return
    found.is_open = False
    found.save(update_fields=["is_open"])
    parts = Instalment.objects.select_for_update().filter(assessment=found.assessment_id)
    list(parts.order_by("pk"))  # in the order in which payments lock
    row = Assessment.objects.select_for_update().get(pk=found.assessment_id)
    if found.made_disputed and row.status == "disputed":
        row.status = "open"
        row.save(update_fields=["status"])
        follow_amounts([row.pk])


def may_be_disputed(status: Any) -> bool:
    """Tell whether an objection makes a debt of a status disputed."""
    return status in DISPUTABLE
