"""The step that decides what everybody may read."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.cases.models import Case
from services.desk.rights import MODERATE
from services.desk.steps.base import ReportStep, area
from services.requests.actions import moderate_report
from services.requests.models import PublicState


class PublishStep(ReportStep):
    """Make the public text public, changed or not, or refuse it."""

    name = "yayin"
    label = _("Public text")
    button = _("Save the decision")
    done = _("The decision is saved.")
    state = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            (PublicState.PUBLIC, _("Make it public")),
            (PublicState.REFUSED, _("Do not make it public")),
        ],
        widget=forms.RadioSelect,
    )
    public_text = area(
        _("What everybody reads"),
        most=2_000,
        required=False,
        help_text=_("Take out names, numbers, plates, and whatever points at a person."),
    )
    why = forms.CharField(
        label=_("For the file"), max_length=200, required=False, help_text=_("e.g. “Plaka silindi”")
    )

    @classmethod
    def may(cls, user: Any) -> bool:
        """Ask for the right to moderate."""
        return super().may(user) and bool(user.has_perm(MODERATE))

    @classmethod
    def is_offered(cls, case: Case, user: Any) -> bool:
        """Offer it where the citizen wants the words public."""
        return case.report.public_state != PublicState.PRIVATE

    def prepare(self) -> None:
        """Begin with the citizen's words."""
        self.initial = {"public_text": self.report.public_text, **self.initial}

    def perform(self) -> None:
        """Decide."""
        moderate_report(
            report=self.report,
            state=self.cleaned_data["state"],
            author=self.user,
            public_text=self.cleaned_data["public_text"],
            why=self.cleaned_data["why"],
        )
