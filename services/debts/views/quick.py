"""Quick look and pay: a number, a code to the registered contact, then initials and amounts."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import limits
from accounts.limits import Limit, network_of_request
from services.cases.forms import CodeForm
from services.cases.lookup import codes
from services.cases.lookup.code_step import opened_by
from services.cases.lookup.codes import MINUTES, Begun, TooMany
from services.debts.actions.links import link_of
from services.debts.quick import access
from services.debts.quick.door import DebtsDoor
from services.debts.quick.forms import NumberForm

SESSION_KEY = "debts_lookup"
# Links have 144 random bits; the limit is against noise rather than luck.
LINKS = (Limit("debts-link", ("network",), 20, 60 * 60),)


@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Take a number; never say whether it is anybody's."""
    form = NumberForm(request.POST or None, auto_id="f-%s")
    if request.method == "POST" and form.is_valid():
        try:
            begun = codes.begin(
                door=DebtsDoor(),
                subject=form.cleaned_data["number"],
                network=network_of_request(request),
            )
        except TooMany:
            form.add_error(None, _too_many())
            return _page(request, "ask", _("Look up and pay"), form, status=429)
        return _to_code(request, begun)
    return _page(request, "ask", _("Look up and pay"), form)


@never_cache
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Take the code; the right one opens the debts for half an hour."""
    begun = request.session.get(SESSION_KEY)
    if begun is None:
        return HttpResponseRedirect(reverse("debts_quick"))
    form = CodeForm(request.POST or None, auto_id="f-%s")
    status = 200
    if request.method == "POST" and form.is_valid():
        debtor, status = opened_by(
            request, form, door=DebtsDoor(), lookup_id=begun["id"], too_many=_too_many()
        )
        if debtor is not None:
            del request.session[SESSION_KEY]
            access.open_accounts(request, debtor.accounts)
            return HttpResponseRedirect(reverse("debts_quick_basket"))
    context = {"sent_to": begun["sent_to"], "minutes": MINUTES}
    return _page(request, "code", _("Type the code"), form, status=status, **context)


@never_cache
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Send another code for the number that was typed; it stands in no page and no session."""
    known = request.session.get(SESSION_KEY)
    if known is None:
        return HttpResponseRedirect(reverse("debts_quick"))
    try:
        begun = codes.begin_again(
            door=DebtsDoor(), lookup_id=uuid.UUID(known["id"]), network=network_of_request(request)
        )
    except TooMany:
        form = NumberForm({"number": ""}, auto_id="f-%s")
        form.full_clean()
        form.errors.clear()
        form.add_error(None, _too_many())
        return _page(request, "ask", _("Look up and pay"), form, status=429)
    if begun is None:
        return HttpResponseRedirect(reverse("debts_quick"))
    return _to_code(request, begun)


@never_cache
@require_safe
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Open what a notice's link was made for, and lead on without the token.

    Stops guessing: wrong tokens of a network are counted, and one that ran out, was revoked or paid
    with is answered like one that never was.
    """
    subjects = {"account": "", "network": network_of_request(request)}
    if limits.blocked(LINKS, **subjects):
        return _page(request, "link_gone", _("This link opens nothing"), None, status=429)
    link = link_of(token)
    if link is None:
        limits.count_failure(LINKS, **subjects)
        return _page(request, "link_gone", _("This link opens nothing"), None, status=404)
    access.open_link(request, link)
    return HttpResponseRedirect(reverse("debts_quick_basket"))


@never_cache
@require_POST
def finish(request: HttpRequest) -> HttpResponse:
    """Close what was opened in this browser."""
    access.close(request)
    return HttpResponseRedirect(reverse("debts_quick"))


def _to_code(request: HttpRequest, begun: Begun) -> HttpResponse:
    request.session[SESSION_KEY] = {"id": str(begun.id), "sent_to": begun.sent_to}
    return HttpResponseRedirect(reverse("debts_quick_code"))


def _too_many() -> str:
    return _("Too many attempts. Wait an hour and try again, or call us.")


def _page(
    request: HttpRequest, name: str, title: str, form: Any, status: int = 200, **more: Any
) -> HttpResponse:
    crumbs = [{"title": _("Look up and pay"), "url": reverse("debts_quick")}]
    if name != "ask":
        crumbs.append({"title": title, "url": request.path})
    page = {"title": title, "robots": "noindex", "kind": "account", "breadcrumbs": crumbs}
    return render(
        request, f"debts/quick/{name}.jinja", {"page": page, "form": form, **more}, status=status
    )
