"""The API of debts for the signed-in citizen's app: the same rules as on the pages.

A part of its own beside the public API: it knows who asks by the session of the site, asks for
level 2, and writes. What writes carries the site's token against forged requests (`X-CSRFToken`).
"""

from ninja import NinjaAPI

from content.api import problems
from services.debts.api import paying, reading
from services.debts.api.session import Session

api = NinjaAPI(
    title="Debts / Borçlar",
    version="1.0.0",
    urls_namespace="debts-api-v1",
    openapi_url="/openapi.json",
    docs_url=None,
    auth=Session(),
)
api.add_router("", reading.router)
api.add_router("", paying.router)
problems.install(api)
