"""The admin's screens of synonyms, with CSV in and out."""

import csv
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.mixins import UserPassesTestMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views.generic import CreateView, IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from search import exchange
from search.models import Synonym
from search.query import clean


class SynonymFilters(WagtailFilterSet):
    """Filters of the list."""

    class Meta:
        """Which."""

        model = Synonym
        fields: ClassVar[list[str]] = ["active", "one_way"]


class SynonymIndexView(IndexView):
    """The list, with CSV in and out."""

    @property
    def header_more_buttons(self) -> list[Any]:
        """Add import and export."""
        buttons = super().header_more_buttons
        if may_change(self.request):
            buttons += [
                HeaderButton(
                    _("Import from CSV"),
                    url=reverse("search_synonyms_import"),
                    icon_name="upload",
                    priority=50,
                ),
                HeaderButton(
                    _("Export as CSV"),
                    url=reverse("search_synonyms_export"),
                    icon_name="download",
                    priority=60,
                ),
            ]
        return buttons


class SynonymCreateView(CreateView):
    """A new synonym; `?sorgu=` begins with the words somebody searched for."""

    def get_initial_form_instance(self) -> Synonym:
        """Return one that has the words."""
        return Synonym(terms=clean(self.request.GET.get("sorgu", "")))


class SynonymViewSet(ModelViewSet):
    """Synonyms."""

    model = Synonym
    name = "search_synonyms"
    url_prefix = "arama/es-anlamlilar"
    icon = "list-ul"
    menu_label = gettext_lazy("Synonyms")
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = SynonymIndexView
    add_view_class = SynonymCreateView
    filterset_class = SynonymFilters
    search_fields: ClassVar[list[str]] = ["terms", "note"]
    list_display: ClassVar[list[Any]] = [
        "__str__",
        Column("weight", label=gettext_lazy("strength"), sort_key="weight"),
        BooleanColumn("active", label=gettext_lazy("active"), sort_key="active"),
        Column("note", label=gettext_lazy("note")),
        DateColumn("changed_at", label=gettext_lazy("last change"), sort_key="changed_at"),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("terms", widget=forms.Textarea(attrs={"rows": 2})),
            FieldRowPanel([FieldPanel("one_way"), FieldPanel("weight")]),
            FieldPanel("active"),
            FieldPanel("note"),
        ]
    )


def may_change(request: HttpRequest) -> bool:
    """Tell whether the user may add and change synonyms."""
    return bool(request.user.has_perms(["published.add_synonym", "published.change_synonym"]))


class ImportForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy("E.g. the file of “Export as CSV”, changed in a spreadsheet."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )


class ImportView(UserPassesTestMixin, WagtailAdminTemplateMixin, FormView):
    """Upload; good rows go in, bad ones are listed with their line."""

    form_class = ImportForm
    template_name = "search/synonyms_import.html"
    page_title = gettext_lazy("Import synonyms")
    header_icon = "upload"
    request: HttpRequest

    def test_func(self) -> bool:
        """Ask for the permission to change synonyms."""
        return may_change(self.request)

    def handle_no_permission(self) -> Any:
        """Refuse; who is not signed in was sent to the sign-in before."""
        raise PermissionDenied

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way back to the list."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("search_synonyms:index"), "label": _("Synonyms")},
            {"url": reverse("search_synonyms_import"), "label": _("Import")},
        ]

    def form_valid(self, form: ImportForm) -> HttpResponse:
        """Import, and tell what came of it on the same page."""
        try:
            report = exchange.import_csv(form.cleaned_data["file"].read(exchange.MOST_BYTES + 1))
        except exchange.FileError as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("%(added)d added, %(changed)d changed, %(unchanged)d as they were.")
            % {
                "added": report.added,
                "changed": report.changed,
                "unchanged": report.unchanged,
            },
        )
        context = self.get_context_data(form=self.form_class(), report=report)
        return render(self.request, self.template_name, context)


def export(request: HttpRequest) -> HttpResponse:
    """Return all synonyms as CSV that spreadsheets open with Turkish letters."""
    if not may_change(request):
        raise PermissionDenied
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="es-anlamlilar.csv"'
    csv.writer(response).writerows(exchange.export_rows())
    return response


def urls() -> list[Any]:
    """Return the addresses beside the viewset's own."""
    return [
        path("arama/es-anlamlilar/iceri-al/", ImportView.as_view(), name="search_synonyms_import"),
        path("arama/es-anlamlilar/disari-ver/", export, name="search_synonyms_export"),
    ]
