"""Steps about two reports: merge, separate, split."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.cases.kinds import Phase
from services.cases.models import Case
from services.cases.reference import InvalidReferenceError, read
from services.desk.actions.splitting import split_report
from services.desk.rights import report_for
from services.desk.steps.base import ReportStep, area
from services.requests.actions import merge_reports, separate_report
from services.requests.models import Category, Report


class MergeStep(ReportStep):
    """Follow the report under another."""

    name = "birlestir"
    label = _("Follow under another report")
    button = _("Follow it under that report")
    done = _("Both are followed under the other report now.")
    reference = forms.CharField(
        label=_("Reference of the first report"), max_length=30, help_text=_("e.g. CM-26-00482-K")
    )

    def clean_reference(self) -> Report:
        """Return the report, if the officer sees it."""
        wrong = forms.ValidationError(_("You see no report of this reference; compare each sign."))
        try:
            found = read(self.cleaned_data["reference"])
        except InvalidReferenceError:
            raise wrong from None
        report = report_for(self.user, found.kind, found.year, found.number)
        if report is None:
            raise wrong
        return report

    def perform(self) -> None:
        """Merge."""
        merge_reports(report=self.report, into=self.cleaned_data["reference"], author=self.user)


class SeparateStep(ReportStep):
    """Undo a merge."""

    name = "ayir"
    label = _("Not the same after all")
    button = _("Follow it by itself again")
    done = _("It is followed by itself again.")
    text = area(_("For the citizen"), rows=2)

    @classmethod
    def is_offered(cls, case: Case, user: Any) -> bool:
        """Offer it for what is followed under another."""
        return case.report.merged_into_id is not None

    def perform(self) -> None:
        """Separate."""
        separate_report(report=self.report, author=self.user, text=self.cleaned_data["text"])


class SplitStep(ReportStep):
    """File the second thing the report holds as a report of its own."""

    name = "bol"
    label = _("Split in two")
    button = _("File the second report")
    done = _("The second report is filed; notes in both lead to each other.")
    key = forms.UUIDField(widget=forms.HiddenInput)
    category: Any = forms.ModelChoiceField(
        label=_("Topic of the second"), queryset=None, empty_label=_("Choose")
    )
    text = area(_("What the second is about"), rows=3)

    @classmethod
    def is_offered(cls, case: Case, user: Any) -> bool:
        """Offer it for open reports."""
        return case.phase != Phase.CLOSED

    def prepare(self) -> None:
        """Offer topics; one key for one second report, however often it is sent."""
        topics: Any = self.fields["category"]
        topics.queryset = Category.objects.filter(
            group__isnull=False, is_active=True
        ).select_related("group")
        self.fields["key"].initial = uuid.uuid4()

    def perform(self) -> None:
        """Split."""
        split_report(
            report=self.report,
            category=self.cleaned_data["category"],
            text=self.cleaned_data["text"],
            author=self.user,
            key=self.cleaned_data["key"],
        )
