"""The published index and everything that reads it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Connects the index to what editors do."""

    name = "search"
    label = "published"
    verbose_name = _("Published index")

    def ready(self) -> None:
        """Connect the signal handlers."""
        from search import signals  # noqa: F401
        from search.index import document_changed
        from search.tasks import published

        document_changed.connect(published, dispatch_uid="search.mirror")
