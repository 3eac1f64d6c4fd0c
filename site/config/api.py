"""Assembles the public API."""

from content.api import openapi, previews, problems, routes, search
from content.duty.api import router as duty_router
from home.api import router as site_router
from services.requests.api import router as reports_router

api = openapi.PublicAPI(
    version="1.0.0",
    urls_namespace="api-v1",
    openapi_url="/openapi.json",
    docs_url="/docs",
    docs=openapi.Docs(settings={"tryItOutEnabled": True, "defaultModelsExpandDepth": 0}),
)
api.add_router("", routes.build())
api.add_router("", search.build())
api.add_router("", site_router)
api.add_router("", duty_router)
api.add_router("", reports_router)
api.add_router("", previews.router)
problems.install(api)
