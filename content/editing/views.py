"""Views of the admin that are the house's own: withdraw, the guide, the colours."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from content.editing import guide
from content.editing.branding import theme_css
from content.editing.forms import WithdrawForm
from content.editing.page_action import PageActionMixin
from content.editing.withdrawal import withdraw


class WithdrawView(PageActionMixin, FormView):
    """Takes the place of Wagtail's “unpublish”: the same address, but with a reason."""

    template_name = "editing/withdraw.html"
    form_class = WithdrawForm
    page_title = gettext_lazy("Withdraw")
    header_icon = "download"
    permission = "can_unpublish"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form its page."""
        return {**super().get_form_kwargs(), "page": self.page}

    def form_valid(self, form: WithdrawForm) -> HttpResponse:
        """Withdraw and go back to where the editor came from."""
        withdraw(self.page, user=self.request.user, **form.cleaned_data)
        messages.success(
            self.request,
            _("“%(title)s” was withdrawn.") % {"title": self.page.get_admin_display_title()},
            buttons=[
                messages.button(
                    reverse("wagtailadmin_pages:history", args=[self.page.pk]), _("History")
                )
            ],
        )
        return redirect(self.next_url)

    @property
    def next_url(self) -> str:
        """Return where to go afterwards: what the link said, else the list the page stands in."""
        parent = self.page.get_parent()
        return get_valid_next_url_from_request(self.request) or reverse(
            "wagtailadmin_explore", args=[parent.pk]
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the page and the way back."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.update(page=self.page, next_url=self.next_url)
        return context


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    """The editor's guide, read from docs/editors."""

    template_name = "editing/guide.html"
    page_title = gettext_lazy("Guide")
    header_icon = "help"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the guide's first page."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("editing_guide"), "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Find the page and the list of all; 404 for a name that is none of them."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        pages = guide.pages()
        slug = self.kwargs.get("slug", guide.FIRST)
        if slug not in pages:
            raise Http404
        own = guide.pages_for(self.request.user)
        context.update(
            pages=pages.values(), current=pages[slug], html=guide.html(slug), own=own, slug=slug
        )
        return context


def guide_picture(request: HttpRequest, name: str) -> HttpResponse:
    """Answer a picture of the guide; 404 for a name that is none of them."""
    path = guide.picture(name)
    if path is None:
        raise Http404
    response = HttpResponse(path.read_bytes(), content_type="image/webp")
    response["Cache-Control"] = "private, max-age=3600"
    return response


def theme(request: HttpRequest) -> HttpResponse:
    """Answer the municipality's colour as a style sheet of the admin; no secret, so no sign-in."""
    response = HttpResponse(theme_css(), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "private, max-age=60"
    return response
