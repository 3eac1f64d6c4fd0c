"""The page of the letter that asks whether a report is one's own."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from content.errors import forbidden
from content.origins import from_here
from services.cases.actions import add_contact
from services.open311.confirming import Contact, contact_of
from services.requests.contacts import digest_of
from services.requests.models import Report


@csrf_exempt  # The secret address is the proof; the origin is checked.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, token: str) -> HttpResponse:
    """Ask; opening the address changes nothing, for programs that look at mail open every link."""
    found = contact_of(token)
    if found is None:
        state = "over"
    elif request.method != "POST":
        state = "known" if found.case.contact_email or found.case.contact_phone else "ask"
    elif not from_here(request):
        return forbidden(request)
    else:
        state = "kept" if confirm(found) else "known"
    title = _("Is this your report?")
    page = {"title": title, "robots": "noindex", "kind": "report", "breadcrumbs": []}
    context = {"page": page, "state": state, "token": token, "case": found and found.case}
    response = render(
        request,
        "services/open311/contact.jinja",
        context,
        status=404 if state == "over" else 200,
    )
    response["Referrer-Policy"] = "no-referrer"
    return response


@transaction.atomic
def confirm(found: Contact) -> bool:
    """Keep the contact with the case and write to it; False where the case has one already."""
    if not add_contact(case=found.case, email=found.email, phone=found.phone):
        return False
    digest = digest_of(email=found.email, phone=found.phone)
    Report.objects.filter(case=found.case).update(contact_digest=digest)
    return True
