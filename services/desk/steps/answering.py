"""Steps that write: answer, ask, change the status, close, note."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.cases.actions import change_status, write_message, write_note
from services.cases.kinds import By, Phase, Status
from services.cases.models import Case
from services.cases.notices.telling import Preview, preview, preview_message
from services.desk.steps.base import ReportStep, Step, area
from services.requests.actions import close_report
from services.requests.actions.closing import REASONS
from services.requests.kinds import CLOSINGS
from services.requests.models import Reason


def possible(case: Case, *phases: Phase) -> list[Status]:
    """Return the statuses of these phases staff may change to now, in the kind's order."""
    return [
        one
        for one in case.type.statuses
        if one.phase in phases and case.type.change(case.status, one.name, By.STAFF)
    ]


class Lettered(Step):
    """A step whose letter to the citizen is shown before."""

    previews = True
    writes = True

    @property
    def after(self) -> str:
        """Return the status it leads to."""
        return str(self.cleaned_data["after"])

    def letter(self) -> Preview:
        """Return what the citizen would get."""
        return preview(case=self.case, after=self.after, text=self.cleaned_data.get("text", ""))


class AnswerStep(Lettered):
    """Write to the citizen; the status stays."""

    name = "yanit"
    label = _("Write to the citizen")
    button = _("Send the message")
    done = _("The message is on its way.")
    takes_files = True
    text = area(_("Message"), help_text=_("The citizen reads it as it stands here."))

    @classmethod
    def is_offered(cls, case: Case, user: Any) -> bool:
        """Offer it always: there may be something to add after the end."""
        return True

    def letter(self) -> Preview:
        """Return the letter that comes with it."""
        return preview_message(case=self.case, text=self.cleaned_data["text"])

    def perform(self) -> None:
        """Send it."""
        write_message(
            case=self.case,
            by=By.STAFF,
            text=self.cleaned_data["text"],
            author=self.user,
            files=self.files_key,
        )


class NoteStep(Step):
    """Write down what only staff read."""

    name = "not"
    label = _("Internal note")
    button = _("Keep the note")
    done = _("The note is kept.")
    takes_files = True
    text = area(_("Note"), rows=3, help_text=_("The citizen never sees it."))

    @classmethod
    def is_offered(cls, case: Case, user: Any) -> bool:
        """Offer it always."""
        return True

    def perform(self) -> None:
        """Keep it."""
        write_note(
            case=self.case,
            text=self.cleaned_data["text"],
            author=self.user,
            files=self.files_key,
        )


class AskStep(Lettered):
    """Ask the citizen; the clock stands still until the answer."""

    name = "soru"
    label = _("Ask the citizen")
    button = _("Ask, and let the clock stand still")
    done = _("The question is on its way; the clock stands still.")
    text = area(_("Question"), rows=3)

    @classmethod
    def is_offered(cls, case: Case, user: Any) -> bool:
        """Offer it where the kind lets a case wait."""
        return bool(possible(case, Phase.WAITING))

    @property
    def after(self) -> str:
        """Return the status of a case that waits; none where somebody was faster."""
        return next((one.name for one in possible(self.case, Phase.WAITING)), "")

    def perform(self) -> None:
        """Ask."""
        change_status(
            case=self.case,
            after=self.after,
            by=By.STAFF,
            author=self.user,
            text=self.cleaned_data["text"],
        )


class StatusStep(Lettered):
    """Change the status to one that is no end; opening again is one of them."""

    name = "durum"
    label = _("Change the status")
    button = _("Change the status")
    done = _("The status has changed.")
    text = area(_("For the citizen"), rows=3, required=False, help_text=_("Stands in the letter."))

    @classmethod
    def is_offered(cls, case: Case, user: Any) -> bool:
        """Offer it where there is somewhere to go."""
        return bool(possible(case, Phase.OPEN))

    def prepare(self) -> None:
        """Offer only what is allowed now."""
        choices = [(one.name, one.label) for one in possible(self.case, Phase.OPEN)]
        self.fields["after"] = forms.ChoiceField(label=_("New status"), choices=choices)
        self.order_fields(["after", "text"])

    def perform(self) -> None:
        """Change it."""
        change_status(
            case=self.case,
            after=self.after,
            by=By.STAFF,
            author=self.user,
            text=self.cleaned_data["text"],
        )


class EndStep(Lettered):
    """End the case in one of its kind's ways, with an answer."""

    name = "kapat"
    label = _("Close with an answer")
    button = _("Close the case")
    done = _("The case is closed; the answer is on its way.")
    takes_files = True
    text = area(_("Answer to the citizen"), required=False)

    @classmethod
    def is_offered(cls, case: Case, user: Any) -> bool:
        """Offer it where staff may end it now."""
        return bool(possible(case, Phase.CLOSED))

    def prepare(self) -> None:
        """Offer the ends that are allowed now."""
        ends = [(one.name, one.label) for one in possible(self.case, Phase.CLOSED)]
        self.fields["after"] = forms.ChoiceField(
            label=_("How it ends"), choices=[("", _("Choose")), *ends]
        )
        self.order_fields(["after", "text"])

    def perform(self) -> None:
        """End it; the kind says whether a text is compulsory."""
        change_status(
            case=self.case,
            after=self.after,
            by=By.STAFF,
            author=self.user,
            text=self.cleaned_data["text"],
            files=self.files_key,
        )


class CloseStep(ReportStep, Lettered):
    """End a report with an answer, a reason and evidence."""

    name = "kapat"
    label = _("Close with an answer")
    button = _("Close the case")
    done = _("The case is closed; the answer is on its way.")
    takes_files = True
    text = area(_("Answer to the citizen"))
    evidence = area(
        _("Evidence for the file"),
        rows=2,
        required=False,
        most=1_000,
        help_text=_("What was seen at the place. A photo of the finished work counts, too."),
    )

    @classmethod
    def is_offered(cls, case: Case, user: Any) -> bool:
        """Offer it for open cases."""
        ends = {one.name for one in possible(case, Phase.CLOSED)}
        return case.phase != Phase.CLOSED and not ends.isdisjoint(CLOSINGS)

    def prepare(self) -> None:
        """Offer each end with its reasons, in one list: nothing that does not fit can be chosen."""
        kind, allowed = self.case.type, {one.name for one in possible(self.case, Phase.CLOSED)}
        groups = [
            (
                kind.status(end).label,
                [(f"{end}:{reason.value}", reason.label) for reason in REASONS[end]],
            )
            for end in CLOSINGS
            if end in allowed
        ]
        self.fields["end"] = forms.ChoiceField(
            label=_("How it ends, and why"), choices=[("", _("Choose")), *groups]
        )
        self.order_fields(["end", "text", "evidence"])
        if self.report.category.evidence_needed:
            self.fields["evidence"].help_text = _(
                "This topic asks for a photo, or a sentence that says what was seen."
            )

    @property
    def after(self) -> str:
        """Return the end that is chosen."""
        return str(self.cleaned_data["end"]).partition(":")[0]

    def perform(self) -> None:
        """Close it."""
        reason = Reason(self.cleaned_data["end"].partition(":")[2])
        close_report(
            report=self.report,
            after=self.after,
            reason=reason.value,
            text=self.cleaned_data["text"],
            author=self.user,
            evidence=self.cleaned_data["evidence"],
            has_photo=any(file.is_image for file in self.kept),
            files=self.files_key,
        )
