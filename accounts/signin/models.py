"""Browsers a person has signed in with, and accounts their owner has closed for the moment."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class KnownDevice(models.Model):
    """A browser somebody has signed in with; the browser holds the number, we hold its digest."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="known_devices"
    )
    digest = models.CharField(max_length=64)
    first_seen = models.DateTimeField(default=timezone.now)
    last_seen = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        """One row for a person and a browser; a shared computer has one for each person."""

        verbose_name = _("known device")
        verbose_name_plural = _("known devices")
        default_permissions = ()
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["user", "digest"], name="signin_device_once")
        ]

    def __str__(self) -> str:
        """Return whose it is."""
        return f"{self.user_id}: {self.first_seen:%Y-%m-%d}"


class Lock(models.Model):
    """An account its owner locked ("ben değildim"): nobody signs in until a new password is set."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sign_in_lock"
    )
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        """Names."""

        verbose_name = _("locked account")
        verbose_name_plural = _("locked accounts")
        default_permissions = ("view",)

    def __str__(self) -> str:
        """Return whose account it is."""
        return str(self.user)
