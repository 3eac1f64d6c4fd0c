"""Hooks into Wagtail's admin that belong to every page type."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from content import previews


@hooks.register("register_page_header_buttons")
def preview_button(
    page: Page, user: AbstractBaseUser, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Offer the link to the draft where an editor works on a page."""
    if page.pk and page.permissions_for_user(user).can_edit():
        yield Button(
            _("Preview link"),
            url=reverse("preview_link", args=[page.pk]),
            icon_name="link",
            priority=45,
        )


@never_cache
def preview_link(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the links to the newest draft of a page, to who may edit it."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    revision = page.get_latest_revision()
    html_url, api_url = previews.address(request, page, revision) if revision else ("", "")
    until = date_format(timezone.localtime(timezone.now() + previews.lifetime()), "j E Y, H.i")
    return TemplateResponse(
        request,
        "content/preview_link.html",
        {
            "page": page,
            "html_url": html_url,
            "api_url": api_url,
            "validity": _("It works until %(until)s. Later changes need a new link.")
            % {"until": until},
            "breadcrumbs_items": [
                {
                    "url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
                    "label": page.get_admin_display_title(),
                },
                {"url": "", "label": _("Preview link")},
            ],
        },
    )


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """Return the address of the preview link."""
    return [path("onizleme-baglantisi/<int:page_id>/", preview_link, name="preview_link")]
