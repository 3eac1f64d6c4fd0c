"""The crew lead's forms: one for each thing that happens on site."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.roadworks import photos
from content.roadworks.states import Status
from search.kinds import Text

END_OF_WORK = time(18)
REASONS = (
    _("Weather"),
    _("Material awaited"),
    _("Machine out of order"),
    _("Pipes or cables in the way"),
    _("Parked vehicles"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """What may happen on site.

    Attributes:
        name: In the address, Turkish.
        label: On the button.
        status: What follows; empty leaves it.
        after: From which statuses it is offered.
        tone: Colour of its button, always beside its words.
        needs_reason: Citizens ask why.
        moves_end: It names a new end.
        tells_progress: It asks how far the work has come.
    """

    name: str
    label: Text
    status: str = ""
    after: tuple[str, ...] = ()
    tone: str = "plain"
    needs_reason: bool = False
    moves_end: bool = False
    tells_progress: bool = False


STEPS: Mapping[str, Step] = {
    step.name: step
    for step in (
        Step(
            name="basladi",
            label=_("It has begun"),
            status=Status.IN_PROGRESS,
            after=(Status.PLANNED, Status.PAUSED),
            tone="go",
        ),
        Step(
            name="bitti",
            label=_("It is finished"),
            status=Status.FINISHED,
            after=(Status.IN_PROGRESS, Status.PAUSED),
            tone="done",
        ),
        Step(
            name="durdu",
            label=_("It is paused"),
            status=Status.PAUSED,
            after=(Status.IN_PROGRESS,),
            tone="stop",
            needs_reason=True,
        ),
        Step(
            name="gecikiyor",
            label=_("It is late"),
            after=(Status.PLANNED, Status.IN_PROGRESS, Status.PAUSED),
            tone="stop",
            needs_reason=True,
            moves_end=True,
        ),
        Step(
            name="ilerleme",
            label=_("Progress and photo"),
            after=(Status.IN_PROGRESS, Status.PAUSED),
            tells_progress=True,
        ),
    )
}


def steps_of(status: str) -> list[Step]:
    """Return what may happen to a work now."""
    return [step for step in STEPS.values() if status in step.after]


class SiteReportForm(forms.Form):
    """What the crew lead says; the fields depend on the step."""

    planned_end = forms.DateField(
        label=_("New end"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Citizens read it beside the end that was announced first."),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
    )
    progress = forms.IntegerField(
        label=_("How far is it, per cent?"),
        min_value=0,
        max_value=100,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "step": 5}),
    )
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
        help_text=_("Not needed. Place, time and device are taken out of it."),
    )
    photo_alt = forms.CharField(
        label=_("What the photo shows"),
        max_length=200,
        required=False,
        help_text=_("Read out to people who cannot see it."),
    )
    other_reason = forms.CharField(label=_("Another reason"), max_length=250, required=False)

    def __init__(self, *args: Any, step: Step, page: Any, **kwargs: Any) -> None:
        """Keep the fields of the step; propose what is likely, so that one press is enough."""
        super().__init__(*args, **kwargs)
        self.step = step
        if not step.moves_end:
            del self.fields["planned_end"]
        else:
            latest = max(timezone.localtime(page.planned_end), timezone.localtime())
            self.fields["planned_end"].initial = (latest + timedelta(days=1)).date()
        if not step.tells_progress:
            del self.fields["progress"]
        else:
            self.fields["progress"].initial = page.progress
        if not step.needs_reason:
            del self.fields["other_reason"]
        street = page.streets.first()
        place = street.name if street else page.title
        self.fields["photo_alt"].initial = gettext("%(place)s during the work")[:200] % {
            "place": place
        }

    def clean_photo(self) -> Any:
        """Return the photo as it may be kept; only ever a new JPEG."""
        file = self.cleaned_data.get("photo")
        return photos.cleaned(file, file.size) if file else None

    def clean(self) -> dict[str, Any]:
        """Take the reason from the button that was pressed, or from the words typed."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.step.needs_reason:
            pressed = str(self.data.get("reason", ""))[:250]
            cleaned["reason"] = (pressed or cleaned.pop("other_reason", "") or "").strip()
            cleaned.pop("other_reason", None)
            if not cleaned["reason"]:
                self.add_error("other_reason", gettext("Say why: press a reason or write one."))
        if cleaned.get("planned_end"):
            ends = datetime.combine(cleaned["planned_end"], END_OF_WORK)
            cleaned["planned_end"] = timezone.make_aware(ends)
        return cleaned
