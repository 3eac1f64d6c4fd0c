"""The published index and everything that reads it."""

from django.apps import AppConfig
from django.core.signals import request_finished
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
        from search.usage.recording import flush_when_due

        document_changed.connect(published, dispatch_uid="search.mirror")
        request_finished.connect(flush_when_due, dispatch_uid="search.usage")
