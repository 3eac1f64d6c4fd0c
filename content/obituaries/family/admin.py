"""The desk's page about the family's approval of one notice: where it stands, ask, override."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from content.editing.page_action import PageActionMixin
from content.obituaries.family.actions import ask, override
from content.obituaries.family.forms import AskForm, OverrideForm
from content.obituaries.family.mail import delivery_of, send_link_again
from content.obituaries.family.queries import approval_of, link_of
from content.obituaries.family.reading import LABELS, read_by_family
from content.obituaries.models import FamilyApproval, ObituaryPage
from content.obituaries.models.approval import ApprovalState


class FamilyView(PageActionMixin, TemplateView):
    """Shows what was asked and answered; makes a link; takes a reason."""

    template_name = "obituaries/family.html"
    page_title = gettext_lazy("Family's approval")
    header_icon = "group"
    permission = "can_publish"
    page_model = ObituaryPage

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the pressed button says."""
        if request.POST.get("do") == "override":
            given = OverrideForm(request.POST)
            if not given.is_valid():
                return self.render_to_response(self.get_context_data(override_form=given))
            override(page=self.page, reason=given.cleaned_data["reason"], user=request.user)
            messages.success(request, _("The reason is kept. The notice may be published now."))
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        if request.POST.get("do") == "again":
            return self._again()
        form = AskForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(ask_form=form))
        email = form.cleaned_data["email"]
        _approval, token = ask(page=self.page, user=request.user, email=email)
        if email:
            messages.success(
                request,
                _("The mail to %(email)s is on its way. Whether it was taken is said below.")
                % {"email": email},
            )
            return redirect("obituary_family", self.page.pk)
        # Shown in this answer only: nothing keeps it.
        response = self.render_to_response(self.get_context_data(link=link_of(token)))
        response["Cache-Control"] = "private, no-store"
        return response

    def _again(self) -> HttpResponse:
        """Try the mail again whose link still holds."""
        current = approval_of(self.page)
        if current is not None and send_link_again(current):
            messages.success(self.request, _("The mail is tried again."))
        else:
            messages.warning(
                self.request, _("That link cannot be sent again. Make a new one below.")
            )
        return redirect("obituary_family", self.page.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template what was asked and answered, and the forms."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        draft = self.page.get_latest_revision_as_object()
        now = read_by_family(draft)
        asked = list(
            FamilyApproval.objects.filter(page_id=self.page.pk).select_related("created_by")
        )
        current = next((item for item in asked if item.state != ApprovalState.ENDED), None)
        context.update(
            page=self.page,
            current=current,
            delivery=delivery_of(current),
            earlier=[item for item in asked if item is not current],
            changes=_told(current, now),
            lines=[(LABELS[name], text) for name, text in now.items()],
            ask_form=kwargs.get("ask_form") or AskForm(),
            override_form=kwargs.get("override_form") or OverrideForm(),
            link=kwargs.get("link", ""),
        )
        return context


def _told(current: FamilyApproval | None, now: dict[str, str]) -> list[dict[str, Any]]:
    """Return each change the family asked for: its line, what it read, what stands there now."""
    if current is None:
        return []
    return [
        {
            "label": LABELS.get(name, name),
            "read": current.read.get(name, ""),
            "asked": text,
            "now": now.get(name, ""),
        }
        for name, text in current.changes.items()
    ]
