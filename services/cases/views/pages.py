"""What the pages of a case share: who reads, the frame, the way back."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.mandates.acting import acting_for
from accounts.mandates.queries import NotAuthorised
from services.cases.access import WRITING, Reader, find
from services.cases.models import Case

View = Callable[..., HttpResponse]


def authorised(view: View) -> View:
    """Lead back to the authorisations whoever acts by one that is not for this, or not any more."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotAuthorised:
            messages.warning(
                request,
                _("Your authorisation is not for this. Choose another, or act for yourself."),
            )
            return HttpResponseRedirect(reverse("mandates"))

    return guarded


def for_readers(view: View) -> View:
    """Give a view the case and its reader; lead everybody else to where it is proved who one is.

    There is one answer for cases of others, for unknown references and for nonsense.
    """

    @wraps(view)
    @never_cache
    @authorised
    def guarded(request: HttpRequest, reference: str, *args: Any, **kwargs: Any) -> HttpResponse:
        found = find(request, reference)
        if found is None:
            return HttpResponseRedirect(reverse("case_lookup"))
        if request.method == "POST" and found[1] is Reader.HOLDER:
            acting_for(request, WRITING, what=str(found[0].reference))
        response = view(request, *found, *args, **kwargs)
        # Not "no-referrer": browsers then name no origin with a form, and it is refused.
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    return guarded


def author_of(request: HttpRequest, reader: Reader) -> Any:
    """Return who stands as author: the account, or nobody where a code or link opened."""
    return request.user if reader in (Reader.OWNER, Reader.HOLDER) else None


def case_url(case: Case, name: str = "case", *more: Any) -> str:
    """Return an address of a case."""
    return reverse(name, args=[str(case.reference), *more])


def draw(
    request: HttpRequest,
    template: str,
    case: Case,
    reader: Reader,
    title: str = "",
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Draw a page of a case."""
    above = (
        {"title": _("My applications"), "url": reverse("cases")}
        if reader in (Reader.OWNER, Reader.HOLDER)
        else {"title": _("Look up an application"), "url": reverse("case_lookup")}
    )
    crumbs = [above, {"title": str(case.reference), "url": case_url(case)}]
    if title:
        crumbs.append({"title": title, "url": request.path})
    page = {
        "title": title or case.title,
        "robots": "noindex",
        "kind": "cases",
        "breadcrumbs": crumbs,
    }
    context |= {"page": page, "case": case, "reader": reader}
    return render(request, f"services/cases/{template}.jinja", context, status=status)
