"""App configuration: Subscriptions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubscriptionsConfig(AppConfig):
    """Listens to the published index and to what comes back from the outbox."""

    name = "subscriptions"
    label = "subscriptions"
    verbose_name = _("Subscriptions")

    def ready(self) -> None:
        """Connect."""
        from outbox.returns import returned
        from outbox.sending import undeliverable
        from search.index import document_changed
        from subscriptions import returns
        from subscriptions.events import record

        document_changed.connect(record, dispatch_uid="subscriptions.record")
        undeliverable.connect(returns.undelivered, dispatch_uid="subscriptions.undelivered")
        returned.connect(returns.came_back, dispatch_uid="subscriptions.came_back")
