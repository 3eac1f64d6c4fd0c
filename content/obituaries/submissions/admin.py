"""The desk's queue of notices sent by citizens: read, compare, make a draft or turn down."""

from typing import Any, ClassVar

import django_filters
from django.forms import RadioSelect, modelform_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import EditView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from content.obituaries.models import ObituarySubmission, SubmissionState
from content.obituaries.submissions.actions import make_draft, reject
from content.obituaries.submissions.queries import same_notices, same_submissions, waiting


class NobodyAdds(ModelPermissionPolicy):
    """These come from citizens alone."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Refuse to add."""
        return action != "add" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Refuse to add."""
        return any(self.user_has_permission(user, action) for action in actions)


class SubmissionFilters(WagtailFilterSet):
    """Where it stands."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=SubmissionState.choices,
        empty_label=gettext_lazy("All"),
        widget=RadioSelect,
    )

    class Meta:
        """Nothing further."""

        model = ObituarySubmission
        fields: ClassVar[list[str]] = []


class SubmissionView(EditView):
    """One notice with what may be the same; the buttons decide."""

    page_title = gettext_lazy("Notice sent")

    def get_form_class(self) -> Any:
        """What citizens wrote stays as it is."""
        return modelform_factory(ObituarySubmission, fields=[])

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
        if self.request.POST.get("decision") == "reject":
            done: Any = reject(submission_id=pk, user=user)
            if done:
                messages.success(self.request, _("Turned down."))
                return redirect(self.get_success_url())
        else:
            done = make_draft(submission_id=pk, user=user)
            if done:
                messages.success(self.request, _("A draft was made. Check it and ask the family."))
                return redirect("wagtailadmin_pages:edit", done.pk)
        messages.warning(self.request, _("Somebody else has decided this one already."))
        return redirect(self.get_edit_url())

    def get_success_url(self) -> str:
        """Return to what still waits."""
        return f"{reverse(self.index_url_name)}?state={SubmissionState.NEW}"


def _is_new(sent: ObituarySubmission) -> bool:
    return sent.is_new


class SubmissionViewSet(ModelViewSet):
    """The queue in the menu, beside the notices."""

    model = ObituarySubmission
    icon = "mail"
    menu_label = gettext_lazy("Notices sent")
    menu_order = 211
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    edit_view_class = SubmissionView
    edit_template_name = "obituaries/submission.html"
    filterset_class = SubmissionFilters
    form_fields: ClassVar[list[str]] = ["name"]
    search_fields: ClassVar[list[str]] = ["name", "mosque"]
    list_per_page = 50
    list_display: ClassVar[list[Any]] = [
        TitleColumn(
            "name",
            label=gettext_lazy("Name"),
            sort_key="name",
            url_name="obituary_submissions:edit",
        ),
        DateColumn("death_date", label=gettext_lazy("Date of death"), sort_key="death_date"),
        DateColumn("burial_date", label=gettext_lazy("Burial"), sort_key="burial_date"),
        Column("mosque", label=gettext_lazy("Mosque")),
        Column("sender", label=gettext_lazy("Who sends it"), accessor="get_sender_display"),
        StatusTagColumn(
            "state",
            label=gettext_lazy("State"),
            accessor="get_state_display",
            primary=_is_new,
            sort_key="state",
        ),
        DateColumn("created_at", label=gettext_lazy("Received"), sort_key="created_at"),
    ]


viewset = SubmissionViewSet("obituary_submissions", url_prefix="vefat-bildirimleri")


class WaitingPanel(Component):
    """The dashboard's word on notices that wait."""

    name = "obituary_submissions"
    order = 215
    template_name = "obituaries/waiting.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the newest and how many there are."""
        new = ObituarySubmission.objects.filter(state=SubmissionState.NEW)
        return {
            "sent": new[:6],
            "count": waiting(),
            "more": f"{reverse('obituary_submissions:index')}?state={SubmissionState.NEW}",
        }


def may_decide(request: HttpRequest) -> bool:
    """Tell whether the user works on the queue."""
    return bool(request.user.has_perm("obituaries.change_obituarysubmission"))
