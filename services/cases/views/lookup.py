"""Talep Sorgulama: a case is looked up by its reference and a code sent to its own contact."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.limits import network_of_request
from services.cases.access import grant
from services.cases.forms import CodeForm, ReferenceForm
from services.cases.lookup.actions import MINUTES, CaseDoor, TooMany, begin
from services.cases.lookup.code_step import opened_by

SESSION_KEY = "case_lookup"


@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Take a reference; say at once what is wrong with it, never whether there is such a case."""
    form = ReferenceForm(request.POST or None, auto_id="f-%s")
    if request.method == "POST" and form.is_valid():
        reference = form.cleaned_data["reference"]
        try:
            begun = begin(reference=reference, network=network_of_request(request))
        except TooMany:
            form.add_error(None, too_many())
            return _page(request, "lookup", _("Look up an application"), form, status=429)
        request.session[SESSION_KEY] = {
            "id": str(begun.id),
            "reference": str(reference),
            "sent_to": begun.sent_to,
        }
        return HttpResponseRedirect(reverse("case_code"))
    return _page(request, "lookup", _("Look up an application"), form)


@never_cache
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Take the code; the right one opens the case for half an hour."""
    begun = request.session.get(SESSION_KEY)
    if begun is None:
        return HttpResponseRedirect(reverse("case_lookup"))
    form = CodeForm(request.POST or None, auto_id="f-%s")
    status = 200
    if request.method == "POST" and form.is_valid():
        case, status = opened_by(
            request, form, door=CaseDoor(), lookup_id=begun["id"], too_many=too_many()
        )
        if case is not None:
            del request.session[SESSION_KEY]
            request.session.cycle_key()
            grant(request, case, way="code")
            return HttpResponseRedirect(reverse("case", args=[str(case.reference)]))
    context = {"begun": begun, "minutes": MINUTES}
    return _page(request, "code", _("Type the code"), form, status=status, **context)


def too_many() -> str:
    """Return what is said when a limit is reached, whether or not there is such a case."""
    return _(
        "Too many attempts. Wait an hour and try again, use the link in our first message, or call "
        "us."
    )


def _page(
    request: HttpRequest, name: str, title: str, form: Any, status: int = 200, **more: Any
) -> HttpResponse:
    crumbs = [{"title": _("Look up an application"), "url": reverse("case_lookup")}]
    if name != "lookup":
        crumbs.append({"title": title, "url": request.path})
    page = {"title": title, "robots": "noindex", "kind": "cases", "breadcrumbs": crumbs}
    context = {"page": page, "form": form, **more}
    return render(request, f"services/cases/{name}.jinja", context, status=status)
