"""The filters of the queue, as they stand in its address."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from content.reference.models import Directorate, Neighbourhood
from services.cases.access import hidden_from
from services.cases.kinds import registered
from services.desk.rights import sees_all
from services.requests.kinds import STATUSES
from services.requests.models import Category, PublicState
from services.requests.models.report import Priority

WHO = (("benim", _("Mine")), ("birim", _("Our directorate’s")), ("hepsi", _("All")))
OPEN, CLOSED, WAITING, EVERYTHING = "acik", "kapali", "bekleyen", "tumu"
STATES = (
    (OPEN, _("Still open")),
    (WAITING, _("Waiting for the citizen")),
    (CLOSED, _("Closed")),
    (EVERYTHING, _("Open and closed")),
)
LATE, TODAY, SOON = "gecti", "bugun", "yakin"
TIMES = (
    (LATE, _("Past their day")),
    (TODAY, _("Today is the last day")),
    (SOON, _("Three days or less")),
)
SORTS = (
    ("sure", _("Last day, the nearest first")),
    ("oncelik", _("Priority")),
    ("yeni", _("The newest first")),
    ("eski", _("The oldest first")),
)
HANDS = (("bos", _("Nobody")), ("biri", _("Somebody")))
NAMES = (
    *("kim", "durum", "sure", "konu", "mahalle", "mudurluk", "oncelik", "elinde", "yayin"),
    *("ara", "sirala", "tur"),
)
# Only reports have these: who asks for one asks for reports.
OF_REPORTS = ("konu", "mahalle", "oncelik", "yayin")


class QueueFilter(forms.Form):
    """What of the queue is wanted. What is not understood is left out, never an error page."""

    kim = forms.ChoiceField(label=_("Whose"), choices=WHO, required=False)
    tur = forms.ChoiceField(label=_("Kind of application"), required=False)
    durum = forms.ChoiceField(label=_("Status"), required=False)
    sure = forms.ChoiceField(label=_("Time left"), choices=[("", _("Any")), *TIMES], required=False)
    konu = forms.ModelChoiceField(
        label=_("Topic"), queryset=Category.objects.none(), required=False, empty_label=_("All")
    )
    mahalle = forms.ModelChoiceField(
        label=_("Neighbourhood"),
        queryset=Neighbourhood.objects.none(),
        required=False,
        empty_label=_("All"),
    )
    mudurluk = forms.ModelChoiceField(
        label=_("Directorate"),
        queryset=Directorate.objects.none(),
        required=False,
        empty_label=_("All"),
    )
    oncelik = forms.TypedChoiceField(
        label=_("Priority"),
        choices=[("", _("Any")), *Priority.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    elinde = forms.ChoiceField(
        label=_("In whose hands"), choices=[("", _("Any")), *HANDS], required=False
    )
    yayin = forms.ChoiceField(
        label=_("Public text"),
        choices=[("", _("Any")), *PublicState.choices],
        required=False,
    )
    ara = forms.CharField(
        label=_("Reference or words"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    sirala = forms.ChoiceField(label=_("Order"), choices=SORTS, required=False)

    def __init__(self, data: Mapping[str, Any], *, user: Any) -> None:
        """Fill in what holds without being said."""
        first = "hepsi" if sees_all(user) else "birim"
        usual = {"kim": first, "durum": OPEN, "sirala": "sure"}
        given = {name: data.get(name, "").replace("\x00", "") for name in NAMES if data.get(name)}
        super().__init__({**usual, **given})
        topics = Category.objects.select_related("group").order_by(
            "group__position", "group_id", "position", "pk"
        )
        self.fields["konu"].queryset = topics  # type: ignore[attr-defined]
        self.fields["mahalle"].queryset = Neighbourhood.objects.all()  # type: ignore[attr-defined]
        self.fields["mudurluk"].queryset = Directorate.objects.all()  # type: ignore[attr-defined]
        if not sees_all(user):
            del self.fields["mudurluk"]
            self.fields["kim"].choices = WHO[:2]  # type: ignore[attr-defined]
        self._fill_kinds(data.get("tur", ""), user)
        self.usual = usual

    def _fill_kinds(self, letters: str, user: Any) -> None:
        """Offer the kinds somebody may see, and the statuses of the one that is chosen."""
        hidden = hidden_from(user)
        kinds = {key: kind for key, kind in registered().items() if key not in hidden}
        labels = sorted((key, kind.label) for key, kind in kinds.items())
        self.fields["tur"].choices = [("", _("All")), *labels]  # type: ignore[attr-defined]
        statuses = kinds[letters].statuses if letters in kinds else STATUSES
        choices = [*STATES, *((status.name, status.label) for status in statuses)]
        self.fields["durum"].choices = choices  # type: ignore[attr-defined]

    @property
    def wanted(self) -> dict[str, Any]:
        """Return what is understood; the usual for what is not."""
        if not self.is_valid():
            for name in self.errors:
                self.cleaned_data[name] = self.usual.get(name, None)
        return dict(self.cleaned_data)

    def query(self, **more: Any) -> str:
        """Return the address's query of what is chosen and `more`, without what is usual anyway."""
        chosen = {name: value for name, value in self.data.items() if name not in self.errors}
        pairs = [
            (name, value)
            for name, value in {**chosen, **more}.items()
            if value and self.usual.get(name) != value
        ]
        return urlencode(pairs)

    @property
    def is_narrowed(self) -> bool:
        """Tell whether more than the tabs is chosen."""
        return any(
            self.data.get(name) and self.data[name] != self.usual.get(name)
            for name in NAMES
            if name not in {"kim", "sirala"}
        )
