"""Pages of acting for another: given, received, taken, ended, and for whom I act now."""

import uuid
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import limits
from accounts.limits import Limit
from accounts.mandates import acting, actions
from accounts.mandates.forms import ChildForm, CodeForm, OfferForm
from accounts.mandates.models import Mandate, MandateKind, MandateState, names_of
from accounts.mandates.queries import (
    NotAuthorised,
    history_of,
    mandate_of,
    mandates_of,
    offers_by,
)
from accounts.mandates.words import said
from accounts.profiles.queries import citizen_of
from accounts.signin.kept import form_of
from accounts.signin.levels import Level, requires

# Stops guessing codes, which have 49 bits anyway.
CODES = (
    Limit("mandate-code-account", ("account",), 10, 60 * 60),
    Limit("mandate-code-network", ("network",), 50, 60 * 60),
)
HOME = "mandates"


@requires(Level.STRONG)
@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show what was given and received, and let one choose for whom to act."""
    rows = [_shown(request, row) for row in mandates_of(request.user)]
    context = {
        "can": _can(request),
        "given": [row for row in rows if row["is_mine"]],
        "received": [row for row in rows if not row["is_mine"]],
    }
    return render(request, "mandates/index.jinja", context)


@requires(Level.STRONG, recent=True)
@never_cache
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest) -> HttpResponse:
    """Authorise somebody in writing: the code is shown once, for the other person."""
    if not _can(request):
        return HttpResponseRedirect(reverse(HOME))
    form = OfferForm(request.POST if request.method == "POST" else _kept(request))
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["until"] + timedelta(days=1)
        end = timezone.make_aware(datetime.combine(day, time()))
        try:
            made, code = actions.offer(
                principal=request.user, scopes=form.cleaned_data["scopes"], ends_at=end
            )
        except actions.TooMany:
            form.add_error(None, _("Ten run already. End one of them first."))
            return render(request, "mandates/offer.jinja", {"form": form}, status=409)
        context = {"code": f"{code[:5]}-{code[5:]}", "row": _shown(request, made)}
        return render(request, "mandates/offered.jinja", context)
    return render(request, "mandates/offer.jinja", {"form": form})


@requires(Level.STRONG, recent=True)
@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest) -> HttpResponse:
    """Type a code, read what it is about, then take it or turn it down."""
    if not _can(request):
        return HttpResponseRedirect(reverse(HOME))
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "mandates/accept.jinja", {"form": form})
    subjects = {
        "account": str(request.user.pk),
        "network": limits.network_of_request(request),
    }
    if limits.blocked(CODES, **subjects):
        form.add_error(None, _("Too many attempts. Try again in an hour."))
        return render(request, "mandates/accept.jinja", {"form": form}, status=429)
    code = form.cleaned_data["code"]
    found = offers_by(code, request.user).select_related("principal").first()
    try:
        if found is None:
            raise actions.NoSuchOffer
        if request.POST.get("answer") == "yes":
            taken = actions.accept(holder=request.user, code=code)
            messages.success(request, _("You may act for this person from now on."))
            return HttpResponseRedirect(reverse("mandates_one", args=[taken.public_id]))
        if request.POST.get("answer") == "no":
            actions.refuse(holder=request.user, code=code)
            messages.success(request, _("Refused. The code works no more."))
            return HttpResponseRedirect(reverse(HOME))
    except actions.NoSuchOffer:
        limits.count_failure(CODES, **subjects)
        form.add_error("code", _("This code is wrong, was used, or has run out."))
        return render(request, "mandates/accept.jinja", {"form": form})
    context = {"form": form, "code": code, "row": _shown(request, found)}
    return render(request, "mandates/accept.jinja", context)


@requires(Level.STRONG, recent=True)
@sensitive_post_parameters("identity_number")
@never_cache
@require_http_methods(["GET", "POST"])
def child(request: HttpRequest) -> HttpResponse:
    """Name a child; the service desk confirms it by a document."""
    if not _can(request):
        return HttpResponseRedirect(reverse(HOME))
    form = ChildForm(request.POST if request.method == "POST" else _kept(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.declare_child(
                parent=request.user,
                name=data["name"],
                number=data["identity_number"],
                birth_date=data["birth_date"],
                scopes=data["scopes"],
            )
        except actions.AlreadyNamed:
            form.add_error("identity_number", _("You have named this child already."))
        except actions.TooMany:
            form.add_error(None, _("So many children cannot be named here. Come to the desk."))
        except ValueError:
            form.add_error("identity_number", _("This is not the child’s number. Check it."))
        else:
            text = _("Saved. Bring an extract from the civil register to the service desk.")
            messages.success(request, text)
            return HttpResponseRedirect(reverse(HOME))
    return render(request, "mandates/child.jinja", {"form": form})


@requires(Level.STRONG)
@never_cache
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one and what was done by it; either side ends it."""
    found = mandate_of(request.user, public_id)
    if found is None:
        raise Http404
    if request.method == "POST":
        actions.end(mandate=found, by=request.user)
        messages.success(request, _("Ended. Nothing more can be done by it."))
        return HttpResponseRedirect(reverse("mandates_one", args=[public_id]))
    steps = [{"step": step, "text": said(step)} for step in history_of(found)]
    return render(request, "mandates/one.jinja", {"row": _shown(request, found), "steps": steps})


@requires(Level.STRONG)
@require_POST
def choose(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Act for somebody from now on in this session."""
    try:
        found = acting.choose(request, public_id)
    except NotAuthorised:
        messages.warning(request, _("You cannot act for this person now."))
    else:
        text = _("From now on you act for %(name)s.") % {"name": found.for_whom}
        messages.success(request, text)
    return HttpResponseRedirect(reverse(HOME))


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Act for oneself again. It asks for no level: the way back is always open."""
    acting.leave(request)
    messages.success(request, _("You act for yourself again."))
    return HttpResponseRedirect(reverse(HOME))


def _can(request: HttpRequest) -> bool:
    profile = citizen_of(request.user)
    return profile is not None and profile.is_verified


def _kept(request: HttpRequest) -> Any:
    return form_of(request)


def _shown(request: HttpRequest, row: Mandate) -> dict[str, Any]:
    is_mine = row.principal_id == request.user.pk
    state = row.state()
    return {
        "public_id": row.public_id,
        "is_mine": is_mine,
        "is_child": row.kind == MandateKind.PARENT,
        "name": (str(row.holder) if row.holder_id else "") if is_mine else row.for_whom,
        "scopes": names_of(row),
        "until": timezone.localtime(row.ends_at - timedelta(seconds=1)).date(),
        "state": state,
        "state_text": state.label,
        "is_open": state in (MandateState.ACTIVE, MandateState.WAITING),
        "can_act": state == MandateState.ACTIVE and row.holder_id == request.user.pk,
        "is_chosen": request.session.get(acting.SESSION_KEY) == str(row.public_id),
    }
