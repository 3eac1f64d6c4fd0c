"""Our addresses, and beside them a bare view and stock Wagtail with its two APIs."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.api.v3.urls import api as api_v3

from config.urls import urlpatterns as site_urls

api_v2 = WagtailAPIRouter("stock_v2")
api_v2.register_endpoint("pages", PagesAPIViewSet)


def bare(request: HttpRequest) -> HttpResponse:
    """Answer a constant, through all middleware: what everything else is measured against.

    Never from the whole-page cache: that would be no view.
    """
    return HttpResponse(b"ok " * 100, headers={"Cache-Control": "no-store"})


urlpatterns = [
    path("olcum/bare/", bare),
    path("olcum/v2/", api_v2.urls),
    path("olcum/v3/", api_v3.urls),
    path("olcum/stock/", include(wagtail_urls)),
    *site_urls,
]
