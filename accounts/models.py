"""The user table, one for citizens and staff. It depends on no other app (Wagtail needs that)."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person who signs in. `public_id` is what other systems may see; the key never leaves."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("email address"), unique=True)

    class Meta:
        """Names for the admin."""

        verbose_name = _("user")
        verbose_name_plural = _("users")
        # Indexes of look-ups in any case, too: reading every account would tell by its time.
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(Upper("username"), name="accounts_username_in_any_case"),
            models.UniqueConstraint(Upper("email"), name="accounts_email_in_any_case"),
        ]

    def __str__(self) -> str:
        """Return the full name, or the user name where no name is known."""
        return self.get_full_name() or self.username


class Counter(models.Model):
    """What all processes count together (`accounts.counting`); in an unlogged table."""

    key = models.CharField(max_length=250, primary_key=True)
    value = models.JSONField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        """Nobody looks at it."""

        default_permissions = ()

    def __str__(self) -> str:
        """Return what is counted."""
        return self.key
