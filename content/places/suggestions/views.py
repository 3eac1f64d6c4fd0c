"""The form and its thanks; everything typed comes back with every error."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from content.errors import forbidden, not_found
from content.form_errors import summary_of
from content.origins import from_here
from content.places.models.suggestion import Aspect
from content.places.queries import place_by_id
from content.places.suggestions.actions import suggest
from content.places.suggestions.forms import SuggestionForm
from content.places.suggestions.queries import disclosure_path
from search.queries import Shown


@csrf_exempt  # Nobody's rights are used, and pages that lead here are cached for all.
@require_http_methods(["GET", "HEAD", "POST"])
def suggestion(request: HttpRequest, place_id: int) -> HttpResponse:
    """Show the form of a public place; take a correction, then thank on a page of its own."""
    place = place_by_id(place_id)
    if place is None:
        return not_found(request)
    if request.method != "POST":
        return _form(request, place, SuggestionForm(initial={"aspects": _asked(request)}))
    if not from_here(request):
        return forbidden(request)
    form = SuggestionForm({**_clean(request)})
    if not form.is_valid():
        return _form(request, place, form, status=400)
    data = form.cleaned_data
    kept = suggest(
        place=place,
        aspects=data["aspects"],
        correct=data["correct"],
        contact=data["contact"],
        address=request.META.get("REMOTE_ADDR", ""),
    )
    if kept is None:
        form.add_error(
            None,
            _(
                "Very many corrections have come from your network, so this one was not sent. "
                "What you wrote is still here: please send it again in an hour, or call us."
            ),
        )
        return _form(request, place, form, status=429)
    return redirect("place_suggestion_thanks", place_id)


@require_safe
def thanks(request: HttpRequest, place_id: int) -> HttpResponse:
    """Say what happens now."""
    place = place_by_id(place_id)
    if place is None:
        return not_found(request)
    return render(
        request,
        "pages/place_suggestion_thanks.jinja",
        {"page": _page(place, _("Thank you for your correction")), "doc": place},
    )


def _asked(request: HttpRequest) -> list[str]:
    wanted = request.GET.get("konu", "")
    return [wanted] if wanted in Aspect.values else []


def _clean(request: HttpRequest) -> dict[str, Any]:
    """Return what was sent without characters that a database cannot keep."""
    texts = {
        name: request.POST.get(name, "").replace("\x00", "")
        for name in ("correct", "contact", "website")
    }
    return {"aspects": request.POST.getlist("aspects"), **texts}


def _page(place: Shown, title: str) -> dict[str, Any]:
    return {
        "title": title,
        "robots": "noindex",
        "kind": "place_suggestion",
        "breadcrumbs": [
            {"title": place.title, "url": place.path},
            {"title": title, "url": reverse("place_suggestion", args=[place.id])},
        ],
    }


def _form(
    request: HttpRequest, place: Shown, form: SuggestionForm, status: int = 200
) -> HttpResponse:
    """Render the form with its values and, in an order a reader can follow, its errors."""
    errors = summary_of(form)
    page = _page(place, _("Is something wrong?"))
    if errors:
        page["title"] = _("Error: %(title)s") % {"title": page["title"]}
    context = {
        "page": page,
        "heading": _("Is something wrong?"),
        "doc": place,
        "form": form,
        "errors": errors,
        "choices": Aspect.choices,
        "chosen": form["aspects"].value() or [],
        "disclosure": disclosure_path(place.locale),
    }
    response = render(request, "pages/place_suggestion.jinja", context, status=status)
    if request.method == "POST":
        response["Cache-Control"] = "private, no-store"
    return response
