"""Opens a case with the secret link that was sent when it was filed."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from services.cases.access import grant
from services.cases.notices.links import case_of


@never_cache
@require_safe
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Remember in the session that the link was held, and lead on without it.

    Stops the token from staying in the address bar, in history's shared screens and in the
    Referer of what is clicked next.
    """
    case = case_of(token)
    if case is None:
        page = {"title": _("This link no longer works"), "robots": "noindex", "breadcrumbs": []}
        response = render(request, "services/cases/link_gone.jinja", {"page": page}, status=404)
    else:
        grant(request, case, way="link")
        response = HttpResponseRedirect(reverse("case", args=[str(case.reference)]))
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
