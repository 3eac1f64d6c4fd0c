"""Asks an address which list stands there, for those who keep a list's query (subscriptions).

The question goes the way of a request, so whatever has a list can be asked: pages, and what pages
make below themselves.
"""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from content.list_specs import ListSpec
from search.queries import Found


class ListQuestion(HttpRequest):
    """A request that wants to know a list, not to see it."""

    def __init__(self, path: str) -> None:
        """Ask for the list at a path."""
        super().__init__()
        self.method = "GET"
        self.path = self.path_info = path
        self.META = {"SERVER_NAME": "localhost", "SERVER_PORT": "443", "REQUEST_METHOD": "GET"}
        self.spec: ListSpec | None = None
        self.found: Found | None = None

    def take(self, spec: ListSpec, found: Found) -> HttpResponse:
        """Be told by the list's own view."""
        self.spec, self.found = spec, found
        return HttpResponse()


def list_at(path: str) -> tuple[ListSpec, Found] | None:
    """Return what the list at a path is described by, whatever its period; None for no list."""
    from content.views import answer

    question = ListQuestion(path)
    if not path.endswith("/") or len(path) > 1_000 or "\x00" in path:
        return None
    answer(question, path, lists_only=True)
    if question.spec is None or question.found is None:
        return None
    return replace(question.spec, periods=()), question.found
