"""App configuration: Neighbourhoods and directorates."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferenceConfig(AppConfig):
    """Neighbourhoods and directorates."""

    name = "content.reference"
    label = "reference"
    verbose_name = _("Neighbourhoods and directorates")

    def ready(self) -> None:
        """Register the answer card; let changes of names be seen at once."""
        from accounts.profiles import places
        from content.reference import answers, queries, signals  # noqa: F401

        places.provide(queries.neighbourhood_names)
