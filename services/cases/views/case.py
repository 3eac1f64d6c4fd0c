"""A case's own page: where it stands, whose turn it is, what was said, what can be done."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from home.models import MunicipalitySettings
from services.cases.access import Reader, end_grant
from services.cases.actions import ChangeRefused, drop_upload, keep_upload, reply
from services.cases.actions.files import waiting_files
from services.cases.forms import MessageForm, RatingForm
from services.cases.kinds import Phase
from services.cases.models import Attachment, Case
from services.cases.possible import rated_since_closing, reopens_until, withdrawal
from services.cases.queries import is_overdue, told_timeline
from services.cases.views.pages import author_of, case_url, draw, for_readers


@for_readers
@require_http_methods(["GET", "POST"])
def case_page(request: HttpRequest, case: Case, reader: Reader) -> HttpResponse:
    """Show a case; take a message with documents. What was typed comes back with every error."""
    if request.method != "POST":
        return _show(
            request, case, reader, MessageForm(initial={"key": uuid.uuid4()}, auto_id="f-%s")
        )
    form = MessageForm(request.POST, request.FILES, auto_id="f-%s")
    form.is_valid()
    if "key" in form.errors:  # the form was tampered with, or is not ours
        return HttpResponseRedirect(case_url(case))
    key = form.cleaned_data["key"]
    _keep(form, case, key)
    removed = request.POST.get("kaldir", "")
    if removed:
        _remove(key, removed)
        return _show(request, case, reader, form)
    if form.errors:
        return _show(request, case, reader, form)
    is_empty = not form.cleaned_data["text"].strip() and not list(waiting_files(key))
    # Sent a second time, its files have become the message's already.
    if is_empty and not case.timeline.filter(data__key=str(key)).exists():
        form.add_error("text", _("Write a message or add a document."))
        return _show(request, case, reader, form)
    try:
        reply(
            case=case,
            text=form.cleaned_data["text"],
            key=key,
            author=author_of(request, reader),
        )
    except ChangeRefused:
        form.add_error(None, _("This application has been closed meanwhile. See below what to do."))
        return _show(request, _again(case), reader, form, status=409)
    except ValidationError as error:
        form.add_error("documents", error)
        return _show(request, case, reader, form)
    return HttpResponseRedirect(f"{case_url(case)}?gonderildi=1#surec")


@for_readers
@require_POST
def finish(request: HttpRequest, case: Case, reader: Reader) -> HttpResponse:
    """Close what a code or a link has opened in this browser."""
    end_grant(request, case)
    return draw(request, "finished", case, reader, _("Closed"))


def _keep(form: MessageForm, case: Case, key: uuid.UUID) -> None:
    """Keep the files that came, so that an error elsewhere on the form does not lose them."""
    for file in form.cleaned_data["documents"]:
        try:
            keep_upload(key=key, file=file, rule=case.type.files)
        except ValidationError as error:
            for text in error.messages:
                form.add_error("documents", f"{file.name}: {text}")


def _remove(key: uuid.UUID, removed: str) -> None:
    try:
        drop_upload(key=key, public_id=uuid.UUID(removed))
    except ValueError:
        return


def _again(case: Case) -> Case:
    return Case.objects.select_related("owner", "directorate").get(pk=case.pk)


def _show(
    request: HttpRequest, case: Case, reader: Reader, form: MessageForm, status: int = 200
) -> HttpResponse:
    house = MunicipalitySettings.current().name
    timeline = told_timeline(case, house, author_of(request, reader))
    key = form["key"].value()
    context: dict[str, Any] = {
        "form": form,
        "kept": _kept(form, key),
        "timeline": timeline,
        "said": request.GET.get("gonderildi") == "1",
        "can_write": case.phase != Phase.CLOSED,
        "can_withdraw": withdrawal(case) is not None,
        "reopens_until": reopens_until(case),
        "can_rate": case.state.is_answer and not rated_since_closing(case),
        "rating": RatingForm(auto_id="r-%s"),
        "is_overdue": is_overdue(case, timezone.localdate()),
        "facts": case.type.shown(case) if case.type.shown else (),
        "papers": case.type.papers(case) if case.type.papers else (),
        "visit": case.type.visit(case) if case.type.visit else None,
        "at_desk": case.directorate.name if case.directorate else "",
    }
    return draw(request, "case", case, reader, status=status, **context)


def _kept(form: MessageForm, key: Any) -> list[Attachment]:
    if not form.is_bound:
        return []
    try:
        return list(waiting_files(uuid.UUID(str(key))))
    except ValueError:
        return []
