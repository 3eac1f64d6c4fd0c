"""Contacts that may not file by the web for a time."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Barred(models.TextChoices):
    """What a row bars."""

    PHONE = "phone", _("Phone")
    EMAIL = "email", _("E-mail")
    ACCOUNT = "account", _("Account")


class Ban(models.Model):
    """A contact or account that filed to harm; by phone and at the desk it may still be heard.

    Kept as a digest: the list is no address book.
    """

    contact_digest = models.CharField(max_length=96, editable=False)
    what = models.CharField(
        _("what is barred"), max_length=8, choices=Barred.choices, blank=True, editable=False
    )
    # From which case it was decided; so an officer finds out who it is, and is recorded doing so.
    case = models.ForeignKey(
        "cases.Case",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("case"),
    )
    reason = models.CharField(_("reason"), max_length=250)
    since = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    until = models.DateTimeField(_("until"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("decided by"),
    )

    class Meta:
        """The newest first; never for ever."""

        ordering = ("-since",)
        verbose_name = _("barred contact")
        verbose_name_plural = _("barred contacts")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="requests_ban_ends_after_it_begins", condition=Q(until__gt=F("since"))
            ),
            models.UniqueConstraint(fields=["contact_digest", "until"], name="requests_ban_once"),
        ]

    def __str__(self) -> str:
        """Return the reason."""
        return self.reason
