"""Asking to be reminded of instalments, and ending it; from a letter without signing in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.mandates.queries import NotAuthorised
from accounts.profiles.models import CitizenProfile
from accounts.signin.kept import form_of
from services.debts.actions.reminders import end_reminders, wish_reminders
from services.debts.queries.reminders import wish_of
from services.debts.reminding.forms import form_for
from services.debts.reminding.links import user_of
from services.debts.reminding.ways import ways_of
from services.debts.views.parts import for_debtor


@for_debtor
@require_http_methods(["GET", "HEAD", "POST"])
def wish(request: HttpRequest, profile: CitizenProfile) -> HttpResponse:
    """Take somebody's own wish; an authorisation for another's debts does not cover it."""
    if profile.pk != request.user.pk:
        raise NotAuthorised
    sent = request.POST if request.method == "POST" else form_of(request)
    form = form_for(wish_of(profile), sent)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            days = form.cleaned_data["days"]
            if days:
                wish_reminders(profile=profile, days=days)
                messages.success(request, _("We will remind you of your instalments."))
            else:
                end_reminders(user_id=profile.pk)
                messages.success(request, _("You get no more reminders"))
            return HttpResponseRedirect(reverse("debts"))
        status = 400
    context = {"reminders": form, "ways": ways_of(profile)}
    return render(request, "debts/reminders.jinja", context, status=status)


@csrf_exempt  # RFC 8058: the mail program posts `List-Unsubscribe=One-Click` without a session.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, token: str) -> HttpResponse:
    """End the reminders of whom a letter was for; it opens nothing and tells nothing of debts."""
    user_id = user_of(token)
    if user_id is None:
        raise Http404
    if request.method == "POST":
        end_reminders(user_id=user_id)
    answer = render(request, "debts/reminders_end.jinja", {"is_ended": request.method == "POST"})
    answer["Referrer-Policy"] = "no-referrer"
    return answer
