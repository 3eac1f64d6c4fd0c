"""Who works on a case."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Work(models.Model):
    """A case is in somebody's hands; written by `actions` alone.

    One person at a time. When a case goes to another directorate its row goes.
    """

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="work")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="desk_work",
        verbose_name=_("in the hands of"),
    )
    since = models.DateTimeField(_("since"), default=timezone.now)
    # A crew has set out; what is only assigned waits.
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)

    class Meta:
        """By the person; the rights of the desk hang here, as it has no table of its own."""

        verbose_name = _("case in somebody’s hands")
        verbose_name_plural = _("cases in somebody’s hands")
        default_permissions = ()
        permissions = [
            ("work_cases", _("Can work on the cases they see")),
            ("moderate_cases", _("Can decide what of a report is public")),
            ("intake_cases", _("Can write cases down for citizens")),
            ("field_work", _("Can work on cases at the place")),
            ("erase_cases", _("Can erase closed cases at their citizen’s request")),
            ("export_cases", _("Can see figures of the desk and export lists")),
        ]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="casedesk_taken_after_given",
                condition=Q(taken_at=None) | Q(taken_at__gte=models.F("since")),
            )
        ]

    def __str__(self) -> str:
        """Return the numbers."""
        return f"{self.case_id}: {self.assignee_id}"
