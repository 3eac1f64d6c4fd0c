"""A recovery. Written by `actions` alone; what must hold stands in the database."""

import uuid
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.profiles.models import E164
from accounts.recovery.states import OPEN, Document, Resets, State, StoppedBy

# Nobody shortens the waiting time below this, by whatever setting or script.
SHORTEST_WAIT = timedelta(hours=24)
_confirmed = Q(confirmed_at__isnull=False, ready_at__isnull=False, expires_at__isnull=False)


class Recovery(models.Model):
    """What one officer opened, another confirmed, and the citizen completes after a while."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="recoveries",
        verbose_name=_("account"),
    )
    state = models.CharField(
        _("state"), max_length=9, choices=State.choices, default=State.OPENED, db_index=True
    )
    resets = ArrayField(
        models.CharField(max_length=8, choices=Resets.choices), verbose_name=_("what was lost")
    )
    # Cleared when it is over: only what waits needs them.
    new_email = models.EmailField(_("new e-mail address"), blank=True)
    new_email_verified_at = models.DateTimeField(null=True, editable=False)
    new_phone = models.CharField(_("new phone"), max_length=16, blank=True)
    new_phone_verified_at = models.DateTimeField(null=True, editable=False)
    code_for = models.CharField(max_length=8, blank=True, editable=False)
    code_digest = models.CharField(max_length=64, blank=True, editable=False)
    code_sent_at = models.DateTimeField(null=True, editable=False)
    code_tries = models.PositiveSmallIntegerField(default=0, editable=False)

    document = models.CharField(_("document seen"), max_length=9, choices=Document.choices)
    note = models.CharField(_("note"), max_length=300, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    second_document = models.CharField(max_length=9, choices=Document.choices, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    ready_at = models.DateTimeField(_("waiting time ends"), null=True)
    expires_at = models.DateTimeField(_("runs out"), null=True)
    link_digest = models.CharField(max_length=64, null=True, unique=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True)
    stopped_by = models.CharField(max_length=7, choices=StoppedBy.choices, blank=True)
    stop_reason = models.CharField(_("why it was stopped"), max_length=300, blank=True)

    class Meta:
        """Two people, a waiting time, one at a time."""

        verbose_name = _("recovery at the desk")
        verbose_name_plural = _("recoveries at the desk")
        ordering: ClassVar[list[str]] = ["-opened_at", "-pk"]
        default_permissions = ()
        permissions = (("serve_citizens", _("May serve citizens at the desk")),)
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="recovery_two_officers",
                condition=Q(confirmed_by__isnull=True)
                | Q(opened_by__isnull=True)
                | ~Q(confirmed_by=F("opened_by")),
            ),
            models.CheckConstraint(
                name="recovery_nobodys_own",
                condition=(Q(opened_by__isnull=True) | ~Q(opened_by=F("user")))
                & (Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("user"))),
            ),
            models.CheckConstraint(
                name="recovery_of_something",
                condition=Q(resets__len__gt=0, resets__contained_by=Resets.values),
            ),
            models.CheckConstraint(
                name="recovery_state_and_times",
                condition=Q(
                    state=State.OPENED,
                    confirmed_at__isnull=True,
                    ready_at__isnull=True,
                    closed_at__isnull=True,
                )
                | Q(_confirmed, state=State.WAITING, closed_at__isnull=True)
                | Q(_confirmed, state=State.COMPLETED, closed_at__gte=F("ready_at"))
                | Q(state__in=[State.STOPPED, State.EXPIRED], closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="recovery_waits",
                condition=Q(ready_at__isnull=True)
                | Q(ready_at__gte=F("confirmed_at") + SHORTEST_WAIT, expires_at__gt=F("ready_at")),
            ),
            models.CheckConstraint(
                name="recovery_confirmed_with_verified_contact",
                condition=Q(confirmed_at__isnull=True)
                | (Q(new_email="") | Q(new_email_verified_at__isnull=False))
                & (Q(new_phone="") | Q(new_phone_verified_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="recovery_stopped_by_somebody",
                condition=Q(state=State.STOPPED, stopped_by__in=StoppedBy.values)
                | (~Q(state=State.STOPPED) & Q(stopped_by="")),
            ),
            models.CheckConstraint(
                name="recovery_phone_is_e164", condition=Q(new_phone="") | Q(new_phone__regex=E164)
            ),
            models.UniqueConstraint(
                name="recovery_one_at_a_time",
                fields=["user"],
                condition=Q(state__in=[str(one) for one in OPEN]),
            ),
        ]

    def __str__(self) -> str:
        """Return nothing that tells who it is."""
        return str(self.public_id)

    @property
    def is_open(self) -> bool:
        """Tell whether something can still become of it."""
        return self.state in OPEN

    def is_ready(self, now: datetime | None = None) -> bool:
        """Tell whether the citizen may complete it now."""
        now = now or timezone.now()
        ready, ends = self.ready_at, self.expires_at
        return self.state == State.WAITING and bool(ready and ends and ready <= now < ends)

    @property
    def unverified(self) -> list[str]:
        """Return which new contacts nobody has proved yet."""
        found = []
        if self.new_email and self.new_email_verified_at is None:
            found.append(str(Resets.EMAIL))
        if self.new_phone and self.new_phone_verified_at is None:
            found.append(str(Resets.PHONE))
        return found

    @property
    def resets_labels(self) -> list[str]:
        """Return in words what is given back."""
        return [str(Resets(name).label) for name in self.resets]
