"""App configuration: City guide."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    """City guide."""

    name = "content.places"
    label = "places"
    verbose_name = _("City guide")

    def ready(self) -> None:
        """Register the kinds and the import; let facts follow into translations."""
        from content import addresses
        from content.places import guide, import_kind, kinds, kml, maps, signals  # noqa: F401
        from content.places.areas import views as areas

        kml.register_format()
        maps.register_format()
        addresses.register(guide.addresses)
        addresses.register(areas.addresses)
