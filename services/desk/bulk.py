"""The same done to many cases of the queue at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from content.reference.models import Directorate
from services.cases.access import visible_to
from services.cases.actions import ChangeRefused, change_status
from services.cases.kinds import By, Phase, registered
from services.cases.models import Case
from services.desk.actions.working import WorkRefused, give, hand_over
from services.desk.rights import colleagues, report_of, sees_all
from services.desk.words import refused
from services.requests.actions import set_priority
from services.requests.kinds import LETTERS, STATUSES
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
        required=False,
    )
    oncelik = forms.TypedChoiceField(
        label=_("Priority"),
        choices=[("", _("Choose a priority")), *Priority.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(
        self, *args: Any, user: Any, places: Iterable[int], letters: str = "", **kwargs: Any
    ) -> None:
        """Offer who may be given cases, and the statuses of the kind that is shown."""
        super().__init__(*args, **kwargs)
        statuses = [("", _("Choose a status")), *_statuses(letters)]
        self.fields["durum"].choices = statuses  # type: ignore[attr-defined]
        units = Directorate.objects.all()
        reach = list(units.values_list("pk", flat=True)) if sees_all(user) else list(places)
        self.fields["kisi"].queryset = colleagues(reach)  # type: ignore[attr-defined]
        self.fields["kisi"].label_from_instance = lambda one: (  # type: ignore[attr-defined]
            one.get_full_name() or one.get_username()
        )
        self.fields["mudurluk"].queryset = units  # type: ignore[attr-defined]


def _statuses(letters: str) -> list[tuple[str, Any]]:
    """Return what many cases of a kind may come to at once: open, and without a text of its own."""
    kind = registered().get(letters)
    if kind is None or letters in LETTERS:
        return [(one.name, one.label) for one in STATUSES if one.name in MANY]
    plain = {one.after for one in kind.changes if By.STAFF in one.by and not one.needs_reason}
    return [
        (one.name, one.label)
        for one in kind.statuses
        if one.phase is Phase.OPEN and one.name in plain
    ]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it.

    Attributes:
        done: How many.
        refused: Reference and reason of each that stayed as it was.
    """

    done: int
    refused: Sequence[tuple[str, str]]


def do_to_many(*, user: Any, keys: Iterable[int], what: str, values: Mapping[str, Any]) -> Result:
    """Do the same to the cases somebody sees among those named; each by itself."""
    rows = visible_to(user).filter(pk__in=list(keys), kind__in=registered())
    done, refusals = 0, []
    for case in rows.select_related("report__category").order_by("pk"):
        reference = str(case.reference)
        try:
            with transaction.atomic():
                _do(case, what, values, user)
        except (ChangeRefused, WorkRefused) as error:
            refusals.append((reference, refused(error)))
        else:
            done += 1
    return Result(done, refusals)


def _do(case: Case, what: str, values: Mapping[str, Any], user: Any) -> None:
    if what == GIVE:
        give(case=case, person=values["kisi"], author=user)
    elif what == HAND_OVER:
        hand_over(case=case, directorate=values["mudurluk"], author=user)
    elif what == STATUS:
        change_status(case=case, after=values["durum"], by=By.STAFF, author=user)
    elif what == PRIORITY:
        report = report_of(case)
        if report is None:
            raise WorkRefused("no_priority")
        set_priority(report=report, priority=values["oncelik"], author=user)
