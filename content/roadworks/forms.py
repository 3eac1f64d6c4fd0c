"""Forms of the road works desk."""

import json
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.admin.widgets import AdminDateTimeInput

from content.base import BasePage
from content.numbers import whole_number
from content.reference.models import Neighbourhood
from content.roadworks.states import ALLOWED, EXPLAINED, Status
from content.roadworks.titles import proposed_title
from search import turkish

# The form of all pages, with what the house may add to it.
PageForm: Any = getattr(BasePage, "base_form_class", WagtailAdminPageForm)


class NeighbourhoodPicker(forms.CheckboxSelectMultiple):
    """Boxes in columns; a script adds a filter by name, in which the chosen ones stay visible."""

    template_name = "roadworks/widgets/neighbourhood_picker.html"

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        """Mark the box for the script and the style."""
        super().__init__({"class": "neighbourhood-picker", **(attrs or {})}, choices)

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        """Return the choices, the chosen ones first: the box scrolls."""
        groups = super().optgroups(name, value, attrs)
        return sorted(groups, key=lambda group: not group[1][0]["selected"])

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add the script's words, in the editor's language, to the box around the choices."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        words = {
            "filter": gettext("Find a neighbourhood"),
            "propose": gettext("Propose a title"),
            "and": gettext("%(names)s and %(last)s"),
            "others": gettext("%(names)s and others"),
        }
        context["widget"]["words"] = json.dumps(words)
        return context


class RoadWorkForm(PageForm):
    """The page's form: proposes a title, knows drafts from what is to be published."""

    class Media:
        """The proposal of the title while typing, and the filter of the neighbourhoods."""

        js = [forms.Script("js/admin/roadwork.js", type="module")]

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        """Fill an empty title in; offer the statuses that may follow."""
        if data is not None:
            data = self._with_title(data)
        super().__init__(data, *args, **kwargs)
        stored = self.instance.stored_status() if self.instance.pk else None
        if stored and "status" in self.fields:
            possible = {stored, self.instance.status, *ALLOWED[stored]}
            # The field itself knows all: what is chosen wrongly gets the rule's own message.
            self.fields["status"].widget.choices = [
                choice for choice in Status.choices if choice[0] in possible
            ]

    def _with_title(self, data: Any) -> Any:
        """Return the data with the proposed title, and a slug from it, where they are empty."""
        if data.get("title", "").strip():
            return data
        chosen = [whole_number(value) for value in data.getlist("neighbourhoods")]
        names = Neighbourhood.objects.filter(pk__in=[key for key in chosen if key is not None])
        count = min(whole_number(data.get("streets-TOTAL_FORMS", "0")) or 0, 100)
        title = proposed_title(
            kind=data.get("kind", ""),
            neighbourhoods=[area.name for area in names],
            streets=[
                data.get(f"streets-{row}-name", "")
                for row in range(count)
                if not data.get(f"streets-{row}-DELETE")
            ],
        )
        if not title:
            return data
        data = data.copy()
        data["title"] = title
        if not data.get("slug", "").strip():
            data["slug"] = turkish.slugify(title)[:200]
        return data

    def save(self, commit: bool = True) -> Any:
        """Bind new words of the announcement to the fields, now that the streets are there too."""
        page = super().save(commit=commit)
        if "announcement" in self.changed_data:
            page.keep_basis()
            if commit:
                page.save()
        return page


class StatusForm(forms.Form):
    """One change of status."""

    status = forms.ChoiceField(label=_("New status"), widget=forms.RadioSelect)
    at = forms.DateTimeField(
        label=_("When it happened"),
        widget=AdminDateTimeInput,
        help_text=_("When the work really began or ended; used for “in progress” and “finished”."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=250,
        required=False,
        help_text=_("Citizens read it; needed when pausing or cancelling, e.g. “Hava koşulları”."),
    )

    def __init__(self, *args: Any, current: str, **kwargs: Any) -> None:
        """Offer what may follow the current status."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["status"]
        field.choices = [(value, Status(value).label) for value in ALLOWED[current]]
        self.fields["at"].initial = timezone.localtime().replace(second=0, microsecond=0)

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where citizens will ask for it."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("status") in EXPLAINED and not cleaned.get("reason"):
            self.add_error("reason", _("Say why, e.g. “Hava koşulları”."))
        return cleaned
