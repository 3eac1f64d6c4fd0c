"""The record of sign-ins, for administrators."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from django.views.generic import ListView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import SignIn


class SignInsView(WagtailAdminTemplateMixin, ListView):
    """Who signed in or failed to, for administrators."""

    template_name = "editing/sign_ins.html"
    page_title = gettext_lazy("Sign-ins")
    header_icon = "key"
    breadcrumbs_items: ClassVar[list[dict[str, Any]]] = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": "", "label": gettext_lazy("Sign-ins")},
    ]
    paginate_by = 100
    queryset = SignIn.objects.select_related("user").order_by("-at", "-pk")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Let in only who may see it."""
        if not request.user.has_perm("accounts.view_signin"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
