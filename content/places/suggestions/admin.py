"""The guide desk's queue of corrections: read, open the place, accept or reject."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView

from content.editing.queues import (
    DecisionView,
    QueueViewSet,
    WaitingPanel,
    received_column,
    state_column,
    state_filter,
    title_column,
)
from content.places.models import PlaceSuggestion
from content.places.models.suggestion import Aspect, SuggestionStatus
from content.places.suggestions.actions import decide, keep_note

QUEUE = "place_suggestions"


class SuggestionFilters(WagtailFilterSet):
    """Where it stands, what is wrong."""

    status = state_filter(gettext_lazy("Status"), SuggestionStatus.choices)
    aspect = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("What is wrong about it"),
        choices=Aspect.choices,
        widget=CheckboxSelectMultiple,
        method="by_aspect",
    )

    class Meta:
        """Nothing further."""

        model = PlaceSuggestion
        fields: ClassVar[list[str]] = []

    def by_aspect(self, found: QuerySet[Any], name: str, values: list[str]) -> QuerySet[Any]:
        """Keep what names any of them."""
        return found.filter(aspects__overlap=values) if values else found


class SuggestionIndexView(IndexView):
    """The queue."""

    def get_base_queryset(self) -> Any:
        """Fetch who decided with the rows."""
        return super().get_base_queryset().select_related("decided_by")


class CorrectionView(DecisionView):
    """One correction beside what the page says now; the buttons decide."""

    page_title = gettext_lazy("Correction")
    written: ClassVar[list[str]] = ["note"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the place as it is now."""
        place = self.object.place
        return {
            **super().get_context_data(**kwargs),
            "suggestion": self.object,
            "place": place,
            "place_edit_url": place_edit_url(self.object, self.request),
            "hours": [str(row) for row in place.hours.all()] if place else [],
        }

    def form_valid(self, form: Any) -> HttpResponse:
        """Do what the pressed button says."""
        wanted, note = self.wanted, form.cleaned_data["note"]
        self.object.refresh_from_db()
        if wanted not in SuggestionStatus.values:
            keep_note(suggestion=self.object, note=note)
            messages.success(self.request, _("The note is kept."))
            return redirect(self.get_success_url())
        decided = decide(
            suggestion_id=self.object.pk, status=wanted, note=note, user=self.request.user
        )
        if decided is None:
            return self.too_late()
        words = {
            SuggestionStatus.ACCEPTED: _("Accepted. Correct the place, then publish it."),
            SuggestionStatus.REJECTED: _("Rejected; the place stays as it is."),
            SuggestionStatus.NEW: _("Opened again."),
        }
        messages.success(self.request, words[SuggestionStatus(wanted)])
        if wanted == SuggestionStatus.ACCEPTED and self.request.POST.get("open"):
            return redirect(place_edit_url(decided, self.request) or self.get_success_url())
        return redirect(self.get_success_url())


def place_edit_url(suggestion: PlaceSuggestion, request: HttpRequest) -> str:
    """Return the place's edit form; "" when it is gone or this user may not change it."""
    place = suggestion.place
    if place is None or not place.permissions_for_user(request.user).can_edit():
        return ""
    return reverse("wagtailadmin_pages:edit", args=[place.pk])


def aspects_of(suggestion: PlaceSuggestion) -> str:
    """Return in words what is wrong."""
    return ", ".join(suggestion.aspect_labels)


class SuggestionViewSet(QueueViewSet):
    """The queue in the menu, beside the guide."""

    model = PlaceSuggestion
    icon = "comment"
    menu_label = gettext_lazy("Corrections of places")
    menu_order = 231
    index_view_class = SuggestionIndexView
    edit_view_class = CorrectionView
    edit_template_name = "places/suggestion.html"
    filterset_class = SuggestionFilters
    form_fields: ClassVar[list[str]] = ["note"]
    search_fields: ClassVar[list[str]] = ["place_title", "correct", "note"]
    list_display: ClassVar[list[Any]] = [
        title_column("place_title", gettext_lazy("Place"), QUEUE),
        Column("aspects", label=gettext_lazy("What is wrong about it"), accessor=aspects_of),
        Column("correct", label=gettext_lazy("What is right")),
        state_column(gettext_lazy("Status"), "status"),
        received_column(),
    ]
    list_export: ClassVar[list[str]] = [
        *("created_at", "place_title", "place_path", "aspects", "correct", "status", "note"),
        "decided_at",
    ]
    export_filename = "kent-rehberi-duzeltmeleri"


viewset = SuggestionViewSet(QUEUE, url_prefix="kent-rehberi-duzeltmeleri")


class CorrectionsPanel(WaitingPanel):
    """The dashboard's word on corrections that wait."""

    queue = PlaceSuggestion
    name = QUEUE
    order = 226
    template_name = "places/waiting.html"
    entries = "suggestions"
