"""Who may file by a program, and what was filed by whom."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MOST_PER_HOUR, MOST_PER_DAY = 10_000, 100_000


class ApiKey(models.Model):
    """A program's key. The key itself is shown once and kept nowhere; here is its digest."""

    name = models.CharField(
        _("program"), max_length=120, help_text=_("e.g. “Kent mobil uygulaması”."), unique=True
    )
    contact = models.EmailField(
        _("e-mail of who answers for it"),
        help_text=_("We write there when something is wrong with what it sends."),
    )
    digest = models.CharField(max_length=96, unique=True, editable=False)
    begins = models.CharField(_("begins with"), max_length=8, editable=False)
    jurisdiction = models.CharField(
        _("jurisdiction"),
        max_length=120,
        blank=True,
        help_text=_("Empty: the one of this site. Another one is refused."),
    )
    may_file = models.BooleanField(
        _("may file reports"),
        default=True,
        help_text=_("Without it the key reads only what it has filed before."),
    )
    proves_contacts = models.BooleanField(
        _("has proved the contacts it sends"),
        default=False,
        help_text=_(
            "Only for programs that check each phone or e-mail by a code themselves. Otherwise we "
            "write to the contact first, and keep it when the person says yes."
        ),
    )
    per_hour = models.PositiveIntegerField(
        _("reports an hour"),
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PER_HOUR)],
    )
    per_day = models.PositiveIntegerField(
        _("reports a day"),
        default=500,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PER_DAY)],
    )
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    last_used_at = models.DateTimeField(_("last used"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked on"), null=True, editable=False)

    class Meta:
        """By name; a key is revoked, never deleted, for reports were filed with it."""

        ordering = ("name",)
        verbose_name = _("key of a program (Open311)")
        verbose_name_plural = _("keys of programs (Open311)")
        default_permissions = ("add", "change", "view")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="open311_limits_fit",
                condition=Q(per_hour__gte=1, per_day__gte=1)
                & Q(per_hour__lte=MOST_PER_HOUR, per_day__lte=MOST_PER_DAY),
            ),
            models.CheckConstraint(
                name="open311_revoked_after_made",
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("created_at")),
            ),
        ]

    def __str__(self) -> str:
        """Return the program."""
        return self.name

    @property
    def is_revoked(self) -> bool:
        """Tell whether it opens nothing any more."""
        return self.revoked_at is not None


class Submission(models.Model):
    """A report that a program filed, and by what the same request is known again."""

    key = models.ForeignKey(ApiKey, on_delete=models.PROTECT, related_name="submissions")
    report = models.OneToOneField(
        "requests.Report", on_delete=models.PROTECT, related_name="submission"
    )
    # Of the header `Idempotency-Key`; "" where the program sends none.
    retry_digest = models.CharField(max_length=96, blank=True)
    body_digest = models.CharField(max_length=96)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """A retry key of a program is one report."""

        default_permissions = ()
        verbose_name = _("report filed by a program")
        verbose_name_plural = _("reports filed by programs")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["key", "retry_digest"],
                name="open311_one_report_for_a_retry_key",
                condition=~Q(retry_digest=""),
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["key", "body_digest", "-at"], name="open311_same_body"),
        ]

    def __str__(self) -> str:
        """Return which report of whom."""
        return f"{self.key_id}/{self.report_id}"
