"""The condolence book of a notice."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MessageState(models.TextChoices):
    """Where a message stands."""

    NEW = "new", _("New")
    SHOWN = "shown", _("Shown")
    REJECTED = "rejected", _("Not shown")


class CondolenceMessage(models.Model):
    """A few lines somebody wrote; shown once the desk has read them, deleted with the book.

    Of who wrote nothing is kept but the name they gave.
    """

    page = models.ForeignKey(
        "obituaries.ObituaryPage",
        on_delete=models.CASCADE,
        related_name="condolences",
        verbose_name=_("obituary"),
    )
    name = models.CharField(_("name"), max_length=80)
    text = models.TextField(_("message"), max_length=600)
    state = models.CharField(
        _("state"), max_length=8, choices=MessageState.choices, default=MessageState.NEW
    )
    disclosure_version = models.CharField(_("version of it"), max_length=20, blank=True)
    created_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("decided by"),
    )

    class Meta:
        """In the order they were written."""

        ordering: ClassVar[list[str]] = ["created_at", "pk"]
        verbose_name = _("condolence message")
        verbose_name_plural = _("condolence messages")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(state=MessageState.NEW, decided_at=None)
                | (~Q(state=MessageState.NEW) & Q(decided_at__isnull=False)),
                name="obituary_condolence_decided",
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["page", "state"], name="obituary_condolence_book")
        ]

    def __str__(self) -> str:
        """Return who wrote."""
        return self.name

    @property
    def is_new(self) -> bool:
        """Tell whether nobody has read it yet."""
        return self.state == MessageState.NEW
