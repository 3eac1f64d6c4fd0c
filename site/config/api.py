"""Assembles the public API."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.openapi.docs import Swagger

from content.api import problems, routes
from home.api import router as site_router

PREFIX = "/api/v1/"

api = NinjaAPI(
    title="Kocasinan Belediyesi API",
    version="1.0.0",
    description=(
        "Everything the municipality publishes. Read-only, no key needed. "
        "/ Belediyenin yayımladığı her şey. Yalnız okunur, anahtar gerekmez."
    ),
    urls_namespace="api-v1",
    openapi_url="/openapi.json",
    docs_url="/docs",
    docs=Swagger(settings={"tryItOutEnabled": True}),
)
api.add_router("", routes.build())
api.add_router("", site_router)
problems.install(api)


class ApiHeadersMiddleware:
    """Lets other sites read the API, and makes errors outside its routes problems as well."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer pre-flight requests; add the headers below /api/v1/."""
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
        else:
            response = self.get_response(request)
            if response.status_code == 404 and "json" not in response["Content-Type"]:
                response = problems.answer("not_found")
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response["Access-Control-Allow-Headers"] = "If-None-Match"
        response["Access-Control-Expose-Headers"] = "ETag"
        return response
