"""The user table, one for citizens and staff. It depends on no other app (Wagtail needs that)."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person who signs in. `public_id` is what other systems may see; the key never leaves."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("email address"), unique=True)

    class Meta:
        """Names for the admin."""

        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        """Return the full name, or the user name where no name is known."""
        return self.get_full_name() or self.username


class SignIn(models.Model):
    """An attempt to sign in, by either door: who, from where, how it ended. Kept for six months.

    What was typed is not kept: people type their password into the wrong field. The account is
    known only where a user of that name exists.
    """

    class Outcome(models.TextChoices):
        """How it ended."""

        SUCCESS = "success", _("Signed in")
        FAILURE = "failure", _("Wrong name or password")
        BLOCKED = "blocked", _("Refused: too many attempts")

    user = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("user"),
    )
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome.choices)
    network = models.CharField(_("network"), max_length=60, blank=True)
    at = models.DateTimeField(_("time"), default=timezone.now, db_index=True)

    class Meta:
        """Names, order, and nobody may change it."""

        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        """Return who and how it ended."""
        return f"{self.user or '?'}: {self.get_outcome_display()}"
