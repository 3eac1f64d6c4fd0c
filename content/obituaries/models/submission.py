"""What a funeral home or a family sends to the desk by the public form."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.decided import Decided, decided_with
from content.obituaries.choices import Prayer


class Sender(models.TextChoices):
    """Who sends it."""

    FAMILY = "family", _("A relative")
    FUNERAL_HOME = "funeral_home", _("A funeral service")
    MOSQUE = "mosque", _("A mosque or muhtar")
    OTHER = "other", _("Somebody else")


class SubmissionState(models.TextChoices):
    """Where it stands."""

    NEW = "new", _("New")
    DRAFTED = "drafted", _("Made into a draft")
    REJECTED = "rejected", _("Turned down")


class ObituarySubmission(Decided):
    """A notice as it was sent; the desk makes a draft of it or turns it down.

    Who sent it is kept until the desk has asked back and a while after, then erased
    (`submissions.actions.forget_old`). Nothing of it is public, nor described to any index.
    """

    name = models.CharField(_("name and surname"), max_length=160)
    father_name = models.CharField(_("father's name"), max_length=80, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("birth year"), null=True, blank=True)
    death_date = models.DateField(_("date of death"))
    burial_date = models.DateField(_("burial date"), null=True, blank=True)
    prayer = models.CharField(
        _("after which prayer"), max_length=8, choices=Prayer.choices, blank=True
    )
    mosque = models.CharField(_("mosque or place"), max_length=120, blank=True)
    cemetery = models.CharField(_("cemetery"), max_length=120, blank=True)
    neighbourhood = models.ForeignKey(
        "reference.Neighbourhood",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("neighbourhood"),
    )
    condolence_address = models.CharField(_("condolence address"), max_length=250, blank=True)
    notes = models.TextField(_("notes"), max_length=400, blank=True)
    sender = models.CharField(_("who sends it"), max_length=12, choices=Sender.choices)
    sender_name = models.CharField(_("sender's name"), max_length=120, blank=True)
    sender_phone = models.CharField(_("sender's phone"), max_length=32, blank=True)
    sender_email = models.EmailField(_("sender's e-mail"), blank=True)
    disclosure_path = models.CharField(_("disclosure shown"), max_length=255, blank=True)
    disclosure_version = models.CharField(_("version of it"), max_length=20, blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=SubmissionState.choices, default=SubmissionState.NEW
    )
    page = models.ForeignKey(
        "obituaries.ObituaryPage",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="submissions",
        verbose_name=_("draft"),
    )
    erased_at = models.DateTimeField(_("sender erased"), null=True, editable=False)

    class Meta:
        """The newest first; who sent it does not outlive its erasure."""

        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        verbose_name = _("notice sent by citizens")
        verbose_name_plural = _("notices sent by citizens")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=decided_with(), name="obituary_submission_decided"),
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | Q(sender_name="", sender_phone="", sender_email="", notes=""),
                name="obituary_submission_erased",
            ),
            models.CheckConstraint(
                condition=Q(burial_date=None) | Q(burial_date__gte=models.F("death_date")),
                name="obituary_submission_burial_after_death",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["state", "-created_at"], name="obituary_submission_queue")
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name
