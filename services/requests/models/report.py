"""A report: what a case of the Solution Centre is about, where, and what of it is public."""

import uuid
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.secrets.fields import EncryptedTextField
from services.cases.kinds import NAME_LENGTH, Phase


class ReportType(models.TextChoices):
    """What the citizen wants with it."""

    REQUEST = "request", _("Request")
    COMPLAINT = "complaint", _("Complaint")
    NOTICE = "notice", _("Notice of a wrong")
    SUGGESTION = "suggestion", _("Suggestion")
    INFORMATION = "information", _("Request for information")
    THANKS = "thanks", _("Thanks")


class PlaceSource(models.TextChoices):
    """How the place was given."""

    NONE = "", _("No place")
    WORDS = "words", _("In words")
    LIST = "list", _("Neighbourhood and street")
    PHONE = "phone", _("Position of the phone")
    PHOTO = "photo", _("Position of the photo")
    PIN = "pin", _("Pin on the map")
    DESK = "desk", _("Set by the desk")


class PublicState(models.TextChoices):
    """Whether everybody may read it."""

    PRIVATE = "private", _("Not public: the citizen does not want it")
    WAITING = "waiting", _("Waits for an officer")
    PUBLIC = "public", _("Public")
    REFUSED = "refused", _("Not public: the desk decided so")


class Reason(models.TextChoices):
    """Why a case was closed as it was."""

    FIXED = "fixed", _("The work was done")
    PLANNED = "planned", _("Taken into the work programme")
    INFORMED = "informed", _("Information was given")
    NOTHING_FOUND = "nothing_found", _("Nothing was found at the place")
    PRIVATE_LAND = "private_land", _("Private land or building")
    NO_MEANS = "no_means", _("Not possible this year")
    NOT_LAWFUL = "not_lawful", _("The rules do not allow it")
    OTHER_BODY = "other_body", _("Duty of another body")
    REPEATED = "repeated", _("Reported before")
    UNCLEAR = "unclear", _("Subject or place not clear, and no answer came")
    IN_COURT = "in_court", _("Before a court")
    ABUSE = "abuse", _("No report, or insulting")


class Priority(models.IntegerChoices):
    """What goes first."""

    LOW = 1, _("Low")
    NORMAL = 2, _("Normal")
    HIGH = 3, _("High")
    URGENT = 4, _("Urgent")


class Report(models.Model):
    """A report. Written by `actions` alone.

    Status, phase, dates and directorate are the case's; a trigger of the database copies them here
    with every change, so that lists of a hundred thousand reports read one table. Names and
    addresses of people are sealed; `public_text` is all that everybody may read.
    """

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="report")
    # What sealed values are bound to, and what stands in links of mails.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    type = models.CharField(_("what it is"), max_length=12, choices=ReportType.choices)
    category = models.ForeignKey(
        "requests.Category",
        on_delete=models.PROTECT,
        related_name="reports",
        verbose_name=_("topic"),
    )
    answers = models.JSONField(_("further answers"), default=dict, blank=True)
    applicant_name = EncryptedTextField(
        _("name of the applicant"),
        bound_to="public_id",
        purpose="report-applicant",
        null=True,
        blank=True,
    )
    applicant_address = EncryptedTextField(
        _("address of the applicant"),
        bound_to="public_id",
        purpose="report-applicant",
        null=True,
        blank=True,
    )
    contact_digest = models.CharField(max_length=96, blank=True, editable=False)

    lng = models.FloatField(_("longitude"), null=True, blank=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    accuracy_m = models.PositiveIntegerField(_("accuracy in metres"), null=True, blank=True)
    place_source = models.CharField(
        _("how the place was given"), max_length=8, choices=PlaceSource.choices, blank=True
    )
    neighbourhood = models.ForeignKey(
        "reference.Neighbourhood",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("neighbourhood"),
    )
    street = models.CharField(_("street"), max_length=160, blank=True)
    door = models.CharField(_("door number"), max_length=20, blank=True)
    place_words = models.CharField(_("the place in words"), max_length=250, blank=True)

    public_state = models.CharField(
        _("public"),
        max_length=8,
        choices=PublicState.choices,
        default=PublicState.PRIVATE,
    )
    public_text = models.TextField(_("text everybody reads"), max_length=2000, blank=True)
    public_at = models.DateTimeField(_("public since"), null=True, blank=True, editable=False)

    priority = models.PositiveSmallIntegerField(
        _("priority"), choices=Priority.choices, default=Priority.NORMAL
    )
    joined = models.PositiveIntegerField(_("have joined"), default=0, editable=False)
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged",
        verbose_name=_("followed under"),
    )
    reason = models.CharField(
        _("reason of closing"), max_length=16, choices=Reason.choices, blank=True
    )
    evidence = models.TextField(_("evidence of closing"), blank=True)
    asked_at = models.DateTimeField(null=True, editable=False)
    promised_on = models.DateField(_("our promise"), null=True, blank=True, editable=False)
    terms = ArrayField(models.CharField(max_length=64), default=list, blank=True, editable=False)
    # Stems of the public words: by those of the others, anybody could find out what is private.
    public_terms = ArrayField(
        models.CharField(max_length=64), default=list, blank=True, editable=False
    )

    # Copies of the case's, kept by a trigger (migration 0002).
    status = models.CharField(max_length=NAME_LENGTH, editable=False)
    phase = models.CharField(
        max_length=8, choices=[(item.value, item.value) for item in Phase], editable=False
    )
    received_at = models.DateTimeField(_("received"), editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    due_on = models.DateField(_("due"), null=True, editable=False)
    directorate = models.ForeignKey(
        "reference.Directorate",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("directorate"),
    )

    class Meta:
        """The newest first; what always holds stands in the database."""

        ordering = ("-received_at", "-pk")
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        default_permissions = ("view",)
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="requests_point_is_whole",
                condition=Q(lng=None, lat=None) | Q(lng__isnull=False, lat__isnull=False),
            ),
            models.CheckConstraint(
                name="requests_point_on_earth",
                condition=Q(lng=None) | Q(lng__gte=-180, lng__lte=180, lat__gte=-90, lat__lte=90),
            ),
            models.CheckConstraint(
                name="requests_not_merged_into_itself",
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
            ),
            models.CheckConstraint(
                name="requests_public_has_words_and_date",
                condition=~Q(public_state=PublicState.PUBLIC)
                | (Q(public_at__isnull=False) & ~Q(public_text="")),
            ),
            models.CheckConstraint(
                name="requests_priority_known",
                condition=Q(priority__in=Priority.values),
            ),
            models.CheckConstraint(
                name="requests_merged_is_duplicate",
                condition=Q(merged_into=None) | Q(phase=Phase.CLOSED),
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["-public_at", "-id"],
                name="requests_public",
                condition=Q(public_state=PublicState.PUBLIC),
            ),
            models.Index(
                fields=["category", "-public_at"],
                name="requests_public_of_topic",
                condition=Q(public_state=PublicState.PUBLIC),
            ),
            models.Index(
                fields=["neighbourhood", "-public_at"],
                name="requests_public_of_area",
                condition=Q(public_state=PublicState.PUBLIC),
            ),
            models.Index(
                fields=["lat", "lng"],
                name="requests_open_points",
                condition=~Q(phase=Phase.CLOSED) & Q(lat__isnull=False),
            ),
            models.Index(
                fields=["category", "closed_at"],
                name="requests_closed_of_topic",
                condition=Q(phase=Phase.CLOSED),
            ),
            models.Index(
                fields=["closed_at"],
                name="requests_closed",
                condition=Q(phase=Phase.CLOSED),
            ),
            models.Index(fields=["-received_at", "-id"], name="requests_newest"),
            models.Index(
                fields=["directorate", "-received_at", "-id"], name="requests_newest_of_unit"
            ),
            models.Index(
                fields=["received_at"],
                name="requests_to_moderate",
                condition=Q(public_state=PublicState.WAITING),
            ),
            models.Index(fields=["contact_digest"], name="requests_of_contact"),
            GinIndex(fields=["terms"], name="requests_terms"),
            GinIndex(
                fields=["public_terms"],
                name="requests_public_terms",
                condition=Q(public_state=PublicState.PUBLIC),
            ),
        ]

    def __str__(self) -> str:
        """Return the case's reference."""
        return str(self.case)

    @property
    def point(self) -> tuple[float, float] | None:
        """Return `(lng, lat)`, or None without a point."""
        if self.lng is None or self.lat is None:
            return None
        return self.lng, self.lat

    @property
    def is_public(self) -> bool:
        """Tell whether everybody may read it."""
        return self.public_state == PublicState.PUBLIC
