"""Writing a case down for a citizen who calls or comes: “adına kayıt”."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from accounts.profiles.phones import parsed_phone
from content.disclosures.queries import published_versions
from content.reference.models import Neighbourhood
from services.cases.actions import keep_upload, write_note
from services.cases.actions.files import waiting_files
from services.cases.kinds import By, FileRule
from services.requests.actions import ReportFiling, file_report
from services.requests.models import Category, Report, ReportType

DISCLOSURE = "cozum-merkezi"
CHANNELS = (
    ("phone", _("Phone")),
    ("desk", _("At the desk")),
    ("whatsapp", "WhatsApp"),
    ("social", _("Social media")),
    ("letter", _("Letter")),
)
CALLED, SHOWN, PAPER = "called", "shown", "paper"
CONFIRMED = (
    (CALLED, _("The citizen calls from this number, or I called back")),
    (SHOWN, _("The citizen is here; I have read it back")),
    (PAPER, _("No contact: news go by letter")),
)


class IntakeForm(forms.Form):
    """What the officer writes down."""

    key = forms.UUIDField(widget=forms.HiddenInput)
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Fill the lists."""
        super().__init__(*args, **kwargs)
        topics: Any = self.fields["category"]
        topics.queryset = Category.objects.filter(
            group__isnull=False, is_active=True, group__is_active=True
        ).select_related("group")
        areas: Any = self.fields["neighbourhood"]
        areas.queryset = Neighbourhood.objects.all()
        self.fields["key"].initial = uuid.uuid4()

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
        """Ask for what the way of answering needs."""
        cleaned: dict[str, Any] = super().clean() or {}
        how, contact = cleaned.get("confirmed"), cleaned.get("phone") or cleaned.get("email")
        wrong = {"phone", "email"} & set(self.errors)
        if how in {CALLED, SHOWN} and not contact and not wrong:
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

    @property
    def files_key(self) -> uuid.UUID | None:
        """Return the key its photos are kept under."""
        try:
            return uuid.UUID(str(self["key"].value()))
        except ValueError:
            return None

    def keep_files(self, files: Any) -> None:
        """Keep photos, whatever the rest of the form says."""
        for file in files if self.files_key else ():
            try:
                keep_upload(key=self.files_key, file=file, rule=FileRule(), by=By.STAFF)  # type: ignore[arg-type]
            except ValidationError as error:
                self.add_error(None, ValidationError(f"{file.name}: {' '.join(error.messages)}"))

    @property
    def kept(self) -> list[Any]:
        """Return the files that are kept already."""
        return list(waiting_files(self.files_key)) if self.is_bound and self.files_key else []


@transaction.atomic
def write_down(*, values: dict[str, Any], officer: Any) -> Report:
    """File what an officer wrote down; the officer and how the contact was confirmed stand in it.

    By the same action as citizens file. A contact nobody confirmed is not kept.
    """
    paper = values["confirmed"] == PAPER
    report = file_report(
        filing=ReportFiling(
            key=values["key"],
            type=values["type"],
            category=values["category"],
            text=values["text"],
            applicant_name=values["name"],
            applicant_address=values["address"],
            neighbourhood=values["neighbourhood"],
            street=values["street"],
            door=values["door"],
            place_words=values["place_words"],
            place_source="list"
            if values["neighbourhood"]
            else "words"
            if values["place_words"]
            else "",
            officer=officer,
            contact_phone="" if paper else values["phone"],
            contact_email="" if paper else values["email"],
            channel=values["channel"],
            disclosure=disclosure_read(),
        )
    )
    note = f"{_gettext('Contact')}: {dict(CONFIRMED)[values['confirmed']]}"
    if not report.case.timeline.filter(kind="note", text=note).exists():
        write_note(case=report.case, text=note, author=officer)
    return report


def disclosure_read() -> str:
    """Return slug and version of the disclosure that is read out or laid open."""
    versions = published_versions(DISCLOSURE, "tr")
    return f"{DISCLOSURE}:{max(versions)}" if versions else ""
