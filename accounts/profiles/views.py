"""A citizen's own data: seen, changed, confirmed. Changes ask for a fresh proof of who it is."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import limits
from accounts.audit.queries import looks_at
from accounts.limits import Limit
from accounts.profiles import actions, codes
from accounts.profiles.actions import IdentityFixed, IdentityTaken
from accounts.profiles.forms import CodeForm, ContactForm, IdentityForm, NoticesForm
from accounts.profiles.models import CitizenProfile
from accounts.profiles.phones import is_mobile, shown_phone
from accounts.profiles.places import neighbourhoods
from accounts.profiles.queries import reference_of
from accounts.profiles.registry import verify_by_registry
from accounts.registry import Outcome
from accounts.signin.kept import form_of
from accounts.signin.levels import Level, requires

# Stops finding out by typing numbers which of them have an account.
NUMBERS = (
    Limit("identity-account", ("account",), 5, 24 * 60 * 60),
    Limit("identity-network", ("network",), 20, 24 * 60 * 60),
)
HOME = "profile"


@requires(Level.STRONG)
@never_cache
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show what we know of somebody, to that somebody."""
    profile = _profile(request)
    context = {
        "profile": profile,
        "reference": reference_of(profile.user),
        "full_name": profile.user.get_full_name(),
        "birth_date": date_format(profile.birth_date) if profile.birth_date else "",
        "phone": shown_phone(profile.phone),
        "neighbourhood": dict(neighbourhoods()).get(profile.neighbourhood, ""),
        "can_confirm": codes.can_send() and is_mobile(profile.phone),
    }
    return render(request, "account/profile.jinja", context)


@requires(Level.STRONG)
@never_cache
@require_safe
def looks(request: HttpRequest) -> HttpResponse:
    """Show when and why staff looked at one's data."""
    return render(request, "account/profile_looks.jinja", {"looks": looks_at(request.user)})


@requires(Level.STRONG, recent=True)
@never_cache
@require_http_methods(["GET", "POST"])
def identity(request: HttpRequest) -> HttpResponse:
    """Take number, names and birth date; ask the registry."""
    profile = _profile(request)
    if profile.is_verified:
        return HttpResponseRedirect(reverse(HOME))
    user: Any = request.user
    initial = {
        "first_name": user.first_name,
        "last_name": user.last_name,
        "birth_date": f"{profile.birth_date:%d.%m.%Y}" if profile.birth_date else "",
    }
    form = IdentityForm(request.POST or None, initial=_kept(request, initial))
    if request.method == "POST" and form.is_valid():
        if _limited(request):
            form.add_error(None, _("Too many numbers for today. Try again tomorrow, or come by."))
            return _form(request, "identity", form, status=429)
        _level, text = _identify(user, form.cleaned_data)
        getattr(messages, _level)(request, text)
        return HttpResponseRedirect(reverse(HOME))
    return _form(request, "identity", form)


def _identify(user: Any, data: dict[str, Any]) -> tuple[str, str]:
    """Store and verify; return how it went in words that do not tell whose a number is."""
    actions.open_profile(user=user)
    desk = _(
        "We could not confirm these data. Please bring your identity card to the service desk."
    )
    try:
        actions.change_person(
            user=user,
            first_name=data["first_name"],
            last_name=data["last_name"],
            birth_date=data["birth_date"],
        )
        actions.give_identity_number(user=user, number=data["identity_number"])
    except (IdentityTaken, IdentityFixed):
        return "warning", desk
    outcome = verify_by_registry(user=user)
    if outcome is Outcome.MATCH:
        return "success", _("Your identity is confirmed by the civil registry.")
    if outcome is Outcome.MISMATCH:
        return "warning", desk
    return "info", _("Saved. The civil registry does not answer now; your identity is unconfirmed.")


@requires(Level.STRONG, recent=True)
@never_cache
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Take phone and address; a new mobile phone is confirmed by a code."""
    profile = _profile(request)
    initial = {name: getattr(profile, name) for name in ("neighbourhood", "street", "door")}
    initial["phone"] = profile.phone
    form = ContactForm(request.POST or None, initial=_kept(request, initial))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.open_profile(user=request.user)
        place = {name: data[name] for name in ("neighbourhood", "street", "door")}
        actions.change_address(user=request.user, **place)
        changed = actions.change_phone(user=request.user, phone=data["phone"])
        is_new = is_mobile(changed.phone) and not changed.phone_verified_at
        if is_new and codes.send(request, changed.phone):
            return HttpResponseRedirect(reverse("profile_phone"))
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse(HOME))
    return _form(request, "contact", form)


@requires(Level.STRONG)
@never_cache
@require_http_methods(["GET", "POST"])
def phone(request: HttpRequest) -> HttpResponse:
    """Take the code of the SMS; send another one where that is asked for."""
    profile = _profile(request)
    if request.method == "POST" and "again" in request.POST:
        is_new = is_mobile(profile.phone) and profile.phone_verified_at is None
        if not is_new or not codes.send(request, profile.phone):
            messages.warning(request, _("No code could be sent. Try again in an hour."))
            return HttpResponseRedirect(reverse(HOME))
        return HttpResponseRedirect(reverse("profile_phone"))
    number = codes.waiting_for(request)
    if not number:
        return HttpResponseRedirect(reverse(HOME))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = codes.check(request, form.cleaned_data["code"])
        if answer is codes.Answer.RIGHT:
            if actions.confirm_phone(user=request.user, phone=number):
                messages.success(request, _("Your phone is confirmed."))
            return HttpResponseRedirect(reverse(HOME))
        if answer is codes.Answer.OVER:
            messages.warning(request, _("This code has run out. Ask for a new one."))
            return HttpResponseRedirect(reverse(HOME))
        form.add_error("code", _("This code is wrong. Look at the SMS again."))
    return _form(request, "phone", form, number=shown_phone(number))


@requires(Level.STRONG)
@never_cache
@require_http_methods(["GET", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """Take how and in which language we write."""
    profile = _profile(request)
    names = ("is_told_by_email", "is_told_by_sms", "language")
    initial = {name: getattr(profile, name) for name in names}
    form = NoticesForm(request.POST or None, initial=_kept(request, initial), profile=profile)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.open_profile(user=request.user)
        actions.choose_notifications(
            user=request.user,
            by_email=data["is_told_by_email"],
            by_sms=data["is_told_by_sms"],
            language=data["language"],
        )
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse(HOME))
    return _form(request, "notices", form)


def _profile(request: HttpRequest) -> CitizenProfile:
    """Return the profile, or an empty one that is not stored: looking makes nobody a citizen."""
    user: Any = request.user
    return CitizenProfile.objects.select_related("user").filter(
        pk=user.pk
    ).first() or CitizenProfile(user=user)


def _kept(request: HttpRequest, initial: dict[str, Any]) -> dict[str, Any]:
    """Return what was typed before a proof was asked for; else `initial`."""
    found = form_of(request) if request.method == "GET" else None
    return {**initial, **found.dict()} if found else initial


def _limited(request: HttpRequest) -> bool:
    subjects = {
        "account": str(request.user.pk),
        "network": limits.network_of_request(request),
    }
    if limits.blocked(NUMBERS, **subjects):
        return True
    limits.count_failure(NUMBERS, **subjects)
    return False


def _form(
    request: HttpRequest, name: str, form: Any, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"form": form, **more}
    return render(request, f"account/profile_{name}.jinja", context, status=status)
