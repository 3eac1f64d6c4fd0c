"""The page of the assembly areas: all, or those of one neighbourhood for the notice board."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from content.assembly.queries import by_neighbourhood
from content.pages import render_found
from search.queries import Found


def assembly_view(request: HttpRequest, found: Found) -> HttpResponse:
    """Show the areas by neighbourhood; two queries with the page itself."""
    document = found.document
    areas = by_neighbourhood(document.data["category"], document.locale, timezone.now())
    asked = request.GET.get("mahalle", "")
    chosen = next((area for area in areas if area.slug and area.slug == asked), None)
    context = {
        "areas": [chosen] if chosen else areas,
        "all_areas": [area for area in areas if area.slug],
        "chosen": chosen,
        "error": _("No assembly area is known in that neighbourhood; all are shown.")
        if asked and not chosen
        else "",
        "count": sum(len(area.places) for area in areas),
    }
    return render_found(request, found, "pages/assembly_areas.jinja", context)
