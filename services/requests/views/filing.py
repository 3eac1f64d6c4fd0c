"""Filing a report: four short steps, a code for who has no account, thanks.

The form carries what was typed from step to step, so it works without scripts, by the back button
and in two windows. Its key makes one report of however many presses.
"""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from content.errors import forbidden
from content.origins import from_here
from services.cases.actions import drop_upload, keep_upload
from services.cases.attachments.cleaning import position_of, read_whole
from services.cases.drafts import draft_of, drop_draft, keep_draft
from services.cases.views.pages import authorised
from services.requests import proving
from services.requests.form.sending import (
    Sender,
    checked_until,
    is_barred,
    is_too_much,
    send,
    sender_of,
)
from services.requests.form.state import CODE_STEP, State
from services.requests.form.steps import read_point
from services.requests.kinds import CM
from services.requests.models import Report
from services.requests.views.showing import show
from services.requests.views.thanks import remember

DRAFT = "cozum-merkezi"
GO = "git"
REMOVE = "kaldir:"


@csrf_exempt  # The origin is checked instead: a missing cookie must not lose what was typed.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@authorised
def file(request: HttpRequest) -> HttpResponse:
    """Show the first step; take what was sent and lead on."""
    if request.method != "POST":
        return _begin(request)
    if not from_here(request):
        return forbidden(request)
    state = State(request.POST.dict())
    go = request.POST.get(GO, "ileri")
    if go == "unut":
        if request.user.is_authenticated:
            drop_draft(user=request.user, form=DRAFT)
        return HttpResponseRedirect(reverse("report_file"))
    if request.user.is_authenticated:
        keep_draft(user=request.user, form=DRAFT, data=state.to_keep())
    if state.step == 3:
        problem = _take_files(request, state)
        if go.startswith(REMOVE):
            _drop(state, go.removeprefix(REMOVE))
            return show(request, state, 3)
        if problem:
            return show(request, state, 3, problems={"photos": problem}, status=400)
    if go == "geri":
        return show(request, state, max(state.step - 1, 1))
    if go == "bul":
        return show(request, state, 1)
    if go.isdecimal() and len(go) == 1 and 1 <= int(go) < state.step:
        return show(request, state, int(go))
    return _on(request, state, go)


def _begin(request: HttpRequest) -> HttpResponse:
    """Show the first step, or go on with the draft of who is signed in."""
    sender_of(request)  # An authorisation that is not for this is told before anything is typed.
    kept = draft_of(user=request.user, form=DRAFT)
    if kept is not None and request.GET.get("taslak"):
        state = State(kept[0])
        return show(request, state, state.step)
    state = State({"topic": request.GET.get("konu", ""), "words": request.GET.get("ne", "")})
    return show(request, state, 1, draft_at=kept[1] if kept else None)


def _on(request: HttpRequest, state: State, go: str) -> HttpResponse:
    """Check all steps so far and go to the next, or to the first that is wrong."""
    sender = sender_of(request)
    last = min(state.step, 4)
    wrong, checked = checked_until(state, last, has_account=sender.owner is not None)
    if wrong:
        if state.step == 1 and state["words"].strip() and state.topic is None:
            return show(request, state, 1)  # Words alone ask which topic they mean.
        return show(request, state, wrong, problems=checked.problems, status=400)
    if state.step < 4:
        return show(request, state, state.step + 1)
    return _finish(request, state, checked.values, go)


def _finish(request: HttpRequest, state: State, values: dict[str, Any], go: str) -> HttpResponse:
    """Prove the contact, then file."""
    sender = sender_of(request, values)
    known = Report.objects.filter(case__filing_key=state.key).select_related("case").first()
    if known is not None and (known.case.owner == sender.owner):
        return _thank(request, known)
    refusal = _refusal(request, sender)
    if refusal:
        return show(request, state, 4, problems={"": refusal}, status=429)
    if sender.contact and not proving.is_proved(request, sender.contact):
        answer = _prove(request, state, sender, go)
        if answer is not None:
            return answer
    return _thank(request, send(request, state, values, sender))


def _refusal(request: HttpRequest, sender: Sender) -> str:
    if is_barred(sender):
        return _(
            "We cannot take reports from this contact by the web for some time. "
            "You can still call us or come to the service desk."
        )
    if is_too_much(request, sender):
        return _(
            "Very many reports have come from you or your network, so this one was not sent. "
            "What you wrote is still here: please send it again in an hour, or call us."
        )
    return ""


def _prove(request: HttpRequest, state: State, sender: Sender, go: str) -> HttpResponse | None:
    """Send a code or compare the typed one; None once the contact is proved."""
    contact = sender.contact
    if state.step == CODE_STEP and go != "yeni" and proving.is_waiting(request, contact):
        answer = proving.check(request, contact, state["code"])
        if answer is proving.Answer.RIGHT:
            return None
        words = {
            proving.Answer.WRONG: _("This is not the code. Look again, or let us send a new one."),
            proving.Answer.OVER: _("This code is no longer good. Let us send a new one."),
        }
        return show(
            request, state, CODE_STEP, problems={"code": words[answer]}, contact=contact, status=400
        )
    if not proving.send(request, email=sender.email, phone=sender.phone):
        refused = _("No code could be sent now. Try the other way (e-mail or phone), or call us.")
        return show(request, state, 4, problems={"contact": refused}, status=429)
    return show(request, state, CODE_STEP, contact=contact)


def _thank(request: HttpRequest, report: Report) -> HttpResponse:
    if request.user.is_authenticated:
        drop_draft(user=request.user, form=DRAFT)
    remember(request, report)
    return HttpResponseRedirect(reverse("report_thanks"))


def _take_files(request: HttpRequest, state: State) -> str:
    """Keep the photos that were sent; return why one was not taken, or ""."""
    problem = ""
    for sent in request.FILES.getlist("photos")[: CM.files.at_once + 1]:
        try:
            content = read_whole(sent, CM.files)  # type: ignore[arg-type]
            keep_upload(key=state.key, file=sent, rule=CM.files)
        except ValidationError as error:
            problem = " ".join(error.messages)
            continue
        if state["photo_place"]:
            _read_place(state, content)
    return problem


def _read_place(state: State, content: bytes) -> None:
    """Take the photo's own position, which the citizen has asked us to read."""
    found = position_of(content)
    if found is None or (state["lng"] and state["source"] != "photo"):
        return
    try:
        read_point(str(found.lng), str(found.lat))
    except ValidationError:
        return
    state.data |= {"lng": str(found.lng), "lat": str(found.lat), "source": "photo"}


def _drop(state: State, text: str) -> None:
    try:
        drop_upload(key=state.key, public_id=uuid.UUID(text))
    except ValueError:
        return
