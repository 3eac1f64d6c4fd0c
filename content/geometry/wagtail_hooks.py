"""The neighbourhoods' centres for the admin's maps: orientation where there are no tiles."""

from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from wagtail import hooks

from content.reference.models import Neighbourhood


def names(request: HttpRequest) -> JsonResponse:
    """Return `{"names": [[name, lng, lat], …]}`."""
    known = Neighbourhood.objects.exclude(lat=None).exclude(lng=None)
    rows = [list(row) for row in known.values_list("name", "lng", "lat")]
    response = JsonResponse({"names": rows})
    response["Cache-Control"] = "private, max-age=3600"
    return response


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Add the address below the admin's; Wagtail lets in only who may use the admin."""
    return [path("geometry/names/", names, name="geometry_names")]
