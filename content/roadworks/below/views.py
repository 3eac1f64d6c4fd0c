"""Ready lists: the list with filters somebody has chosen once, under a name that can be kept."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from content.lists import list_view
from content.roadworks.below.frame import beneath
from content.roadworks.lists import ROADWORKS
from search.kinds import Text
from search.models import PublishedDocument
from search.queries import Found


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedView:
    """A ready list.

    Attributes:
        name: In the address.
        title, summary: For people.
        period: The list's stretch of time it begins with.
    """

    name: str
    title: Text
    summary: Text
    period: str


VIEWS = {
    view.name: view
    for view in (
        NamedView(
            name="bugun",
            title=_("Road works today"),
            summary=_("Works that go on today, or begin today."),
            period="bugun",
        ),
        NamedView(
            name="iki-hafta",
            title=_("Road works of the next two weeks"),
            summary=_("Works under way, and those that begin within two weeks."),
            period="iki-hafta",
        ),
        NamedView(
            name="uc-ay",
            title=_("Road works of the next three months"),
            summary=_("Works under way, and those that begin within three months."),
            period="uc-ay",
        ),
        NamedView(
            name="bu-yil-bitenler",
            title=_("Road works finished this year"),
            summary=_("Works that ended since the first of January."),
            period="bu-yil",
        ),
    )
}


def page(request: HttpRequest, index: Found, view: NamedView) -> HttpResponse:
    """List by the view's choice; every filter of the list works here too, and so do its feeds."""
    chosen = next(period for period in ROADWORKS.periods if period.value == view.period)
    # Feeds of all works (`tumu`) are feeds of this list here.
    spec = replace(ROADWORKS, periods=(chosen, replace(chosen, value="tumu", offered=False)))
    found = beneath(index, view.name, str(view.title), str(view.summary))
    response: HttpResponse = list_view(spec)(request, found)
    return response


def index_paths() -> dict[str, str]:
    """Return where the lists of road works stand, by language. One query."""
    rows = PublishedDocument.objects.public().of_kind("roadwork_index").order_by("-path")
    return dict(rows.values_list("locale", "path"))
