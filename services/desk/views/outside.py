"""The page a body outside the house answers on. Its link is all it needs, and works once.

Who has the link, which nobody can guess, is told how it stands: answered, taken back, over. A link
that was never given out says nothing but that it does not work.
"""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts import limits
from accounts.audit.context import current_address
from accounts.limits import Limit
from content.form_errors import summary_of
from content.locales import split_locale, with_locale
from services.cases.actions import drop_upload, keep_upload
from services.cases.actions.files import waiting_files
from services.cases.forms import Files, FilesField
from services.cases.kinds import By, FileRule
from services.desk.actions.outside import LONGEST_ANSWER, answer_from_outside, asked_by_token
from services.desk.models import OutsideRequest, OutsideState

# Stops trying tokens; a right one is not counted.
GUESSES = (Limit("desk-outside", ("network",), 20, 60 * 60),)
RULE = FileRule(at_once=5)
STATUS = {OutsideState.ANSWERED: 410, OutsideState.TAKEN_BACK: 410, OutsideState.OVER: 410}


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
    documents = FilesField(
        label=gettext_lazy("Photos and documents"),
        required=False,
        widget=Files(attrs={"accept": "image/*,application/pdf"}),
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
    if asked.state is not OutsideState.OPEN:
        return _page(request, asked.state, status=STATUS[asked.state], asked=asked)
    if request.method != "POST":
        return _ask(request, asked, AnswerForm())
    return _answered(request, asked)


def _answered(request: HttpRequest, asked: OutsideRequest) -> HttpResponse:
    """Keep the files whatever the rest says; take the answer when all is right."""
    form = AnswerForm(request.POST, request.FILES)
    is_valid = form.is_valid()
    for file in form.cleaned_data.get("documents", ()):
        try:
            keep_upload(key=asked.files_key, file=file, rule=RULE, by=By.SYSTEM)
        except ValidationError as error:
            form.add_error("documents", f"{file.name}: {' '.join(error.messages)}")
            is_valid = False
    if gone := request.POST.get("kaldir", ""):
        _drop(asked, gone)
        return _ask(request, asked, AnswerForm(initial=request.POST.dict()))
    if not is_valid:
        return _ask(request, asked, form, status=422)
    values = form.cleaned_data
    try:
        done = answer_from_outside(asked=asked, name=values["name"], text=values["text"])
    except ValidationError as error:
        form.add_error("documents", error)
        return _ask(request, asked, form, status=422)
    if done:
        return _page(request, "thanks", status=200)
    asked.refresh_from_db()
    return _page(request, asked.state, status=409, asked=asked)


def _drop(asked: OutsideRequest, typed: str) -> None:
    try:
        drop_upload(key=asked.files_key, public_id=uuid.UUID(typed))
    except ValueError:
        return


def _ask(
    request: HttpRequest, asked: OutsideRequest, form: AnswerForm, *, status: int = 200
) -> HttpResponse:
    kept = list(waiting_files(asked.files_key))
    more = {"asked": asked, "form": form, "summary": summary_of(form), "kept": kept}
    return _page(request, "ask", status=status, **more)


def _page(request: HttpRequest, state: str, *, status: int, **more: Any) -> HttpResponse:
    page = {"title": _("Answer to the municipality"), "robots": "noindex", "breadcrumbs": []}
    context = {"page": page, "state": str(state), "languages": _languages(request), **more}
    response = render(request, "services/desk/outside.jinja", context, status=status)
    # The link stays ours: nothing of it goes to other sites. "no-referrer" would send the form
    # with the origin "null", which is refused.
    response["Referrer-Policy"] = "same-origin"
    return response


def _languages(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the same page in each language of the site."""
    now, path = translation.get_language(), split_locale(request.path)[1]
    return [
        {
            "code": code,
            "name": name,
            "url": with_locale(path, code),
            "current": code == now,
            "available": True,
        }
        for code, name in settings.LANGUAGES
    ]
