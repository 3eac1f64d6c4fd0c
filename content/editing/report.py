"""The report “to be reviewed”: pages whose review date has come or comes soon."""

from datetime import timedelta
from typing import Any, ClassVar

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import DateField, F, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.views.reports import PageReportView
from wagtail.coreutils import get_content_type_label
from wagtail.models import Page, get_page_content_types, get_page_models

SOON_DAYS = 30
DUE = [("due", _("The date has passed")), ("soon", _("In the next 30 days"))]


def due_for_review(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Keep live pages with a review date at most 30 days ahead, which they get as `review_on`.

    Every page type has the date in its own table, so the tables are joined.
    """
    names = [
        F(f"{model._meta.model_name}__review_on")
        for model in get_page_models()
        if any(field.name == "review_on" for field in model._meta.local_fields)
    ]
    found = Coalesce(*names, Value(None), output_field=DateField())
    latest = timezone.localdate() + timedelta(days=SOON_DAYS)
    return pages.annotate(review_on=found).filter(live=True, review_on__lte=latest)


class ReviewFilterSet(WagtailFilterSet):
    """Filters of the report."""

    due = django_filters.ChoiceFilter(label=_("Review date"), choices=DUE, method="by_due")
    content_type = ContentTypeFilter(
        label=_("Type"),
        queryset=lambda request: get_page_content_types(include_base_page_type=False),
    )
    owner = django_filters.ModelChoiceFilter(
        label=_("Owner"),
        queryset=lambda request: get_user_model().objects.filter(groups__isnull=False).distinct(),
    )

    class Meta:
        """What it filters."""

        model = Page
        fields: ClassVar[list[str]] = ["due", "content_type", "owner"]

    def by_due(self, queryset: QuerySet[Page], name: str, value: str) -> QuerySet[Page]:
        """Split at today."""
        today = timezone.localdate()
        if value == "due":
            return queryset.filter(review_on__lte=today)
        return queryset.filter(review_on__gt=today)


class ReviewReportView(PageReportView):
    """The report, as a list and as CSV or XLSX."""

    page_title = _("To be reviewed")
    header_icon = "calendar-check"
    index_url_name = "editing_review"
    index_results_url_name = "editing_review_results"
    results_template_name = "editing/review_results.html"
    filterset_class = ReviewFilterSet
    any_permission_required: ClassVar[list[str]] = ["add", "change", "publish"]
    is_searchable = False
    list_export: ClassVar[list[str]] = [
        "title",
        "content_type",
        "owner",
        "review_on",
        "last_published_at",
        "full_url",
    ]
    export_headings: ClassVar[dict[str, Any]] = {
        "title": _("Title"),
        "content_type": _("Type"),
        "owner": _("Owner"),
        "review_on": _("Review date"),
        "last_published_at": _("Last published"),
        "full_url": _("Address"),
    }

    def __init__(self, **kwargs: Any) -> None:
        """Write types and owners as words into the exports."""
        super().__init__(**kwargs)
        formats = (self.FORMAT_CSV, self.FORMAT_XLSX)
        inherited: dict[str, Any] = PageReportView.custom_field_preprocess
        self.custom_field_preprocess = {
            **inherited,
            "content_type": dict.fromkeys(formats, get_content_type_label),
            "owner": dict.fromkeys(formats, lambda owner: str(owner) if owner else ""),
        }

    def get_filename(self) -> str:
        """Return the name of the exported file."""
        return f"gozden-gecirilecekler-{timezone.localdate():%Y-%m-%d}"

    def get_queryset(self) -> QuerySet[Page]:
        """Return the pages the user may change, the most overdue first."""
        changeable = self.permission_policy.instances_user_has_permission_for(
            self.request.user, "change"
        )
        self.queryset = (
            due_for_review(changeable)
            .select_related("content_type", "owner", "locale")
            .order_by("review_on", "title")
        )
        return super().get_queryset()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell the template which day today is."""
        return {**super().get_context_data(**kwargs), "today": timezone.localdate()}
