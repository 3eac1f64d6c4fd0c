"""“Me too”: who has joined a report, and wants to hear of it."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.secrets.fields import EncryptedTextField


class Join(models.Model):
    """Somebody who has the same problem; once a person for a report."""

    report = models.ForeignKey(
        "requests.Report", on_delete=models.CASCADE, related_name="joins", verbose_name=_("report")
    )
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("account"),
    )
    contact_digest = models.CharField(max_length=96, blank=True, editable=False)
    email = EncryptedTextField(
        _("e-mail"), bound_to="public_id", purpose="report-join", null=True, blank=True
    )
    phone = EncryptedTextField(
        _("phone"), bound_to="public_id", purpose="report-join", null=True, blank=True
    )
    language = models.CharField(_("language"), max_length=2, default="tr")
    wants_news = models.BooleanField(_("wants to hear of it"), default=True)
    told_entry = models.PositiveIntegerField(default=0, editable=False)
    at = models.DateTimeField(_("time"), default=timezone.now)

    class Meta:
        """Once a person."""

        ordering = ("-at", "-pk")
        verbose_name = _("person who joined a report")
        verbose_name_plural = _("people who joined reports")
        default_permissions = ()
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["report", "contact_digest"],
                name="requests_joined_once_by_contact",
                condition=~Q(contact_digest=""),
            ),
            models.UniqueConstraint(
                fields=["report", "owner"],
                name="requests_joined_once_by_account",
                condition=Q(owner__isnull=False),
            ),
            models.CheckConstraint(
                name="requests_join_is_somebodys",
                condition=Q(owner__isnull=False) | ~Q(contact_digest=""),
            ),
        ]

    def __str__(self) -> str:
        """Return which report it is."""
        return f"{self.report_id}+"
