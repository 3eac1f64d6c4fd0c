"""The user table, one for citizens and staff. It depends on no other app (Wagtail needs that)."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
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
