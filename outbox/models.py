"""Messages on their way to people, what they say, and what came of them.

A row of `Message` is written in the transaction that gives rise to it, so a decision and its
message exist together or not at all; sending comes after, as often as it takes.
"""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ChannelName(models.TextChoices):
    """How a message reaches a person."""

    MAIL = "mail", _("E-mail")
    SMS = "sms", _("SMS")
    PUSH = "push", _("Browser notification")


class State(models.TextChoices):
    """How far a message is."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Handed over")
    FAILED = "failed", _("Failed")
    STOPPED = "stopped", _("Not needed any more")


class Priority(models.IntegerChoices):
    """What goes first: a person who waits at the screen, before what is told to many."""

    PERSON_WAITS = 0, _("A person waits for it")
    NORMAL = 5, _("Normal")
    DIGEST = 7, _("Digest")


class Batch(models.Model):
    """Messages that tell many people the same; staff follow its progress."""

    name = models.CharField(_("name"), max_length=200)
    key = models.CharField(max_length=120, unique=True)
    total = models.PositiveIntegerField(_("messages"), default=0, editable=False)
    sent = models.PositiveIntegerField(_("handed over"), default=0)
    failed = models.PositiveIntegerField(_("failed"), default=0)
    stopped = models.PositiveIntegerField(_("not needed any more"), default=0)
    is_written = models.BooleanField(default=False, editable=False)
    is_counted = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(_("recorded"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        """Order and names. `is_written`: all its messages are recorded; `is_counted`: for good."""

        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        verbose_name = _("batch of messages")
        verbose_name_plural = _("batches of messages")
        default_permissions = ("view", "change")

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Content(models.Model):
    """What messages say: once for all of a batch in a language, or once for one message.

    `[[name]]` stands for a value of the message.
    """

    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)
    is_shared = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Nobody edits these."""

        default_permissions = ()

    def __str__(self) -> str:
        """Return the subject."""
        return self.subject


class Message(models.Model):
    """One message to one recipient. `recipient` and `values` are erased when they have served.

    The values of a secret message (a one-time link) are stored sealed and go with the handing over.
    """

    id = models.UUIDField(_("number"), primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(
        Batch, on_delete=models.SET_NULL, null=True, blank=True, related_name="messages"
    )
    content = models.ForeignKey(Content, on_delete=models.SET_NULL, null=True, blank=True)
    channel = models.CharField(_("channel"), max_length=8, choices=ChannelName.choices)
    recipient = models.TextField(_("recipient"), blank=True)
    values = models.JSONField(default=dict, blank=True)
    owner = models.CharField(max_length=80, blank=True)
    key = models.CharField(max_length=160, unique=True)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    is_quiet = models.BooleanField(default=False, editable=False)
    is_secret = models.BooleanField(default=False, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField(_("next try"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    last_error = models.CharField(_("what went wrong"), max_length=300, blank=True)
    bounce = models.CharField(_("returned"), max_length=8, blank=True)
    created_at = models.DateTimeField(_("recorded"), default=timezone.now)
    done_at = models.DateTimeField(_("done"), null=True)

    class Meta:
        """`key` is what makes a message unique: recorded twice, it is one row and sent once."""

        ordering: ClassVar[list[str]] = ["-created_at", "-id"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        default_permissions = ("view", "change")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=~Q(state="waiting") | (~Q(recipient="") & Q(content__isnull=False)),
                name="outbox_waiting_can_be_sent",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", done_at=None)
                | (~Q(state="waiting") & Q(done_at__isnull=False)),
                name="outbox_done_has_a_time",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["channel", "priority", "due_at"],
                name="outbox_due",
                condition=Q(state="waiting"),
            ),
            models.Index(fields=["batch", "state"], name="outbox_progress"),
            models.Index(fields=["owner"], name="outbox_owner", condition=~Q(owner="")),
            models.Index(fields=["done_at"], name="outbox_done"),
        ]

    def __str__(self) -> str:
        """Return channel and number; never whom it goes to."""
        return f"{self.get_channel_display()} {self.pk}"


class Pace(models.Model):
    """When a channel may send its next message; one row for each, shared by all workers."""

    channel = models.CharField(max_length=8, primary_key=True)
    free_at = models.DateTimeField()

    class Meta:
        """Nobody edits these."""

        default_permissions = ()

    def __str__(self) -> str:
        """Return the channel."""
        return self.channel


class LocalMessage(models.Model):
    """Demo only: what would have left the building, to be read on a page of this site."""

    channel = models.CharField(max_length=8, choices=ChannelName.choices)
    recipient = models.TextField()
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """The newest first."""

        ordering: ClassVar[list[str]] = ["-sent_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        """Return the subject."""
        return self.subject or self.text[:60]
