"""The admin's screens of promoted results."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet

from search.models import Promotion
from search.query import clean

STATES = [("shown", _("shown")), ("to_come", _("to come")), ("ended", _("ended"))]


class PromotionFilters(WagtailFilterSet):
    """Filters of the list."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="by_state")

    class Meta:
        """Which."""

        model = Promotion
        fields: ClassVar[list[str]] = ["state", "owner"]

    def by_state(self, queryset: QuerySet[Promotion], name: str, value: str) -> Any:
        """Compare the days with today."""
        today = timezone.localdate()
        if value == "ended":
            return queryset.filter(ends_on__lt=today)
        if value == "to_come":
            return queryset.filter(starts_on__gt=today)
        return queryset.filter(starts_on__lte=today, ends_on__gte=today)


class PromotionCreateView(CreateView):
    """A new one: the user's own; `?sorgu=` begins with the words somebody searched for."""

    def get_initial_form_instance(self) -> Promotion:
        """Return one with query and owner."""
        words = clean(self.request.GET.get("sorgu", ""))
        return Promotion(queries=words, owner=self.request.user)


class PromotionViewSet(ModelViewSet):
    """Promoted results."""

    model = Promotion
    name = "search_promotions"
    url_prefix = "arama/one-cikanlar"
    icon = "pick"
    menu_label = _("Promoted results")
    copy_view_enabled = False
    add_to_reference_index = False
    add_view_class = PromotionCreateView
    filterset_class = PromotionFilters
    search_fields: ClassVar[list[str]] = ["queries", "note", "page__title"]
    list_display: ClassVar[list[Any]] = [
        "__str__",
        Column("page", label=_("page"), sort_key="page__title"),
        Column("state", label=_("State")),
        DateColumn("starts_on", label=_("first day"), sort_key="starts_on"),
        DateColumn("ends_on", label=_("last day"), sort_key="ends_on"),
        Column("owner", label=_("owner"), sort_key="owner__username"),
        BooleanColumn("within", label=_("in longer queries too")),
    ]
    list_export: ClassVar[list[str]] = ["queries", "page", "starts_on", "ends_on", "owner", "note"]
    edit_handler = ObjectList(
        [
            FieldPanel("queries", widget=forms.Textarea(attrs={"rows": 2})),
            FieldPanel("within"),
            FieldPanel("page"),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
            FieldPanel("owner"),
            FieldPanel("note"),
        ]
    )
