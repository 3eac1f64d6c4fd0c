"""Who wants to be told, and what was told them: the deliveries are outbox and log at once."""

import secrets
import uuid
from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from webhooks.guard import Refused, check_address

# Seconds until the next try, by how often the receiver has failed in a row; the last one repeats.
BACKOFF = (10, 30, 120, 600, 1_800, 3_600, 7_200, 14_400)
GIVE_UP_AFTER = timedelta(hours=24)


class Event(models.TextChoices):
    """What happened to a document."""

    PUBLISHED = "published", _("Published")
    UPDATED = "updated", _("Updated")
    UNPUBLISHED = "unpublished", _("Withdrawn")
    PING = "ping", _("Test")


def new_secret() -> str:
    """Return a secret of 256 bits."""
    return secrets.token_urlsafe(32)


def all_events() -> list[str]:
    """Return the events an endpoint gets unless it says otherwise."""
    return [Event.PUBLISHED.value, Event.UPDATED.value, Event.UNPUBLISHED.value]


class Endpoint(models.Model):
    """An address of another program that is told of changes."""

    name = models.CharField(
        _("name"), max_length=120, help_text=_("Who receives it, e.g. “Kent mobil uygulaması”.")
    )
    url = models.URLField(
        _("address"),
        max_length=500,
        help_text=_("Begins with https://. Private and local addresses are refused."),
    )
    secret = models.CharField(
        _("secret"),
        max_length=100,
        default=new_secret,
        validators=[MinLengthValidator(24)],
        help_text=_(
            "Give it to the receiver over a safe way: it checks the signature with it. "
            "Replace it at once if it becomes known."
        ),
    )
    events = ArrayField(
        models.CharField(max_length=12, choices=Event.choices),
        default=all_events,
        verbose_name=_("events"),
    )
    kinds = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        verbose_name=_("kinds"),
        help_text=_("Leave all unticked to be told of every kind."),
    )
    active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Switched off, nothing more is recorded for it and what waits is not sent."),
    )
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    class Meta:
        """Order and names."""

        ordering: ClassVar[list[str]] = ["name", "pk"]
        verbose_name = _("webhook receiver")
        verbose_name_plural = _("webhook receivers")

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    def clean(self) -> None:
        """Refuse an address we must not call."""
        super().clean()
        if self.url:
            try:
                check_address(self.url)
            except Refused as error:
                raise ValidationError({"url": str(error)}) from error

    def wants(self, event: str, kind: str) -> bool:
        """Tell whether this receiver is to hear of it."""
        return event in self.events and (not self.kinds or kind in self.kinds)


class State(models.TextChoices):
    """How far a delivery is."""

    PENDING = "pending", _("Waiting")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Given up")


class Delivery(models.Model):
    """One message to one receiver. Written with the change itself, so none is ever lost."""

    id = models.UUIDField(_("number"), primary_key=True, default=uuid.uuid4, editable=False)
    endpoint = models.ForeignKey(
        Endpoint,
        on_delete=models.CASCADE,
        related_name="deliveries",
        verbose_name=_("receiver"),
    )
    event = models.CharField(_("event"), max_length=12, choices=Event.choices)
    kind = models.CharField(_("kind"), max_length=40, blank=True)
    document_id = models.BigIntegerField(_("document"), null=True)
    body = models.TextField(_("message"))
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PENDING
    )
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_attempt_at = models.DateTimeField(_("next try"), default=timezone.now)
    last_attempt_at = models.DateTimeField(_("last try"), null=True)
    last_status = models.PositiveSmallIntegerField(_("answer of the receiver"), null=True)
    last_error = models.CharField(_("what went wrong"), max_length=300, blank=True)
    duration_ms = models.PositiveIntegerField(_("took (ms)"), null=True)
    created_at = models.DateTimeField(_("recorded"), default=timezone.now)

    class Meta:
        """Order, names, and the indexes of the sender and of the log."""

        ordering: ClassVar[list[str]] = ["-created_at", "-id"]
        verbose_name = _("webhook delivery")
        verbose_name_plural = _("webhook deliveries")
        default_permissions = ("view", "change")
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["next_attempt_at"],
                name="webhooks_due",
                condition=Q(state="pending"),
            ),
            models.Index(fields=["-created_at"], name="webhooks_log"),
        ]

    def __str__(self) -> str:
        """Return event and receiver."""
        return f"{self.get_event_display()} → {self.endpoint}"
