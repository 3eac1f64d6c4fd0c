"""Every address of the site."""

import re
from importlib import import_module

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.db import transaction
from django.urls import URLResolver, include, path, re_path
from django.views.static import serve as serve_file
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from accounts.signin.staff import to_sign_in
from config.api import api
from config.health import alive, ready
from content.offline.views import offline, worker
from content.previews import preview
from content.views import document
from home.views import favicon
from outbox import local as local_messages
from outbox.views import bounce
from services.cases.api import api as cases_api
from services.debts.api import api as debts_api

handler403 = "content.errors.forbidden"
handler404 = "content.errors.not_found"
handler500 = "content.errors.server_error"

# What an editor does and what the public sees change together, or not at all.
admin_patterns = decorate_urlpatterns(wagtailadmin_urls.urlpatterns, transaction.atomic)

urlpatterns = [
    path("api/v1/cases/", cases_api.urls),
    path("api/v1/debts/", debts_api.urls),
    path("api/v1/", api.urls),
    path("open311/v2/", include("services.open311.urls")),
    path("onizleme/<str:token>/", preview, name="preview"),
    path("favicon.ico", favicon, name="favicon"),
    path("sw.js", worker, name="service_worker"),
    path("saglik/", alive, name="alive"),
    path("saglik/hazir/", ready, name="ready"),
    path("yonetim/", include("content.editing.urls")),  # before Wagtail's own of the same address
    path("yonetim/", include(admin_patterns)),
    path("_util/login/", to_sign_in),  # Wagtail's own knows no second factor
    path("belgeler/", include(wagtaildocs_urls)),
    path("iletiler/geri-donen/", bounce, name="outbox_bounce"),
]
if settings.DEMO:
    urlpatterns += [
        path("yerel-posta/", local_messages.box, name="local_messages"),
        path("yerel-posta/<int:pk>/", local_messages.letter, name="local_message"),
        path("yerel-posta/<int:pk>/html/", local_messages.letter_html, name="local_message_html"),
    ]
if settings.MEDIA_URL.startswith("/"):
    urlpatterns.append(
        re_path(
            rf"^{settings.MEDIA_URL.strip('/')}/(?P<path>.*)$",
            serve_file,
            {"document_root": settings.MEDIA_ROOT},
        )
    )


def where_it_begins(module: str) -> URLResolver:
    """Return the addresses of a module, asked only for paths that begin as one of them does.

    Most requests are for pages, which come last; each address in between costs them time.
    """
    routes = {str(one.pattern).partition("<")[0] for one in import_module(module).urlpatterns}
    begins = "|".join(sorted({re.escape(route.partition("/")[0]) for route in routes}))
    return re_path(rf"^(?={begins})", include(module))


urlpatterns += i18n_patterns(
    path("", document, name="home"),
    where_it_begins("home.urls"),
    where_it_begins("content.obituaries.urls"),
    where_it_begins("content.places.urls"),
    where_it_begins("subscriptions.urls"),
    path("e-belediye/cozum-merkezi/", include("services.requests.urls")),
    path("e-belediye/", include("accounts.signin.urls")),
    path("e-belediye/hesabim/bilgilerim/", include("accounts.profiles.urls")),
    path("e-belediye/hesabim/baskasi-adina/", include("accounts.mandates.urls")),
    path("e-belediye/kurtarma/", include("accounts.recovery.urls")),
    path("e-belediye/borc/", include("services.debts.urls")),
    path("e-belediye/e-devlet/", include("accounts.edevlet.urls")),
    path("e-belediye/", include("services.cases.urls")),
    path("e-belediye/", include("services.desk.urls")),
    path("e-belediye/", include("services.open311.public_urls")),
    path("cevrimdisi/", offline, name="offline"),
    # Wagtail reverses this name for the addresses of pages; the view answers by the index.
    re_path(r"^(?P<path>.+)$", document, name="document"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
