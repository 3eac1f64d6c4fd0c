"""App configuration: Webhooks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebhooksConfig(AppConfig):
    """Tells other programs what was published, changed and withdrawn."""

    name = "webhooks"
    label = "webhooks"
    verbose_name = _("Webhooks")

    def ready(self) -> None:
        """Listen to the published index."""
        from search.index import document_changed
        from webhooks.actions import record

        document_changed.connect(record, dispatch_uid="webhooks.record")
