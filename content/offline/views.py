"""The service worker's own file, and the page it shows where nothing is kept."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.cache import UNCACHED_PREFIXES
from content.offline import KEPT_HEADER

SOURCE = Path(__file__).with_name("worker.js")
NEVER = ("/yonetim/", "/api/", "/onizleme/", "/belgeler/", "/media/", "/saglik/")
# A change of any of these makes a new version, which throws the old files away.
VERSIONED = ("js/site.js", "css/tokens.css", "css/base.css", "css/components.css", "css/pages.css")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Answer the worker; the browser asks for it anew with each visit."""
    response = HttpResponse(_script(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Say that there is no network, and list what is kept."""
    page = {"title": _("No internet connection"), "robots": "noindex", "breadcrumbs": []}
    return render(request, "pages/offline.jinja", {"page": page})


@lru_cache(maxsize=1)
def _script() -> str:
    words, pages = {}, []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            text = _("No internet: this is the copy of %(when)s kept on your device.")
            words[code] = text % {"when": "{when}"}
            pages.append(reverse("offline"))
    values = {
        "WORDS": json.dumps(words, ensure_ascii=False),
        "OFFLINE_PAGES": json.dumps(pages),
        "NEVER": json.dumps(sorted({*NEVER, *UNCACHED_PREFIXES} - {"/static/"})),
        "HEADER": KEPT_HEADER,
    }
    script = SOURCE.read_text(encoding="utf-8")
    for name, value in values.items():
        script = script.replace(f"__{name}__", value)
    stamp = "".join([script, *(static(name) for name in VERSIONED)])
    return script.replace("__VERSION__", hashlib.sha256(stamp.encode()).hexdigest()[:12])
