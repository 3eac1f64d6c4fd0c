"""The family's page behind its one-time link.

The link is the only key: it is not kept anywhere readable, is not stored by caches, is told to no
other site (no referrer) and to no search engine. Opening it changes nothing, so that a mail program
that looks at links in advance uses nothing up; only the answer does.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from content.errors import forbidden
from content.form_errors import summary_of
from content.media import image_payload
from content.obituaries.description import photo_description
from content.obituaries.disclosure import disclosure_shown
from content.obituaries.family.actions import answer, waiting_for
from content.obituaries.family.forms import APPROVES, AnswerForm
from content.obituaries.family.reading import LABELS
from content.obituaries.models.approval import FamilyApproval
from content.origins import from_here


@csrf_exempt  # The link itself is the right to answer; no session is used.
@require_http_methods(["GET", "HEAD", "POST"])
def approval(request: HttpRequest, token: str) -> HttpResponse:
    """Show the notice as it would be published, line by line; take the answer once."""
    asked = waiting_for(token)
    if asked is None:
        return _secret(render(request, "pages/family_gone.jinja", _frame(), status=404))
    lines = [name for name in LABELS if name in asked.read]
    if request.method != "POST":
        return _form(request, asked, AnswerForm(lines=lines))
    if not from_here(request):
        return forbidden(request)
    sent = {key: str(value).replace("\x00", "") for key, value in request.POST.items()}
    form = AnswerForm(sent, lines=lines)
    if not form.is_valid():
        return _form(request, asked, form, status=400)
    data = form.cleaned_data
    taken = answer(
        token=token,
        approves=data["answer"] == APPROVES,
        changes=form.changes,
        remark=data["remark"],
        wants_book=data["book"],
        wants_search_engines=data["search_engines"],
    )
    if taken is None:
        return _secret(render(request, "pages/family_gone.jinja", _frame(), status=404))
    name = "family_approved" if data["answer"] == APPROVES else "family_corrected"
    return _secret(redirect(name))


@require_safe
def thanks(request: HttpRequest, approved: bool) -> HttpResponse:
    """Say what happens now; the address holds no link."""
    context = {**_frame(_("Thank you")), "approved": approved}
    return _secret(render(request, "pages/family_thanks.jinja", context))


def _frame(title: str = "") -> dict[str, Any]:
    shown = title or _("This link no longer works")
    return {
        "page": {
            "title": shown,
            "robots": "noindex, nofollow",
            "kind": "obituary_family",
            "breadcrumbs": [],
        }
    }


def _form(
    request: HttpRequest, asked: FamilyApproval, form: AnswerForm, status: int = 200
) -> HttpResponse:
    draft = asked.page.get_latest_revision_as_object()
    errors = summary_of(form)
    title = _("Please read the notice")
    frame = _frame(_("Error: %(title)s") % {"title": title} if errors else title)
    shows_photo = bool(draft.photo_id) and "photo" in asked.read
    context = {
        **frame,
        "heading": title,
        "asked": asked,
        "lines": [
            {"name": name, "label": LABELS[name], "text": asked.read[name]} for name in form.lines
        ],
        "form": form,
        "errors": errors,
        "photo": image_payload(draft.photo, photo_description(draft)) if shows_photo else None,
        "disclosure": disclosure_shown(),
    }
    return _secret(render(request, "pages/family_approval.jinja", context, status=status))


def _secret(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
