"""Who wants to hear of what, and who was told of what.

Everything that leads to a person hangs on `Subscriber` and goes with it.
"""

import secrets
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from outbox.models import Batch, ChannelName


class Frequency(models.IntegerChoices):
    """How soon; the smaller wins where several subscriptions of a person match."""

    AT_ONCE = 0, _("At once")
    DAILY = 1, _("Once a day, together")
    WEEKLY = 2, _("Once a week, together")


class SubscriberState(models.TextChoices):
    """Whether somebody may be written to."""

    WAITING = "waiting", _("Not confirmed yet")
    ACTIVE = "active", _("Active")
    STOPPED = "stopped", _("Stopped: the address does not work")


def new_token() -> str:
    """Return a secret of 192 bits for the links of one person."""
    return secrets.token_urlsafe(24)


class Subscriber(models.Model):
    """One address. `address_key` finds it without asking for the address itself."""

    channel = models.CharField(_("channel"), max_length=8, choices=ChannelName.choices)
    address = models.TextField(_("address"))
    address_key = models.CharField(max_length=64, unique=True)
    locale = models.CharField(_("language"), max_length=10)
    token = models.CharField(max_length=40, unique=True, default=new_token)
    state = models.CharField(
        _("state"),
        max_length=8,
        choices=SubscriberState.choices,
        default=SubscriberState.WAITING,
    )
    is_quiet = models.BooleanField(_("not at night"), default=True)
    soft_bounces = models.PositiveSmallIntegerField(default=0)
    soft_bounce_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """States and their times belong together."""

        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        default_permissions = ("view",)
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=~Q(state="active") | Q(confirmed_at__isnull=False),
                name="subscriptions_active_has_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(state="stopped", stopped_at__isnull=False)
                | (~Q(state="stopped") & Q(stopped_at=None)),
                name="subscriptions_stopped_has_a_time",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["state", "created_at"], name="subscriptions_states"),
        ]

    def __str__(self) -> str:
        """Return the number; never the address."""
        return f"subscriber {self.pk}"

    @property
    def owner(self) -> str:
        """Return whose the messages in the outbox are."""
        return f"subscriber:{self.pk}"


class Target(models.Model):
    """What can be followed: a list with its filters, or one document. Shared by all who follow."""

    key = models.CharField(max_length=64, unique=True)
    locale = models.CharField(max_length=10)
    title = models.CharField(max_length=400)
    path = models.CharField(max_length=1_000)
    params = models.JSONField(default=dict, blank=True)
    kinds = ArrayField(models.CharField(max_length=40), default=list)
    page_id = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Found by the kinds a list shows, or by the document."""

        default_permissions = ()
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(page_id=None) | Q(params={}), name="subscriptions_document_or_list"
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            GinIndex(fields=["kinds"], name="subscriptions_kinds"),
            models.Index(
                fields=["page_id"],
                name="subscriptions_document",
                condition=Q(page_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    @property
    def address(self) -> str:
        """Return where it is read."""
        from urllib.parse import urlencode

        return f"{self.path}?{urlencode(self.params)}" if self.params else self.path


class Subscription(models.Model):
    """Somebody follows something, from the moment it is confirmed."""

    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.CASCADE, related_name="subscriptions"
    )
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="subscriptions")
    frequency = models.PositiveSmallIntegerField(
        _("how often"), choices=Frequency.choices, default=Frequency.AT_ONCE
    )
    created_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Each thing once for each person; the index is the order messages are written in."""

        default_permissions = ()
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["subscriber", "target"], name="subscriptions_each_thing_once"
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["target", "subscriber"],
                name="subscriptions_followers",
                condition=Q(confirmed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """Return what is followed."""
        return str(self.target_id)


class What(models.TextChoices):
    """What happened to a notice."""

    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    CANCELLED = "cancelled", _("Withdrawn")
    BACK = "back", _("Published again")


class EventState(models.TextChoices):
    """How far the telling is."""

    WAITING = "waiting", _("Waits a moment for corrections")
    WRITING = "writing", _("Messages are being written")
    DONE = "done", _("All messages are written")
    DROPPED = "dropped", _("Withdrawn before anybody was told")


class Event(models.Model):
    """Something happened to a notice that people are to hear of."""

    page_id = models.BigIntegerField()
    kind = models.CharField(_("kind"), max_length=40)
    locale = models.CharField(max_length=10)
    what = models.CharField(_("what happened"), max_length=10, choices=What.choices)
    title = models.CharField(_("title"), max_length=255)
    path = models.CharField(max_length=1_024)
    before = models.JSONField(default=dict, blank=True)
    version = models.BigIntegerField()
    targets = ArrayField(models.BigIntegerField(), default=list, blank=True)
    fresh_targets = ArrayField(models.BigIntegerField(), default=list, blank=True)
    contents = models.JSONField(default=dict, blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=EventState.choices, default=EventState.WAITING
    )
    cursor = models.BigIntegerField(default=0)
    people = models.PositiveIntegerField(_("people"), default=0)
    batch = models.OneToOneField(Batch, on_delete=models.SET_NULL, null=True, blank=True)
    created_at = models.DateTimeField(_("happened"), default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """The newest first. A page waits for one telling at a time.

        `cursor` is the last subscriber written to: a dead worker's work goes on where it stopped.
        """

        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        default_permissions = ("view", "change")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["page_id"],
                condition=Q(state="waiting"),
                name="subscriptions_one_event_waits",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["due_at"],
                name="subscriptions_due",
                condition=Q(state__in=["waiting", "writing"]),
            ),
            models.Index(fields=["page_id", "created_at"], name="subscriptions_history"),
        ]

    def __str__(self) -> str:
        """Return what happened to what."""
        return f"{self.get_what_display()}: {self.title}"


class Telling(models.Model):
    """Somebody was told of an event, or will be with the next digest (`due_at`)."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="tellings")
    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="tellings")
    due_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Nobody hears of an event twice."""

        default_permissions = ()
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["event", "subscriber"], name="subscriptions_told_once"),
            models.CheckConstraint(
                condition=Q(due_at=None) | Q(told_at=None), name="subscriptions_told_or_due"
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                F("due_at"),
                F("subscriber"),
                name="subscriptions_digests",
                condition=Q(due_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """Return the event's number."""
        return str(self.event_id)
