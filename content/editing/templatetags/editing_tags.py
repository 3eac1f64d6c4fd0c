"""Template tags of the admin's branding."""

from typing import Any

from django import template
from wagtail.images.exceptions import InvalidFilterSpecError

from content.editing.branding import municipality as current_municipality

register = template.Library()


@register.simple_tag(takes_context=True)
def municipality(context: Any) -> Any:
    """Return the municipality's settings: read once for a request, however many blocks ask."""
    request = context.get("request")
    if request is None:
        return current_municipality()
    if not hasattr(request, "shown_municipality"):
        request.shown_municipality = current_municipality()
    return request.shown_municipality


@register.simple_tag
def logo_url(municipality: Any) -> str:
    """Return the address of the logo at the height the admin needs; empty without a logo."""
    if municipality.logo is None:
        return ""
    try:
        return str(municipality.logo.get_rendition("max-320x120").url)
    except (OSError, InvalidFilterSpecError):  # the file is gone: the name alone will do
        return ""
