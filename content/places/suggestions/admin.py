"""The guide desk's queue of corrections: read, open the place, accept or reject."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect, modelform_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from content.places.models import PlaceSuggestion
from content.places.models.suggestion import Aspect, SuggestionStatus
from content.places.suggestions.actions import decide, keep_note
from content.places.suggestions.queries import waiting

SHOWN = 6


class NobodyAdds(ModelPermissionPolicy):
    """Corrections come from citizens alone."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Refuse to add."""
        return action != "add" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Refuse to add."""
        return any(self.user_has_permission(user, action) for action in actions)


class SuggestionFilters(WagtailFilterSet):
    """Where it stands, what is wrong."""

    status = django_filters.ChoiceFilter(
        label=gettext_lazy("Status"),
        choices=SuggestionStatus.choices,
        empty_label=gettext_lazy("All"),
        widget=RadioSelect,
    )
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


class DecisionView(EditView):
    """One correction beside what the page says now; the buttons decide."""

    page_title = gettext_lazy("Correction")

    def get_form_class(self) -> Any:
        """The desk writes its note and nothing else: what citizens wrote stays as it is."""
        return modelform_factory(PlaceSuggestion, fields=["note"])

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
        wanted = self.request.POST.get("decision", "")
        note = form.cleaned_data["note"]
        self.object.refresh_from_db()
        if wanted not in SuggestionStatus.values:
            keep_note(suggestion=self.object, note=note)
            messages.success(self.request, _("The note is kept."))
            return redirect(self.get_success_url())
        decided = decide(
            suggestion_id=self.object.pk, status=wanted, note=note, user=self.request.user
        )
        if decided is None:
            messages.warning(self.request, _("Somebody else has decided this one already."))
            return redirect(self.get_edit_url())
        words = {
            SuggestionStatus.ACCEPTED: _("Accepted. Correct the place, then publish it."),
            SuggestionStatus.REJECTED: _("Rejected; the place stays as it is."),
            SuggestionStatus.NEW: _("Opened again."),
        }
        messages.success(self.request, words[SuggestionStatus(wanted)])
        if wanted == SuggestionStatus.ACCEPTED and self.request.POST.get("open"):
            return redirect(place_edit_url(decided, self.request) or self.get_success_url())
        return redirect(self.get_success_url())

    def get_success_url(self) -> str:
        """Return to what still waits."""
        return f"{reverse(self.index_url_name)}?status={SuggestionStatus.NEW}"


def place_edit_url(suggestion: PlaceSuggestion, request: HttpRequest) -> str:
    """Return the place's edit form; "" when it is gone or this user may not change it."""
    place = suggestion.place
    if place is None or not place.permissions_for_user(request.user).can_edit():
        return ""
    return reverse("wagtailadmin_pages:edit", args=[place.pk])


def aspects_of(suggestion: PlaceSuggestion) -> str:
    """Return in words what is wrong."""
    return ", ".join(suggestion.aspect_labels)


def _is_new(suggestion: PlaceSuggestion) -> bool:
    return suggestion.is_new


class SuggestionViewSet(ModelViewSet):
    """The queue in the menu, beside the guide."""

    model = PlaceSuggestion
    icon = "comment"
    menu_label = gettext_lazy("Corrections of places")
    menu_order = 231
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    index_view_class = SuggestionIndexView
    edit_view_class = DecisionView
    edit_template_name = "places/suggestion.html"
    filterset_class = SuggestionFilters
    form_fields: ClassVar[list[str]] = ["note"]
    search_fields: ClassVar[list[str]] = ["place_title", "correct", "note"]
    list_per_page = 50
    list_display: ClassVar[list[Any]] = [
        TitleColumn(
            "place_title",
            label=gettext_lazy("Place"),
            sort_key="place_title",
            url_name="place_suggestions:edit",
        ),
        Column("aspects", label=gettext_lazy("What is wrong about it"), accessor=aspects_of),
        Column("correct", label=gettext_lazy("What is right")),
        StatusTagColumn(
            "status",
            label=gettext_lazy("Status"),
            accessor="get_status_display",
            primary=_is_new,
            sort_key="status",
        ),
        DateColumn("created_at", label=gettext_lazy("Received"), sort_key="created_at"),
    ]
    list_export: ClassVar[list[str]] = [
        *("created_at", "place_title", "place_path", "aspects", "correct", "status", "note"),
        "decided_at",
    ]
    export_filename = "kent-rehberi-duzeltmeleri"


viewset = SuggestionViewSet("place_suggestions", url_prefix="kent-rehberi-duzeltmeleri")


def may_decide(user: Any) -> bool:
    """Tell whether the user works on the queue."""
    return bool(user.has_perm("places.change_placesuggestion"))


class WaitingPanel(Component):
    """The dashboard's word on corrections that wait."""

    name = "place_suggestions"
    order = 226
    template_name = "places/waiting.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the newest and how many there are."""
        new = PlaceSuggestion.objects.filter(status=SuggestionStatus.NEW)
        return {
            "suggestions": new[:SHOWN],
            "count": waiting(),
            "more": f"{reverse('place_suggestions:index')}?status={SuggestionStatus.NEW}",
        }
