"""What the crew on site reports of a work, and the history it leaves."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from content.roadworks import wording
from content.roadworks.states import Status

CREW_ROLE = "crew"
# What a step of the history is about; a change of one of these is a step.
TOLD = ("status", "planned_end", "progress")


# Wagtail's pages have no types, so the part that is mixed into one has none either.
_Model: Any = models.Model


class ReportedWork(_Model):
    """The part of a road work that is reported and announced."""

    crew_lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"groups__staff_role__key": CREW_ROLE, "is_active": True},
        verbose_name=_("crew lead"),
        help_text=_("Reports from the phone that it began, stopped, is late or is finished."),
    )
    delay_reason = models.CharField(
        _("why the end was put off"),
        max_length=250,
        blank=True,
        help_text=_("Citizens read it beside the delay, e.g. “Yağış nedeniyle asfalt serilemedi”."),
    )
    announcement = models.TextField(
        _("announcement"),
        max_length=1500,
        blank=True,
        help_text=_(
            "Empty: the text below, written from the fields, always as they stand. Words of your "
            "own are used until a date, the status or another field changes."
        ),
    )
    # The proposal the editor's own words were written over.
    announcement_basis = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        """A part of another."""

        abstract = True

    def proposed_announcement(self, **run_out: bool) -> str:
        """Return the text made from the fields; see `wording.announcement`."""
        return wording.announcement(wording.facts_of(self), **run_out)

    def current_announcement(self, **run_out: bool) -> str:
        """Return the editor's words while they fit the fields, else the text made from these."""
        own = self.announcement.strip()
        fits = wording.fingerprint(self.proposed_announcement()) == self.announcement_basis
        if own and fits and not any(run_out.values()):
            return own
        return self.proposed_announcement(**run_out)

    def keep_basis(self) -> None:
        """Bind newly written words to the fields they were written for."""
        proposed = self.proposed_announcement()
        if " ".join(self.announcement.split()) == proposed:
            self.announcement = ""
        self.announcement_basis = wording.fingerprint(proposed) if self.announcement else ""


class RoadWorkChange(models.Model):
    """A step in the life of a public work: who said when that what had changed."""

    page = models.ForeignKey(
        "roadworks.RoadWorkPage", on_delete=models.CASCADE, related_name="changes"
    )
    at = models.DateTimeField(_("time"), default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("user"),
    )
    status = models.CharField(_("status"), max_length=12, choices=Status.choices)
    planned_end = models.DateTimeField(_("planned end"))
    progress = models.PositiveSmallIntegerField(
        _("Progress, per cent"), default=0, validators=[MaxValueValidator(100)]
    )
    reason = models.CharField(_("reason"), max_length=250, blank=True)
    photo = models.ForeignKey(
        "wagtailimages.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("photo"),
    )
    photo_alt = models.CharField(_("what the photo shows"), max_length=200, blank=True)

    class Meta:
        """The newest first."""

        verbose_name = _("step of a road work")
        verbose_name_plural = _("steps of road works")
        permissions: ClassVar[list[tuple[str, Any]]] = [
            ("report_from_site", _("Can report from the site of a road work"))
        ]
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="roadworkchange_progress")
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["page", "-at"])]

    def __str__(self) -> str:
        """Return what it says."""
        return f"{self.get_status_display()}, {timezone.localtime(self.at):%d.%m.%Y %H.%M}"

    def says_the_same_as(self, page: Any) -> bool:
        """Tell whether the page stands as this step left it."""
        return all(getattr(self, name) == getattr(page, name) for name in TOLD)


def note_change(page: Any) -> None:
    """Add a step for what a save of a live page changes, whichever way it came."""
    last = RoadWorkChange.objects.filter(page_id=page.pk).first()
    if last is not None and last.says_the_same_as(page):
        return
    editor = Revision.objects.filter(pk=page.latest_revision_id).values_list("user_id", flat=True)
    moved = last is not None and last.planned_end != page.planned_end
    RoadWorkChange.objects.create(
        page_id=page.pk,
        user_id=editor.first(),
        reason=(page.delay_reason if moved else "") or page.status_reason,
        **{name: getattr(page, name) for name in TOLD},
    )
