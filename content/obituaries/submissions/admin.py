"""The desk's queue of notices sent by citizens: read, compare, make a draft or turn down."""

from typing import Any, ClassVar

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column

from content.editing.queues import (
    DecisionView,
    QueueViewSet,
    WaitingPanel,
    filters_of,
    received_column,
    state_column,
    state_filter,
    title_column,
)
from content.obituaries.admin import DayColumn
from content.obituaries.models import ObituarySubmission, SubmissionState
from content.obituaries.submissions.actions import make_draft, reject
from content.obituaries.submissions.queries import same_notices, same_submissions

QUEUE = "obituary_submissions"


class SubmissionView(DecisionView):
    """One notice with what may be the same; the buttons decide."""

    page_title = gettext_lazy("Notice sent")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what may be the same notice."""
        return {
            **super().get_context_data(**kwargs),
            "sent": self.object,
            "same_notices": same_notices(self.object),
            "same_submissions": same_submissions(self.object),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        """Do what the pressed button says."""
        user, pk = self.request.user, self.object.pk
        if self.wanted == "reject":
            done: Any = reject(submission_id=pk, user=user)
            if done:
                messages.success(self.request, _("Turned down."))
                return redirect(self.get_success_url())
        else:
            done = make_draft(submission_id=pk, user=user)
            if done:
                messages.success(self.request, _("A draft was made. Check it and ask the family."))
                return redirect("wagtailadmin_pages:edit", done.pk)
        return self.too_late()


class SubmissionViewSet(QueueViewSet):
    """The queue in the menu, beside the notices."""

    model = ObituarySubmission
    icon = "mail"
    menu_label = gettext_lazy("Notices sent")
    menu_order = 211
    edit_view_class = SubmissionView
    edit_template_name = "obituaries/submission.html"
    filterset_class = filters_of(
        ObituarySubmission, state=state_filter(gettext_lazy("State"), SubmissionState.choices)
    )
    form_fields: ClassVar[list[str]] = ["name"]
    search_fields: ClassVar[list[str]] = ["name", "mosque"]
    list_display: ClassVar[list[Any]] = [
        title_column("name", gettext_lazy("Name"), QUEUE),
        DayColumn("death_date", label=gettext_lazy("Date of death"), sort_key="death_date"),
        DayColumn("burial_date", label=gettext_lazy("Burial"), sort_key="burial_date"),
        Column("mosque", label=gettext_lazy("Mosque")),
        Column("sender", label=gettext_lazy("Who sends it"), accessor="get_sender_display"),
        state_column(gettext_lazy("State")),
        received_column(),
    ]


viewset = SubmissionViewSet(QUEUE, url_prefix="vefat-bildirimleri")


class SubmissionsPanel(WaitingPanel):
    """The dashboard's word on notices that wait."""

    queue = ObituarySubmission
    name = QUEUE
    order = 215
    template_name = "obituaries/waiting.html"
    entries = "sent"
