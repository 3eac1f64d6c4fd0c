"""The funerals of a day for screens in mosques and town halls, and as text to read out or send."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from content.obituaries.lists import today, tomorrow
from content.turkish_dates import long_date
from search.kinds import Text
from search.models import PublishedDocument
from search.queries import Shown, shown

KIND = "obituary"
MOST = 60
TEXT = "metin"


@dataclass(frozen=True, slots=True)
class Board:
    """A day's board: its name in the address, its title, how many days from today."""

    name: str
    title: Text
    days: int


BOARDS = {
    board.name: board
    for board in (
        Board("bugun", gettext_lazy("Today's funerals"), 0),
        Board("yarin", gettext_lazy("Tomorrow's funerals"), 1),
    )
}


@require_safe
def board(request: HttpRequest, name: str) -> HttpResponse:
    """Answer a board: large type, one row for each funeral, renewed by itself each minute."""
    found = _board(name)
    now = timezone.localtime()
    day = (now + timedelta(days=found.days)).date()
    documents = funerals(found, now)
    context = {
        "page": {"title": str(found.title), "robots": "noindex"},
        "board": found,
        "boards": list(BOARDS.values()),
        "day": day,
        "documents": documents,
        "now": now,
        "text": text_of(day, documents),
    }
    return render(request, "pages/obituary_board.jinja", context)


@require_safe
def board_text(request: HttpRequest, name: str) -> HttpResponse:
    """Answer the day's notices as plain text."""
    found = _board(name)
    now = timezone.localtime()
    day = (now + timedelta(days=found.days)).date()
    return plain_text(text_of(day, funerals(found, now)))


def plain_text(text: str) -> HttpResponse:
    """Answer text to read out or send; outside search engines are kept away."""
    response = HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    return response


def funerals(found: Board, now: datetime) -> list[Shown]:
    """Return the funerals of the board's day in the order of the prayers. One query."""
    documents = PublishedDocument.objects.public(now).of_kind(KIND)
    documents = documents.in_locale(translation.get_language() or "tr")
    narrowed = (today, tomorrow)[found.days](documents, now)
    return shown(narrowed.order_by("sort_at", "page_id")[:MOST])


def text_of(day: date, documents: list[Shown]) -> str:
    """Return the notices as the radio reads them: in Turkish, whatever the site's language."""
    head = f"{long_date(day)} günü defnedilecekler"
    if not documents:
        return f"{long_date(day)} günü için bildirilmiş cenaze yoktur."
    return "\n\n".join([head, *(str(document.data["summary"]) for document in documents)])


def _board(name: str) -> Board:
    try:
        return BOARDS[name]
    except KeyError as error:
        raise Http404(_("There is no such board.")) from error
