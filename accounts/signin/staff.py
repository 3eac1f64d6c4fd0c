"""The staff's door at /yonetim/: allauth's views in Wagtail's frame.

Wagtail's own views ask for no second factor and count nothing; every one of them is replaced, the
one for private pages (`_util/login/`) too.
"""

from typing import Any

from allauth.account.views import LoginView, LogoutView
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic.base import View

from accounts.signin.forms import StaffLoginForm, is_blocked
from accounts.signin.queries import is_staff


class LimitedMixin:
    """Answers 429 where a limit refused the form."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the form again; say how long to wait."""
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        wait = is_blocked(form)
        if wait:
            response.status_code = 429
            response["Retry-After"] = str(wait)
        return response


@method_decorator(never_cache, name="dispatch")
class StaffLoginView(LimitedMixin, LoginView):
    """Sign-in of staff by user name."""

    template_name = "wagtailadmin/login.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Let a citizen who is signed in change to a staff account here, without a loop."""
        if request.user.is_authenticated and not is_staff(request.user):
            return View.dispatch(self, request, *args, **kwargs)
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self) -> type[StaffLoginForm]:
        """Return the form with names as in Wagtail's frame."""
        return StaffLoginForm

    def get_default_success_url(self) -> str:
        """Lead to the dashboard."""
        return reverse("wagtailadmin_home")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the frame asks for."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        found["next"] = self.get_next_url() or self.get_default_success_url()
        found["show_password_reset"] = False
        found["relaxed"] = not settings.STAFF_SECOND_FACTOR
        if self.request.user.is_authenticated:
            found["refused"] = _("Your account has no right to enter here.")
        return found


class StaffLogoutView(LogoutView):
    """Sign-out of staff; back to their door."""

    def get_redirect_url(self) -> str:
        """Return the door."""
        return reverse("wagtailadmin_login")


def to_password_reset(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Lead from Wagtail's address to the one way of setting a new password."""
    return HttpResponseRedirect(reverse("account_reset_password"))


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead from Wagtail's sign-in for private pages to the citizens' door."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(reverse("account_login") + (f"?{query}" if query else ""))
