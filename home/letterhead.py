"""The municipality's letterhead, from its settings."""

from urllib.parse import urlsplit

from django.conf import settings

from home.models import MunicipalitySettings
from printing import Letterhead

LOGO = "max-400x400|format-png"


def letterhead(*, unit: str = "") -> Letterhead:
    """Return the letterhead of the municipality, or of a unit of it. One query, two with a logo."""
    identity = MunicipalitySettings.current()
    site = urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc
    ways = " · ".join(part for part in (identity.phone, identity.email, site) if part)
    return Letterhead(
        name=identity.name,
        unit=unit,
        lines=tuple(line for line in (" ".join(identity.address.split()), ways) if line),
        logo=_logo(identity),
    )


def _logo(identity: MunicipalitySettings) -> bytes | None:
    """Return the logo as a small PNG; a drawing (SVG) or a lost file leaves the name alone."""
    if identity.logo is None or identity.logo.is_svg():
        return None
    try:
        with identity.logo.get_rendition(LOGO).file.open("rb") as file:
            return bytes(file.read())
    except OSError:
        return None
