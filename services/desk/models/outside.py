"""A question to a body outside the house, answered by a link that works once."""

import uuid
from enum import StrEnum
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

FILES = uuid.UUID("5e0f1f0c-6d0b-4a57-9a8e-3a1f2f7f2b11")


class OutsideState(StrEnum):
    """How a question to an outside body stands."""

    OPEN = "ask"
    ANSWERED = "answered"
    TAKEN_BACK = "taken_back"
    OVER = "over"


class OutsideRequest(models.Model):
    """What was asked of an outside body about a case.

    The link's token is kept as a digest: who reads this table cannot answer for the body.
    """

    case = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, related_name="outside_requests"
    )
    body = models.ForeignKey(
        "requests.OutsideBody",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("outside body"),
    )
    email = models.EmailField(_("e-mail"))
    question = models.TextField(_("what is asked"), max_length=2000)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    expires_at = models.DateTimeField(_("link works until"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.CharField(_("who answered"), max_length=120, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The newest first."""

        ordering = ("-asked_at", "-pk")
        verbose_name = _("question to an outside body")
        verbose_name_plural = _("questions to outside bodies")
        default_permissions = ()
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="casedesk_outside_ends", condition=Q(expires_at__gt=F("asked_at"))
            ),
            models.CheckConstraint(
                name="casedesk_outside_answered_or_cancelled",
                condition=Q(answered_at=None) | Q(cancelled_at=None),
            ),
        ]

    def __str__(self) -> str:
        """Return whom it went to."""
        return f"{self.case_id}: {self.body_id}"

    @property
    def state(self) -> OutsideState:
        """Return how it stands now."""
        if self.answered_at is not None:
            return OutsideState.ANSWERED
        if self.cancelled_at is not None:
            return OutsideState.TAKEN_BACK
        return OutsideState.OPEN if self.expires_at > timezone.now() else OutsideState.OVER

    @property
    def is_open(self) -> bool:
        """Tell whether its link still works."""
        return self.state is OutsideState.OPEN

    @property
    def files_key(self) -> uuid.UUID:
        """Return the key under which files of the answer are kept; it follows from the link."""
        return uuid.uuid5(FILES, self.token_digest)
