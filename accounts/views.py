"""Staff sign in. A later issue replaces this by sign-in with a second factor."""

import unicodedata
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import ListView
from wagtail.admin.views.account import LoginView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts import limits
from accounts.actions import record_sign_in
from accounts.forms import StaffLoginForm
from accounts.models import SignIn


@method_decorator(never_cache, name="dispatch")
class StaffLoginView(LoginView):
    """Wagtail's sign-in with limits.

    Stops guessing passwords. A blocked attempt never reaches the password check, so its answer
    says nothing about the password; unknown and known accounts are counted and answered alike
    (Django spends the same time on both).
    """

    def get_form_class(self) -> type[StaffLoginForm]:
        """Return the form with Turkish labels."""
        return StaffLoginForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse when a limit is reached, else try."""
        self.account = _account(request.POST.get("username", ""))
        self.network = limits.network_of(request.META.get("REMOTE_ADDR", ""))
        wait = limits.blocked(limits.sign_in_limits(), account=self.account, network=self.network)
        if wait:
            record_sign_in(SignIn.Outcome.BLOCKED, account=self.account, network=self.network)
            return self._refuse(wait)
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign in; Django makes a new session key, which stops a planted one from being used."""
        response: HttpResponse = super().form_valid(form)
        limits.forget_failures(limits.sign_in_limits(), account=self.account, network=self.network)
        record_sign_in(
            SignIn.Outcome.SUCCESS, account=self.account, network=self.network, user=form.get_user()
        )
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        """Count the failure."""
        limits.count_failure(limits.sign_in_limits(), account=self.account, network=self.network)
        record_sign_in(SignIn.Outcome.FAILURE, account=self.account, network=self.network)
        response: HttpResponse = super().form_invalid(form)
        return response

    def _refuse(self, wait: int) -> HttpResponse:
        form = self.get_form_class()(self.request, initial={"username": self.account})
        message = _("Too many attempts. Wait %(minutes)d minutes and try again.") % {
            "minutes": -(-wait // 60)
        }
        response: HttpResponse = self.render_to_response(
            self.get_context_data(form=form, refused=message), status=429
        )
        response["Retry-After"] = str(wait)
        return response


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


def _account(name: str) -> str:
    """Return a user name as it is counted: case and notation do not make another account."""
    return unicodedata.normalize("NFKC", name.replace("\x00", "")).strip().casefold()[:254]
