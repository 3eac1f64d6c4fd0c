"""Routing rules as ordered data, and the sets of them that are or were in force."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.requests.models.report import Priority


class Days(models.TextChoices):
    """On which days a rule holds."""

    ALL = "all", _("Every day")
    WORKING = "working", _("Working days")
    FREE = "free", _("Weekends and holidays")


class RoutingRule(models.Model):
    """One line of the plan. It takes effect when the whole plan is activated (`RuleSet`)."""

    position = models.PositiveSmallIntegerField(
        _("order"), default=100, help_text=_("The first rule that fits decides; 10 before 20.")
    )
    name = models.CharField(_("name"), max_length=80, unique=True)
    categories = models.ManyToManyField(
        "requests.Category",
        blank=True,
        related_name="+",
        verbose_name=_("topics"),
        help_text=_("Topics or whole groups; none means all."),
    )
    neighbourhoods = models.ManyToManyField(
        "reference.Neighbourhood",
        blank=True,
        related_name="+",
        verbose_name=_("neighbourhoods"),
        help_text=_("None means all."),
    )
    words = models.TextField(
        _("words"),
        blank=True,
        max_length=1000,
        help_text=_("One expression a line; one of them must be there. Endings do not matter."),
    )
    days = models.CharField(_("days"), max_length=8, choices=Days.choices, default=Days.ALL)
    time_from = models.TimeField(_("from"), null=True, blank=True)
    time_until = models.TimeField(
        _("until"),
        null=True,
        blank=True,
        help_text=_("May be after midnight, e.g. from 18.00 until 08.00."),
    )
    directorate = models.ForeignKey(
        "reference.Directorate",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("directorate"),
        help_text=_("Empty leaves it to the topic."),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("person"),
        help_text=_("Must work in the directorate the report goes to."),
    )
    priority = models.PositiveSmallIntegerField(
        _("priority"), choices=Priority.choices, null=True, blank=True
    )
    is_active = models.BooleanField(_("part of the plan"), default=True)

    class Meta:
        """In their order."""

        ordering = ("position", "pk")
        verbose_name = _("routing rule")
        verbose_name_plural = _("routing rules")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="casedesk_rule_has_whole_time",
                condition=Q(time_from=None, time_until=None)
                | Q(time_from__isnull=False, time_until__isnull=False),
            ),
            models.CheckConstraint(
                name="casedesk_rule_priority_known",
                condition=Q(priority=None) | Q(priority__in=Priority.values),
            ),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    def clean(self) -> None:
        """Refuse a rule that does nothing, and half a time."""
        super().clean()
        if not (self.directorate_id or self.person_id or self.priority):
            raise ValidationError(_("Say what the rule does: directorate, person or priority."))
        if (self.time_from is None) != (self.time_until is None):
            raise ValidationError({"time_until": _("Give both times, or none.")})


class RuleSet(models.Model):
    """The plan as it was activated. The newest one is in force; all are kept."""

    at = models.DateTimeField(_("activated"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("activated by"),
    )
    note = models.CharField(_("why"), max_length=250, blank=True)
    # A plan without rules leaves each report to its topic.
    rules = models.JSONField(default=list, blank=True)

    class Meta:
        """The newest first."""

        ordering = ("-pk",)
        verbose_name = _("activated plan")
        verbose_name_plural = _("activated plans")
        default_permissions = ("view",)

    def __str__(self) -> str:
        """Return when."""
        return f"{timezone.localtime(self.at):%d.%m.%Y %H.%M}"
