"""What stands below the list of road works besides the works: ready lists, calendar, statistics.

An address right below the list that no page has is answered here; below a work stands its notice
for doors.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from content.roadworks.below import areas, calendar, statistics, street, views
from search.queries import Found

PAGES: dict[str, Callable[[HttpRequest, Found], HttpResponse]] = {
    calendar.NAME: calendar.page,
    street.NAME: street.page,
    areas.NAME: areas.page,
    statistics.NAME: statistics.page,
}


def below(request: HttpRequest, index: Found, name: str) -> HttpResponse | None:
    """Answer a ready list or a page of ours; None for what is nothing of ours."""
    if name in views.VIEWS:
        return views.page(request, index, views.VIEWS[name])
    page = PAGES.get(name)
    return page(request, index) if page else None


def addresses() -> list[dict[str, str]]:
    """Return the addresses for the sitemap, below the list in each language."""
    paths = views.index_paths()
    return [
        {locale: f"{path}{name}/" for locale, path in paths.items()}
        for name in (*views.VIEWS, *PAGES)
        if paths
    ]
