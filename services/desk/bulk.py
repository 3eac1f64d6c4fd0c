"""The same done to many cases of the queue at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from content.reference.models import Directorate
from services.cases.actions import ChangeRefused, change_status
from services.cases.kinds import By
from services.desk.actions.working import WorkRefused, give, hand_over
from services.desk.rights import colleagues, reports_for, sees_all
from services.desk.words import refused
from services.requests.actions import set_priority
from services.requests.kinds import STATUSES
from services.requests.models import Report
from services.requests.models.report import Priority

GIVE, HAND_OVER, STATUS, PRIORITY = "kisi", "mudurluk", "durum", "oncelik"
# What many citizens may be told at once without a sentence of their own.
MANY = ("in_review", "in_progress")


class BulkForm(forms.Form):
    """What is done, and with what. Only the field of the pressed button counts."""

    kisi: Any = forms.ModelChoiceField(
        label=_("Give to"), queryset=None, required=False, empty_label=_("Choose a person")
    )
    mudurluk = forms.ModelChoiceField(
        label=_("Hand over to"),
        queryset=Directorate.objects.none(),
        required=False,
        empty_label=_("Choose a directorate"),
    )
    durum = forms.ChoiceField(
        label=_("Status"),
        choices=[
            ("", _("Choose a status")),
            *((status.name, status.label) for status in STATUSES if status.name in MANY),
        ],
        required=False,
    )
    oncelik = forms.TypedChoiceField(
        label=_("Priority"),
        choices=[("", _("Choose a priority")), *Priority.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, *args: Any, user: Any, places: Iterable[int], **kwargs: Any) -> None:
        """Offer the people somebody may give cases to."""
        super().__init__(*args, **kwargs)
        units = Directorate.objects.all()
        reach = list(units.values_list("pk", flat=True)) if sees_all(user) else list(places)
        self.fields["kisi"].queryset = colleagues(reach)  # type: ignore[attr-defined]
        self.fields["kisi"].label_from_instance = lambda one: (  # type: ignore[attr-defined]
            one.get_full_name() or one.get_username()
        )
        self.fields["mudurluk"].queryset = units  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it.

    Attributes:
        done: How many.
        refused: Reference and reason of each that stayed as it was.
    """

    done: int
    refused: Sequence[tuple[str, str]]


def do_to_many(
    *, user: Any, places: Iterable[int], keys: Iterable[int], what: str, values: Mapping[str, Any]
) -> Result:
    """Do the same to the reports somebody sees among those named; each by itself."""
    rows = reports_for(user, places).filter(pk__in=list(keys)).select_related("case", "category")
    done, refusals = 0, []
    for report in rows.order_by("pk"):
        reference = str(report.case.reference)
        try:
            with transaction.atomic():
                _do(report, what, values, user)
        except (ChangeRefused, WorkRefused) as error:
            refusals.append((reference, refused(error)))
        else:
            done += 1
    return Result(done, refusals)


def _do(report: Report, what: str, values: Mapping[str, Any], user: Any) -> None:
    if what == GIVE:
        give(case=report.case, person=values["kisi"], author=user)
    elif what == HAND_OVER:
        hand_over(case=report.case, directorate=values["mudurluk"], author=user)
    elif what == STATUS:
        change_status(case=report.case, after=values["durum"], by=By.STAFF, author=user)
    elif what == PRIORITY:
        set_priority(report=report, priority=values["oncelik"], author=user)
