"""Views of the guide beside its pages."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from content.errors import not_found
from content.places.qr import qr_file
from content.places.queries import place_by_id


@require_safe
def qr_code(request: HttpRequest, place_id: int) -> HttpResponse:
    """Answer the QR code of a place's page as a file to print."""
    place = place_by_id(place_id)
    if place is None:
        return not_found(request)
    image = qr_file(request.build_absolute_uri(place.path))
    response = HttpResponse(image, content_type="image/svg+xml")
    name = place.path.strip("/").rpartition("/")[2]
    response["Content-Disposition"] = f'attachment; filename="{name}-karekod.svg"'
    return response
