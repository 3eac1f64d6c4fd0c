"""What citizens say is wrong about a place, and what the desk made of it."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.decided import Decided, decided_with


class Aspect(models.TextChoices):
    """What may be wrong."""

    HOURS = "hours", _("The opening hours")
    PHONE = "phone", _("The phone number")
    ADDRESS = "address", _("The address or the point on the map")
    ACCESS = "access", _("What it says of accessibility")
    CLOSED = "closed", _("The place has closed or moved away")
    OTHER = "other", _("Something else")


class SuggestionStatus(models.TextChoices):
    """Where a suggestion stands."""

    NEW = "new", _("New")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Turned down")


# From each status, the ones that may follow; what was decided in error is opened again.
ALLOWED: dict[str, tuple[str, ...]] = {
    SuggestionStatus.NEW: (SuggestionStatus.ACCEPTED, SuggestionStatus.REJECTED),
    SuggestionStatus.ACCEPTED: (SuggestionStatus.NEW,),
    SuggestionStatus.REJECTED: (SuggestionStatus.NEW,),
}


class PlaceSuggestion(Decided):
    """A citizen's word that something about a place is wrong.

    Nothing is kept of who wrote but the contact they gave, and that is erased with the decision.
    Name and address of the place are those of the day it was written: it may be renamed or go.
    """

    state_field: ClassVar[str] = "status"

    place = models.ForeignKey(
        "places.PlacePage",
        null=True,
        on_delete=models.SET_NULL,
        related_name="suggestions",
        verbose_name=_("place"),
    )
    place_title = models.CharField(_("name of the place"), max_length=255)
    place_path = models.CharField(max_length=1024)
    aspects = ArrayField(
        models.CharField(max_length=10, choices=Aspect.choices), verbose_name=_("what is wrong")
    )
    correct = models.TextField(_("what is right"), max_length=1000, blank=True)
    contact = models.CharField(_("contact"), max_length=120, blank=True)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=SuggestionStatus.choices,
        default=SuggestionStatus.NEW,
    )
    note = models.CharField(
        _("note of the desk"),
        max_length=250,
        blank=True,
        help_text=_("Only the staff reads it, e.g. “Telefonla soruldu, 18.00’de kapanıyor”."),
    )

    class Meta:
        """The newest first; contacts do not outlive the decision."""

        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        verbose_name = _("correction of a place")
        verbose_name_plural = _("corrections of places")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=decided_with("status", contact=""),
                name="place_suggestion_decided_without_contact",
            ),
            models.CheckConstraint(
                condition=Q(aspects__len__gt=0, aspects__contained_by=Aspect.values),
                name="place_suggestion_says_what_is_wrong",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["status", "-created_at"], name="place_suggestion_queue")
        ]

    def __str__(self) -> str:
        """Return the place's name."""
        return self.place_title

    @property
    def aspect_labels(self) -> list[str]:
        """Return in words what is wrong."""
        return [str(Aspect(value).label) for value in self.aspects if value in Aspect.values]
