"""Addresses of GeoReport v2, below /open311/v2/. Without a format they are not there."""

from django.http import HttpRequest, HttpResponse
from django.urls import re_path

from services.open311 import filing, views

FORMAT = r"\.(?P<format_>xml|json)$"
NUMBER = r"(?P<number>[^/]{1,60})"


def requests(request: HttpRequest, format_: str) -> HttpResponse:
    """Read or file, as the method says."""
    if request.method == "POST":
        return filing.file(request, format_)
    return views.requests(request, format_)


urlpatterns = [
    re_path(rf"^discovery{FORMAT}", views.discovery, name="open311_discovery"),
    re_path(rf"^services{FORMAT}", views.services, name="open311_services"),
    re_path(rf"^services/(?P<code>[^/]{{1,80}}){FORMAT}", views.service, name="open311_service"),
    re_path(rf"^requests{FORMAT}", requests, name="open311_requests"),
    re_path(rf"^requests/{NUMBER}{FORMAT}", views.request_, name="open311_request"),
    re_path(rf"^servicerequestupdates{FORMAT}", views.updates, name="open311_updates"),
    re_path(rf"^tokens/(?P<token>[^/]{{1,200}}){FORMAT}", views.token, name="open311_token"),
]
