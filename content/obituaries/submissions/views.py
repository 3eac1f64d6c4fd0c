"""The public form and its thanks; everything typed comes back with every error.

The answer is the same whether or not the notice is known already: the form tells nobody who died.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from content.errors import forbidden
from content.form_errors import summary_of
from content.obituaries.choices import Prayer
from content.obituaries.disclosure import disclosure_shown
from content.obituaries.models.submission import Sender
from content.obituaries.queries import usual_places
from content.obituaries.submissions.actions import receive
from content.obituaries.submissions.forms import SubmissionForm
from content.origins import from_here
from content.reference.models import Neighbourhood


@csrf_exempt  # Nobody's rights are used, and the page is cached for all.
@require_http_methods(["GET", "HEAD", "POST"])
def submission(request: HttpRequest) -> HttpResponse:
    """Show the form; take a notice, then thank on a page of its own."""
    if request.method != "POST":
        return _form(request, SubmissionForm())
    if not from_here(request):
        return forbidden(request)
    sent = {key: str(value).replace("\x00", "") for key, value in request.POST.items()}
    form = SubmissionForm(sent)
    if not form.is_valid():
        return _form(request, form, status=400)
    kept = receive(
        data=form.cleaned_data,
        disclosure=disclosure_shown(),
        address=request.META.get("REMOTE_ADDR", ""),
    )
    if kept is None:
        form.add_error(
            None,
            _(
                "Very many notices have come from your network, so this one was not sent. What "
                "you wrote is still here: please send it again in an hour, or call us."
            ),
        )
        return _form(request, form, status=429)
    return redirect("obituary_submission_thanks")


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Say what happens now."""
    context = {"page": _page(_("The notice has reached the desk"))}
    return render(request, "pages/obituary_submission_thanks.jinja", context)


def _page(title: str) -> dict[str, Any]:
    above = {"title": _("Obituaries"), "url": "/vefat-ilanlari/"}
    own = {"title": title, "url": reverse("obituary_submission")}
    return {
        "title": title,
        "robots": "noindex",
        "kind": "obituary_submission",
        "breadcrumbs": [above, own],
    }


def _form(request: HttpRequest, form: SubmissionForm, status: int = 200) -> HttpResponse:
    errors = summary_of(form)
    heading = _("Send an obituary")
    context = {
        "page": _page(_("Error: %(title)s") % {"title": heading} if errors else heading),
        "heading": heading,
        "form": form,
        "errors": errors,
        "prayers": Prayer.choices,
        "senders": Sender.choices,
        "neighbourhoods": Neighbourhood.objects.values_list("pk", "name"),
        "mosques": usual_places("mosque"),
        "cemeteries": usual_places("cemetery"),
        "disclosure": disclosure_shown(),
    }
    response = render(request, "pages/obituary_submission.jinja", context, status=status)
    if request.method == "POST":
        response["Cache-Control"] = "private, no-store"
    return response
