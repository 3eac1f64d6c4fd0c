"""What the admin's own pages about one page share: who may, where it stands, the way back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page


class PageActionMixin(WagtailAdminTemplateMixin):
    """A view at an address with `page_id`, for who may do one thing with the page.

    Attributes:
        permission: The method of the page's permissions that must say yes, e.g. `can_publish`.
        page_model: The pages it is for; others are not found.
    """

    permission: str
    page_model: type[Page] = Page

    @cached_property
    def page(self) -> Any:
        """Return the page, as what it is."""
        return get_object_or_404(self.page_model, pk=self.kwargs["page_id"]).specific

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Let in only who may."""
        if not getattr(self.page.permissions_for_user(request.user), self.permission)():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """Return the page's title."""
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the page."""
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            *self.breadcrumbs_items,
            {"url": edit, "label": self.get_page_subtitle()},
            {"url": "", "label": self.page_title},
        ]
