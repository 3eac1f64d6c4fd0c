"""Views of the admin for the two things the desk does most: confirm, change the status."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from content.roadworks import actions
from content.roadworks.forms import StatusForm
from content.roadworks.models import RoadWorkPage


def _allowed_work(request: HttpRequest, page_id: int) -> RoadWorkPage:
    """Return a published work the user may publish; 404 without one, 403 without the right."""
    page = get_object_or_404(RoadWorkPage, pk=page_id, live=True)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    return page


def _came_from(request: HttpRequest) -> str:
    return get_valid_next_url_from_request(request) or reverse("roadworks:index")


@require_POST
def confirm(request: HttpRequest, page_id: int) -> HttpResponse:
    """Say that what is published about a work still holds."""
    page = _allowed_work(request, page_id)
    try:
        actions.confirm(page_id=page.pk, user=request.user)
    except ValidationError as error:
        messages.error(request, f"{page.title}: {' '.join(error.messages)}")
    else:
        messages.success(request, _("“%(title)s” is confirmed as of today.") % {"title": page})
    return redirect(_came_from(request))


class StatusView(WagtailAdminTemplateMixin, FormView):
    """Changes the status of a work without opening its whole form."""

    template_name = "roadworks/status.html"
    form_class = StatusForm
    page_title = gettext_lazy("Change status")
    header_icon = "roadworks"
    _show_breadcrumbs = True

    @cached_property
    def page(self) -> RoadWorkPage:
        """Return the work, if the user may publish it."""
        return _allowed_work(self.request, self.kwargs["page_id"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Let in only who may publish the work."""
        _allowed_work(request, kwargs["page_id"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """Return the work's title."""
        return str(self.page.title)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way back: the list, the work."""
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("roadworks:index"), "label": _("Road works")},
            {"url": edit, "label": str(self.page.title)},
            {"url": "", "label": str(self.page_title)},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer what may follow."""
        return {**super().get_form_kwargs(), "current": self.page.status}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the work, and where to go back to."""
        came_from = _came_from(self.request)
        return super().get_context_data(page=self.page, next_url=came_from, **kwargs)

    def form_valid(self, form: StatusForm) -> HttpResponse:
        """Change the status; what the rules refuse is said above the form."""
        try:
            actions.change_status(page_id=self.page.pk, user=self.request.user, **form.cleaned_data)
        except ValidationError as error:
            for message in error.messages:
                form.add_error(None, message)
            return self.form_invalid(form)
        messages.success(
            self.request, _("The status of “%(title)s” was changed.") % {"title": self.page}
        )
        return redirect(_came_from(self.request))
