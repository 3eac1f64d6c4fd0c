"""The report of page feedback: which pages help and which do not."""

from typing import Any, ClassVar

from django.db.models import Count, F, Max, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from home.models import PageFeedback

INDEX = "wagtailsnippets_home_pagefeedback:list"


class Answers(Column):
    """How many answers, leading to them where there are any."""

    cell_template_name = "home/answers_cell.html"

    def __init__(self, name: str, useful: str, **kwargs: Any) -> None:
        """Take the value the list is narrowed by."""
        super().__init__(name, **kwargs)
        self.useful = useful

    def get_value(self, instance: dict[str, Any]) -> int:
        """Return the number."""
        return int(instance[self.name])

    def get_cell_context_data(self, instance: dict[str, Any], parent_context: Any) -> Any:
        """Add the address of the answers."""
        context = super().get_cell_context_data(instance, parent_context)
        address = f"{reverse(INDEX)}?useful={self.useful}&path__icontains={instance['path']}"
        return {**context, "address": address}


class FeedbackReportView(ReportView):
    """Pages by answers, those that helped least first; as a list and as CSV or XLSX."""

    model = PageFeedback
    permission_required = "view"
    page_title = _("Feedback by page")
    header_icon = "comment"
    index_url_name = "home_feedback_report"
    index_results_url_name = "home_feedback_report_results"
    is_searchable = False
    paginate_by = 100
    columns: ClassVar[list[Any]] = [
        Column("path", label=_("Page"), accessor=lambda row: row["path"]),
        Answers("no", "false", label=_("Not useful")),
        Answers("yes", "true", label=_("Useful")),
        Column("share", label=_("Useful, per cent"), accessor=lambda row: f"%{row['share']}"),
        Column("comments", label=_("With a comment"), accessor=lambda row: row["comments"]),
        DateColumn("last", label=_("Last answer"), accessor=lambda row: row["last"]),
    ]
    list_export: ClassVar[list[str]] = ["path", "no", "yes", "share", "comments", "last"]
    export_headings: ClassVar[dict[str, Any]] = {column.name: column.label for column in columns}

    def get_filename(self) -> str:
        """Return the name of the exported file."""
        return f"sayfa-geri-bildirimi-{timezone.localdate():%Y-%m-%d}"

    def get_queryset(self) -> QuerySet[Any, Any]:
        """Return one row for each page: the most dissatisfied first."""
        self.queryset = (
            PageFeedback.objects.order_by()
            .values("path")
            .annotate(
                no=Count("pk", filter=Q(useful=False)),
                yes=Count("pk", filter=Q(useful=True)),
                share=Count("pk", filter=Q(useful=True)) * 100 / Count("pk"),
                comments=Count("pk", filter=~Q(comment="")),
                last=Max("created_at"),
            )
            .order_by(F("no").desc(), "yes", "path")
        )
        return self.queryset
