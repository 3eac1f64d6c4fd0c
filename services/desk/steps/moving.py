"""Steps that move a case: to a person, a directorate, an outside body, another topic."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from content.reference.models import Directorate, Neighbourhood
from services.cases.kinds import Phase
from services.cases.models import Case
from services.desk.actions.outside import ask_outside, cancel_outside
from services.desk.actions.working import give, hand_over, take_back
from services.desk.models import OutsideRequest
from services.desk.rights import colleagues, report_of
from services.desk.steps.base import ReportStep, Step, area
from services.requests.actions import move_report, set_place, set_priority
from services.requests.models import Category, OutsideBody
from services.requests.models.report import Priority


def person_name(one: Any) -> str:
    """Return how a colleague is called in a list."""
    return str(one.get_full_name() or one.get_username())


class GiveStep(Step):
    """Put the case into a colleague's hands."""

    name = "ver"
    label = _("Give to a person")
    button = _("Give")
    done = _("The case is given.")
    person: Any = forms.ModelChoiceField(
        label=_("Person"), queryset=None, required=False, empty_label=_("Nobody")
    )

    @classmethod
    def is_offered(cls, case: Case, user: Any) -> bool:
        """Offer it when the case has a directorate."""
        return case.phase != Phase.CLOSED and case.directorate_id is not None

    def prepare(self) -> None:
        """Offer who works where the case is."""
        field: Any = self.fields["person"]
        field.queryset = colleagues([self.case.directorate_id])
        field.label_from_instance = person_name
        work = getattr(self.case, "work", None)
        field.initial = work.assignee_id if work else None

    def perform(self) -> None:
        """Give it, or take it back."""
        person = self.cleaned_data["person"]
        if person is None:
            take_back(case=self.case, author=self.user)
        else:
            give(case=self.case, person=person, author=self.user)


class HandOverStep(Step):
    """Give the case to another directorate."""

    name = "havale"
    label = _("Hand over to a directorate")
    button = _("Hand over")
    done = _("The case is handed over.")
    directorate: Any = forms.ModelChoiceField(
        label=_("Directorate"), queryset=None, empty_label=_("Choose")
    )
    note = area(_("Internal note"), rows=2, required=False)

    def prepare(self) -> None:
        """Offer all but the one that has it."""
        field: Any = self.fields["directorate"]
        field.queryset = Directorate.objects.exclude(pk=self.case.directorate_id or 0)

    def perform(self) -> None:
        """Hand it over."""
        hand_over(
            case=self.case,
            directorate=self.cleaned_data["directorate"],
            author=self.user,
            note=self.cleaned_data["note"],
        )


class OutsideStep(Step):
    """Ask a body outside the house by a link."""

    name = "kurum"
    label = _("Ask an outside body")
    button = _("Send the link")
    done = _("The body has been asked; its answer will stand in the timeline.")
    body: Any = forms.ModelChoiceField(label=_("Body"), queryset=None, empty_label=_("Choose"))
    email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("Empty: the address kept with the body.")
    )
    question = area(
        _("What is asked"),
        most=2_000,
        help_text=_("Nothing else is sent: no name, no contact, no photo of the citizen."),
    )

    def prepare(self) -> None:
        """Offer the bodies."""
        field: Any = self.fields["body"]
        field.queryset = OutsideBody.objects.all()
        report = report_of(self.case)
        field.initial = report.category.body_id if report is not None else None

    def perform(self) -> None:
        """Ask."""
        ask_outside(
            case=self.case,
            body=self.cleaned_data["body"],
            email=self.cleaned_data["email"],
            question=self.cleaned_data["question"],
            author=self.user,
        )


class CancelOutsideStep(Step):
    """End a link before its time. Its button stands beside the question."""

    name = "kurum-iptal"
    stands_below = False
    label = _("Take the question back")
    button = _("Take the question back")
    done = _("The link works no more.")
    asked: Any = forms.ModelChoiceField(queryset=None)

    def prepare(self) -> None:
        """Know this case's questions."""
        field: Any = self.fields["asked"]
        field.queryset = OutsideRequest.objects.filter(case=self.case)

    def perform(self) -> None:
        """End it."""
        cancel_outside(asked=self.cleaned_data["asked"], author=self.user)


class SortStep(ReportStep):
    """Correct topic, priority and place."""

    name = "duzelt"
    label = _("Topic, priority, place")
    button = _("Save")
    done = _("Saved.")
    category: Any = forms.ModelChoiceField(label=_("Topic"), queryset=None)
    priority = forms.TypedChoiceField(label=_("Priority"), choices=Priority.choices, coerce=int)
    neighbourhood: Any = forms.ModelChoiceField(
        label=_("Neighbourhood"), queryset=None, required=False, empty_label=_("Not known")
    )
    street = forms.CharField(label=_("Street"), max_length=160, required=False)
    door = forms.CharField(label=_("Door number"), max_length=20, required=False)

    def prepare(self) -> None:
        """Begin with what is there."""
        topics: Any = self.fields["category"]
        topics.queryset = Category.objects.filter(group__isnull=False).select_related("group")
        areas: Any = self.fields["neighbourhood"]
        areas.queryset = Neighbourhood.objects.all()
        report = self.report
        self.initial = {
            "category": report.category_id,
            "priority": report.priority,
            "neighbourhood": report.neighbourhood_id,
            "street": report.street,
            "door": report.door,
            **self.initial,
        }

    def perform(self) -> None:
        """Change what differs, each by its own action."""
        values, report = self.cleaned_data, self.report
        if values["category"].pk != report.category_id:
            move_report(report=report, category=values["category"], author=self.user)
        if values["priority"] != report.priority:
            set_priority(report=report, priority=values["priority"], author=self.user)
        area_id = values["neighbourhood"].pk if values["neighbourhood"] else None
        place = (area_id, values["street"].strip(), values["door"].strip())
        if place != (report.neighbourhood_id, report.street, report.door):
            set_place(
                report=report,
                author=self.user,
                point=report.point,
                neighbourhood=values["neighbourhood"],
                street=values["street"],
                door=values["door"],
            )
