"""The page a body outside the house answers on. Its link is all it needs, and works once."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts import limits
from accounts.audit.context import current_address
from accounts.limits import Limit
from content.form_errors import summary_of
from services.desk.actions.outside import LONGEST_ANSWER, answer_from_outside, asked_by_token

# Stops trying tokens; a right one is not counted.
GUESSES = (Limit("desk-outside", ("network",), 20, 60 * 60),)


class AnswerForm(forms.Form):
    """What the body says."""

    name = forms.CharField(
        label=gettext_lazy("Your name and unit"),
        max_length=120,
        error_messages={"required": gettext_lazy("Write your name and unit.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Write your answer.")},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("token")
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is asked; take the answer. Mail programs follow links: only the button answers."""
    who = {"account": "", "network": limits.network_of(current_address())}
    if limits.blocked(GUESSES, **who):
        return _page(request, "gone", status=429)
    asked = asked_by_token(token)
    if asked is None:
        limits.count_failure(GUESSES, **who)
        return _page(request, "gone", status=404)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = answer_from_outside(asked=asked, **form.cleaned_data)
        return _page(request, "thanks" if done else "gone", status=200 if done else 409)
    status = 422 if request.method == "POST" else 200
    return _page(request, "ask", status=status, asked=asked, form=form, summary=summary_of(form))


def _page(request: HttpRequest, state: str, *, status: int, **more: Any) -> HttpResponse:
    page = {"title": _("Answer to the municipality"), "robots": "noindex", "breadcrumbs": []}
    context = {"page": page, "state": state, **more}
    response = render(request, "services/desk/outside.jinja", context, status=status)
    response["Referrer-Policy"] = "no-referrer"
    return response
