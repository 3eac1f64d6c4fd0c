"""What the reading room and the desk show of cases about debts, and what is forgotten of them."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from services.cases.kinds import Text
from services.debts.models import Clearance, Objection
from services.debts.states import STATES


def shown(case: Any) -> Sequence[tuple[Text, Text]]:
    """Return label and text of what the case is about."""
    found = Objection.objects.filter(case=case).select_related("assessment").first()
    if found is None:
        made = Clearance.objects.filter(case=case).first()
        told = date_format(made.figures_at, "j F Y H.i") if made and made.figures_at else ""
        return [(_("Figures as of"), told)] if told else []
    row = found.assessment
    return [
        (_("Debt"), f"{row.get_revenue_type_display()} {row.year}"),
        (_("Assessment number"), row.number),
        (_("Why"), found.get_ground_display()),
        (_("Debt stands as"), str(STATES[row.status].label)),
    ]


def papers(case: Any) -> Sequence[tuple[Text, str]]:
    """Return the certificate, once there is one."""
    if not Clearance.objects.filter(case=case).exists():
        return []
    return [(_("Certificate (PDF)"), reverse("debts_clearance_paper", args=[case.reference]))]


def forget(case: Any) -> None:
    """Take out what is personal; that a certificate was genuine stays."""
    Clearance.objects.filter(case=case).update(name=None, masked_number="")
