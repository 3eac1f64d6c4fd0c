"""For which municipality this endpoint speaks: one, named by its web address without www."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from services.open311.faults import Fault


def jurisdiction() -> str:
    """Return the id: `OPEN311_JURISDICTION` of the settings, else the host of the site."""
    host = urlsplit(str(settings.WAGTAILADMIN_BASE_URL)).hostname or ""
    return settings.OPEN311_JURISDICTION or host.removeprefix("www.")


def check(asked: str) -> None:
    """Take ours and, as the specification allows for a single one, none.

    Raises:
        Fault: 404 for another.
    """
    if asked and asked.lower() != jurisdiction().lower():
        raise Fault(
            404, _("jurisdiction_id is not known; ours is %(id)s.") % {"id": jurisdiction()}
        )
