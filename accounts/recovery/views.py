"""What citizens see of a recovery: how it goes, the last step, and how it is stopped."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from accounts.edevlet import gate
from accounts.recovery.actions import complete_recovery, stop_recovery
from accounts.recovery.queries import by_link, by_stop_token
from accounts.recovery.states import State
from accounts.recovery.steps import Refused


@never_cache
@require_safe
def lost(request: HttpRequest) -> HttpResponse:
    """Tell somebody who cannot sign in what to do, the quick ways first."""
    context = {
        "has_gate": gate.is_open(),
        "wait": settings.RECOVERY_WAIT_HOURS,
        "link_days": settings.RECOVERY_LINK_HOURS // 24,
    }
    return render(request, "recovery/lost.jinja", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("token")
def complete(request: HttpRequest, token: str) -> HttpResponse:
    """Give the account back by the one-time link; the deed needs the button.

    Mail programs follow links. Nobody is signed in: the next page asks for a new password.
    """
    found = by_link(token)
    if found is None:
        return render(request, "recovery/gone.jinja", status=410)
    if request.method == "POST":
        try:
            user = complete_recovery(recovery=found, token=token)
        except Refused:
            return render(request, "recovery/gone.jinja", {"found": found}, status=409)
        key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
        uid, _dash, rest = key.partition("-")
        return HttpResponseRedirect(
            reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": rest})
        )
    return render(request, "recovery/complete.jinja", {"found": found, "ready": found.is_ready()})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("token")
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop it by the link of a notice: “ben değildim”."""
    found = by_stop_token(token)
    if found is None:
        return render(request, "recovery/gone.jinja", status=410)
    if request.method == "POST":
        found = stop_recovery(recovery=found)
    context = {"found": found, "is_stopped": found.state == State.STOPPED}
    return render(request, "recovery/stop.jinja", context)
