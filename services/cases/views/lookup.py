"""Talep Sorgulama: a case is looked up by its reference and a code sent to its own contact."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the reference."""
    page = {"title": _("Look up an application"), "robots": "noindex", "breadcrumbs": []}
    return render(request, "services/cases/lookup.jinja", {"page": page})
