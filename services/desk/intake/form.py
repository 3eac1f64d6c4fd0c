"""The form on which an officer takes a case down, with the further questions of its topic."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.profiles.phones import parsed_phone
from content.reference.models import Neighbourhood
from services.cases.actions import keep_upload
from services.cases.actions.files import waiting_files
from services.cases.kinds import By, FileRule
from services.requests.models import Category, ReportType
from services.requests.questions import LONGEST, NO, YES, checked, text_in

WRONG = {
    "needed": _("The topic needs an answer to this."),
    "long": _("The answer is too long."),
    "number": _("Write a number in digits."),
    "choice": _("Choose from the list."),
    "date": _("Choose a date."),
}
CHANNELS = (
    ("phone", _("Phone")),
    ("desk", _("At the desk")),
    ("whatsapp", "WhatsApp"),
    ("social", _("Social media")),
    ("letter", _("Letter")),
)
CALLED, CODE, SHOWN, PAPER, OPEN = "called", "code", "shown", "paper", "open"
CONFIRMED = (
    (CALLED, _("The citizen calls from this number, or I called back")),
    (CODE, _("The citizen read out the code that we sent")),
    (SHOWN, _("The citizen is here; I have read it back")),
    (PAPER, _("No contact: news go by letter")),
    (OPEN, _("Not confirmed: nothing is sent, the citizen notes the reference")),
)
NOT_KEPT = (PAPER, OPEN)
"""A contact nobody confirmed is not kept: news and secret links would go to a stranger."""
QUESTION = "s-"


class IntakeForm(forms.Form):
    """What the officer writes down."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("What is it about, in the citizen’s words?"),
        max_length=120,
        required=False,
        help_text=_("e.g. “sokak lambası yanmıyor”; the topic is found by it."),
    )
    channel = forms.ChoiceField(label=_("How it came"), choices=CHANNELS)
    type = forms.ChoiceField(label=_("What it is"), choices=ReportType.choices)
    category: Any = forms.ModelChoiceField(label=_("Topic"), queryset=None, empty_label=_("Choose"))
    text = forms.CharField(
        label=_("What is reported"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("In the citizen’s own words."),
    )
    neighbourhood: Any = forms.ModelChoiceField(
        label=_("Neighbourhood"), queryset=None, required=False, empty_label=_("Not known")
    )
    street = forms.CharField(label=_("Street"), max_length=160, required=False)
    door = forms.CharField(label=_("Door number"), max_length=20, required=False)
    place_words = forms.CharField(
        label=_("The place in words"),
        max_length=250,
        required=False,
        help_text=_("e.g. “camiden sonraki sokağın başı”"),
    )
    name = forms.CharField(label=_("Name of the citizen"), max_length=120, required=False)
    address = forms.CharField(label=_("Address of the citizen"), max_length=300, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=32, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    confirmed = forms.ChoiceField(
        label=_("How the contact was confirmed"), choices=CONFIRMED, widget=forms.RadioSelect
    )
    code = forms.CharField(
        label=_("Code the citizen reads out"),
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    field_order = ("key", "words", "category", "text", "channel", "type")

    def __init__(self, *args: Any, topic: Category | None = None, **kwargs: Any) -> None:
        """Fill the lists, and ask what the topic asks."""
        super().__init__(*args, **kwargs)
        self.topic, self.said = topic, ""
        topics: Any = self.fields["category"]
        topics.queryset = Category.objects.filter(
            group__isnull=False, is_active=True, group__is_active=True
        ).select_related("group")
        areas: Any = self.fields["neighbourhood"]
        areas.queryset = Neighbourhood.objects.all()
        self.fields["key"].initial = uuid.uuid4()
        self.asked = [_field(question) for question in (topic.questions if topic else ())]
        for name, field in self.asked:
            self.fields[name] = field

    @property
    def questions(self) -> list[forms.BoundField]:
        """Return the topic's further questions."""
        return [self[name] for name, _field in self.asked]

    def clean_phone(self) -> str:
        """Return the number in its international form."""
        typed = self.cleaned_data["phone"].strip()
        if not typed:
            return ""
        try:
            return parsed_phone(typed)
        except ValueError:
            raise ValidationError(_("Write a phone number, e.g. 0532 123 45 67.")) from None

    def clean(self) -> dict[str, Any]:
        """Ask for what the way of answering and the topic need."""
        cleaned: dict[str, Any] = super().clean() or {}
        self._read_answers(cleaned)
        how, contact = cleaned.get("confirmed"), cleaned.get("phone") or cleaned.get("email")
        wrong = {"phone", "email"} & set(self.errors)
        if how in {CALLED, CODE, SHOWN} and not contact and not wrong:
            self.add_error("phone", _("Write the phone or the e-mail that was confirmed."))
        if how == PAPER and not (cleaned.get("name") and cleaned.get("address")):
            self.add_error("address", _("Without a contact the answer needs name and address."))
        if cleaned.get("type") == ReportType.INFORMATION and not (
            cleaned.get("name") and cleaned.get("address")
        ):
            self.add_error(
                "name", _("A request for information needs name and address (law 4982).")
            )
        return cleaned

    def _read_answers(self, cleaned: dict[str, Any]) -> None:
        """Read the answers by the rules citizens' answers are read by."""
        typed = {name.removeprefix(QUESTION): cleaned.get(name, "") for name, _field in self.asked}
        found, wrong = checked(self.topic.questions if self.topic else (), typed)
        for name, code in wrong.items():
            self.add_error(QUESTION + name, WRONG[code])
        cleaned["answers"] = found

    @property
    def files_key(self) -> uuid.UUID | None:
        """Return the key its photos are kept under."""
        try:
            return uuid.UUID(str(self["key"].value()))
        except ValueError:
            return None

    def keep_files(self, files: Any) -> None:
        """Keep photos, whatever the rest of the form says; say of each refused one why."""
        for file in files if self.files_key else ():
            try:
                keep_upload(key=self.files_key, file=file, rule=FileRule(), by=By.STAFF)  # type: ignore[arg-type]
            except ValidationError as error:
                words = f"{file.name}: {' '.join(error.messages)}"
                if self.is_bound:
                    self.add_error(None, words)
                else:
                    self.said = f"{self.said} {words}".strip()

    @property
    def kept(self) -> list[Any]:
        """Return the files that are kept already."""
        return list(waiting_files(self.files_key)) if self.files_key else []


def _field(question: Any) -> tuple[str, forms.Field]:
    """Return name and field of a further question."""
    kind, label = question["kind"], text_in(question["label"], "tr")
    more: dict[str, Any] = {
        "label": label,
        "required": False,
        "help_text": text_in(question.get("hint"), "tr"),
    }
    field: forms.Field = forms.CharField(max_length=LONGEST, **more)
    if kind in {"yes_no", "choice"}:
        said = [(YES, _("Yes")), (NO, _("No"))]
        listed = [
            (str(one["value"]), text_in(one["label"], "tr")) for one in question.get("choices", ())
        ]
        choices = [("", _("Not asked")), *(said if kind == "yes_no" else listed)]
        field = forms.ChoiceField(choices=choices, **more)
    elif kind == "date":
        field.widget = forms.DateInput(attrs={"type": "date"})
    elif kind == "number":
        field.widget = forms.TextInput(attrs={"inputmode": "numeric"})
    return QUESTION + str(question["name"]), field
