"""The condolence book of a notice."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.decided import Decided, decided_with


class MessageState(models.TextChoices):
    """Where a message stands."""

    NEW = "new", _("New")
    SHOWN = "shown", _("Shown")
    REJECTED = "rejected", _("Not shown")


class CondolenceMessage(Decided):
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

    class Meta:
        """In the order they were written."""

        ordering: ClassVar[list[str]] = ["created_at", "pk"]
        verbose_name = _("condolence message")
        verbose_name_plural = _("condolence messages")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=decided_with(), name="obituary_condolence_decided")
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["page", "state"], name="obituary_condolence_book")
        ]

    def __str__(self) -> str:
        """Return who wrote."""
        return self.name
