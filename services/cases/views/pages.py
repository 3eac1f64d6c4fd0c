"""What the pages of a case share: who reads, the frame, the way back."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from services.cases.access import Reader, find
from services.cases.models import Case

View = Callable[..., HttpResponse]


def for_readers(view: View) -> View:
    """Give a view the case and its reader; lead everybody else to where it is proved who one is.

    There is one answer for cases of others, for unknown references and for nonsense.
    """

    @wraps(view)
    @never_cache
    def guarded(request: HttpRequest, reference: str, *args: Any, **kwargs: Any) -> HttpResponse:
        found = find(request, reference)
        if found is None:
            return HttpResponseRedirect(reverse("case_lookup"))
        response = view(request, *found, *args, **kwargs)
        # Not "no-referrer": browsers then name no origin with a form, and it is refused.
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    return guarded


def author_of(request: HttpRequest, reader: Reader) -> Any:
    """Return who stands as author: the owner's account, or nobody where a code or link opened."""
    return request.user if reader is Reader.OWNER else None


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
        if reader is Reader.OWNER
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
