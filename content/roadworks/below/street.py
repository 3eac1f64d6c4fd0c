"""“Sokağımda ne var?”: the works of a street, found in whichever way its name is typed."""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from content.pages import render_found
from content.roadworks.below.frame import beneath, common
from content.roadworks.states import GOING_ON, Status
from search import turkish
from search.generation import watch
from search.memory import remembered
from search.models import PublishedDocument
from search.queries import Found, Shown, shown
from search.turkish.distance import distance_allowed, edit_distance, trigrams

NAME = "sokagimda"
PARAM = "sokak"
MOST = 60
MOST_STREETS = 30
MOST_PROPOSED = 5
LEAST_ALIKE = 0.3
# What kind of way it is; people leave it out, shorten it, or put a suffix to it.
_WAYS = ("cadde", "sokak", "sokag", "bulvar", "meydan", "mahalle")
_SHORT = frozenset({"cad", "cd", "sok", "sk", "blv", "bulv", "mah", "mh", "no"})

_SQL = """
SELECT street->>'name', array_agg(DISTINCT found.page_id)
FROM ({documents}) AS found (page_id, streets),
     jsonb_array_elements(CASE jsonb_typeof(streets) WHEN 'array' THEN streets END) AS street
GROUP BY 1 ORDER BY 1
"""


@remembered(maxsize=6)
def _streets(generation: int, locale: str) -> dict[str, tuple[str, frozenset[int]]]:
    """Return folded name -> name and works; only names, so that 10,000 works take 2 MB.

    The database puts the works of a spelling together: there are a few spellings for each street,
    and folding each of 20,000 works' names takes longer than reading them.
    """
    rows = PublishedDocument.objects.listed(timezone.now()).of_kind("roadwork").in_locale(locale)
    sql, params = rows.order_by().values("page_id", "payload__streets").query.sql_with_params()
    found: dict[str, tuple[str, set[int]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_SQL.format(documents=sql), params)
        for spelling, works in cursor:
            name = str(spelling or "").strip()
            if name:
                found.setdefault(turkish.fold(name), (name, set()))[1].update(works)
    return {key: (name, frozenset(works)) for key, (name, works) in found.items()}


def page(request: HttpRequest, index: Found) -> HttpResponse:
    """Answer the works of the typed street: now, to come, over."""
    typed = " ".join(request.GET.get(PARAM, "").replace("\x00", "").split())[:100]
    known = _streets(watch.current(), index.document.locale)
    streets = matching(typed, known)
    proposed = [] if streets or not typed else alike(typed, known)
    pages = {page for key in streets for page in known[key][1]}
    groups = _groups(_works(pages, index.document.locale)) if pages else []
    found = beneath(
        index,
        NAME,
        _("What happens in my street?"),
        _("Type your street; small slips of the pen do no harm."),
    )
    context: dict[str, Any] = {
        **common(index, NAME),
        "typed": typed,
        "streets": [known[key][0] for key in streets],
        "proposed": [known[key][0] for key in proposed],
        "groups": groups,
        "total": sum(len(documents) for _heading, documents in groups),
    }
    return render_found(request, found, "pages/roadwork_street.jinja", context)


def matching(typed: str, known: Iterable[str]) -> list[str]:
    """Return the folded names that have every typed word: whole, begun, or a slip away.

    Names with the very words come alone where there are such.
    """
    words = _words(typed)
    if not words:
        return []
    exact, near = [], []
    for name in known:
        parts = name.split()
        if all(any(part.startswith(word) for part in parts) for word in words):
            exact.append(name)
        elif all(any(_is_near(word, part) for part in parts) for word in words):
            near.append(name)
    return sorted(exact or near)[:MOST_STREETS]


def alike(typed: str, known: Iterable[str]) -> list[str]:
    """Return the names most like what was typed, by their three-letter pieces."""
    wanted = trigrams(" ".join(_words(typed)))
    if not wanted:
        return []
    scored = []
    for name in known:
        pieces = trigrams(" ".join(_words(name)))
        score = len(wanted & pieces) / (len(wanted | pieces) or 1)
        if score >= LEAST_ALIKE:
            scored.append((-score, name))
    return [name for _score, name in sorted(scored)[:MOST_PROPOSED]]


def _words(text: str) -> list[str]:
    words = turkish.fold(text).replace(".", " ").replace("’", " ").replace("'", " ").split()
    return [word for word in words if not word.startswith(_WAYS) and word not in _SHORT]


def _is_near(word: str, part: str) -> bool:
    limit = distance_allowed(word)
    return part.startswith(word) or edit_distance(word, part, limit) <= limit


def _works(pages: set[int], locale: str) -> list[Shown]:
    documents = PublishedDocument.objects.listed(timezone.now()).of_kind("roadwork")
    documents = documents.in_locale(locale).filter(page_id__in=pages)
    return shown(documents.order_by("-ends_at", "page_id")[:MOST])


def _groups(documents: list[Shown]) -> list[tuple[str, list[Shown]]]:
    parts: dict[str, list[Shown]] = {_("Now"): [], _("To come"): [], _("Over"): []}
    for document in documents:
        status = document.data["status"]
        heading = _("Now") if status in GOING_ON else _("Over")
        parts[_("To come") if status == Status.PLANNED else heading].append(document)
    return [(heading, found) for heading, found in parts.items() if found]
