"""What all steps share."""

import uuid
from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from services.cases.actions import (
    ChangeRefused,
    ErasureRefused,
    ExtensionRefused,
    RenewalRefused,
    keep_upload,
)
from services.cases.actions.files import waiting_files
from services.cases.kinds import By, Phase
from services.cases.models import Case
from services.desk.actions.working import WorkRefused
from services.desk.rights import may_work
from services.desk.words import refused
from services.requests.actions import BarRefused, EvidenceMissing, MergeRefused, ModerationRefused
from services.requests.models import Report

REFUSALS = (
    ChangeRefused,
    WorkRefused,
    MergeRefused,
    ModerationRefused,
    ExtensionRefused,
    RenewalRefused,
    BarRefused,
    ErasureRefused,
)


class Step(forms.Form):
    """A step: offered or not, asked by a form, done through the actions.

    Attributes:
        name: In the address, Turkish.
        label: Its heading.
        button: What is pressed.
        done: What is said afterwards.
        takes_files: Whether photos may come with it; they are kept even when the rest is wrong.
        writes: Whether its text goes to the citizen, so that ready-made answers fit.
        previews: Whether its letter can be seen before; it has `letter()` then.
        notice: A sentence above its fields, made by `prepare`.
        stands_below: Whether it stands among the steps; False where its button is elsewhere.
    """

    name: ClassVar[str]
    label: ClassVar[str | Promise]
    button: ClassVar[str | Promise]
    done: ClassVar[str | Promise] = _("Done.")
    takes_files: ClassVar[bool] = False
    writes: ClassVar[bool] = False
    previews: ClassVar[bool] = False
    stands_below: ClassVar[bool] = True

    def __init__(self, *args: Any, case: Case, user: Any, **kwargs: Any) -> None:
        """Keep what it is about; ids begin with the step's name, so that all fit on one page."""
        kwargs.setdefault("auto_id", f"{self.name}-%s")
        super().__init__(*args, **kwargs)
        self.case, self.user, self.notice = case, user, ""
        if self.takes_files:
            self.fields["key"] = forms.UUIDField(widget=forms.HiddenInput)
            self.fields["key"].initial = uuid.uuid4()
        self.prepare()

    @classmethod
    def may(cls, user: Any) -> bool:
        """Tell whether somebody may take it at all."""
        return may_work(user)

    @classmethod
    def is_offered(cls, case: Case, user: Any) -> bool:
        """Tell whether it makes sense now."""
        return case.phase != Phase.CLOSED

    def prepare(self) -> None:
        """Fill choices; for those that need it."""

    def perform(self) -> None:
        """Do it. Called when it is valid; what the actions raise is told by `done_now`."""
        raise NotImplementedError

    def done_now(self) -> bool:
        """Do it; False with an error on the form when it was refused."""
        try:
            self.perform()
        except REFUSALS as error:
            self.add_error(None, refused(error))
        except EvidenceMissing:
            self.add_error(
                "evidence", _("This topic asks for a photo, or a sentence that says what was seen.")
            )
        except ValidationError as error:
            self.add_error(None, error)
        return not self.errors

    @property
    def files_key(self) -> uuid.UUID | None:
        """Return the key under which its files are kept, however the rest is."""
        try:
            return uuid.UUID(str(self["key"].value()))
        except (ValueError, KeyError):
            return None

    def keep_files(self, files: Sequence[Any]) -> None:
        """Keep what was sent with it; say of each why not."""
        key = self.files_key
        if key is None or not self.takes_files:
            return
        for file in files:
            try:
                keep_upload(key=key, file=file, rule=self.case.type.files, by=By.STAFF)
            except ValidationError as error:
                self.add_error(None, ValidationError(f"{file.name}: {' '.join(error.messages)}"))

    @property
    def kept(self) -> list[Any]:
        """Return the files that are kept for it already."""
        key = self.files_key if self.is_bound and self.takes_files else None
        return list(waiting_files(key)) if key else []


class ReportStep(Step):
    """A step of reports alone."""

    @property
    def report(self) -> Report:
        """Return the report."""
        return self.case.report


def area(label: Any, *, rows: int = 4, most: int = 4_000, **kwargs: Any) -> forms.CharField:
    """Return a field for sentences."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, max_length=most, **kwargs)
