"""App configuration: Outbox."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    """Keeps messages to people until they are handed over: mail, SMS, web push."""

    name = "outbox"
    label = "outbox"
    verbose_name = _("Outbox")

    def ready(self) -> None:
        """Register the channels and the checks."""
        from accounts.secrets.documents import SealedDocument
        from accounts.secrets.documents import register as keep_sealed
        from outbox import checks  # noqa: F401
        from outbox.channels import register
        from outbox.mail import MailChannel
        from outbox.push import PushChannel
        from outbox.secrets import PLACE
        from outbox.sms import SmsChannel

        keep_sealed(SealedDocument("outbox.Message", "values", PLACE))
        for channel in (MailChannel(), SmsChannel(), PushChannel()):
            register(channel)
