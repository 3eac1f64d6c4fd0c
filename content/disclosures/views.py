"""The text's page: the version in force, or the difference between two versions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from content.disclosures.comparison import compare
from content.disclosures.queries import published_versions
from content.numbers import whole_number
from content.pages import render_found
from search.queries import Found


def disclosure(request: HttpRequest, found: Found) -> HttpResponse:
    """Show the text, or with `?eski=1&yeni=2` what changed between two versions."""
    context: dict[str, Any] = {"errors": []}
    asked = [request.GET.get(name, "") for name in ("eski", "yeni")]
    if any(asked):
        slug = found.document.path.rstrip("/").rsplit("/", 1)[-1]
        versions = published_versions(slug, found.document.locale)
        old, new = (versions.get(whole_number(text) or 0) for text in asked)
        if old is None or new is None:
            context["errors"] = [_("Choose two versions from the list to compare them.")]
        elif old["version"] == new["version"]:
            context["errors"] = [_("You chose the same version twice; choose two different ones.")]
        else:
            old, new = sorted((old, new), key=lambda item: item["version"])
            context |= {"old": old, "new": new, "rows": compare(old, new)}
    return render_found(request, found, "pages/disclosure.jinja", context)
