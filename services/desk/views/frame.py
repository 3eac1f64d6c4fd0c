"""What the desk's pages share: the admin's frame, and who is let in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponse]


def let_in(may: Callable[[Any], bool]) -> Callable[[View], View]:
    """Let in only who may; nothing of the page is kept by the browser."""

    def decorate(view: View) -> View:
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not may(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def shown(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    context: dict[str, Any],
    trail: tuple[tuple[str, str], ...] = (),
    icon: str = "list-ul",
    status: int = 200,
    folder: str = "services/desk",
) -> HttpResponse:
    """Draw a page in the admin's frame; `trail` holds addresses and labels between home and it."""
    items = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    items += [{"url": url, "label": label} for url, label in trail]
    items.append({"url": "", "label": title})
    frame = {
        "breadcrumbs_items": items,
        "page_title": title,
        "header_title": title,
        "header_icon": icon,
    }
    response = render(request, f"{folder}/{template}", {**frame, **context}, status=status)
    response["Referrer-Policy"] = "same-origin"
    return response


def queue_step() -> tuple[str, str]:
    """Return the way back to the queue."""
    return reverse("casedesk_queue"), _("Cases")
