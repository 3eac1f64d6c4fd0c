"""What the work of editors needs to remember: roles, the approval task, withdrawals."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from content.editing.approval import is_own_edit
from content.editing.reasons import Reason


class StaffRole(models.Model):
    """Which group stands for a role of `roles.ROLES`; the group itself may be renamed."""

    key = models.SlugField(_("role"), unique=True)
    group = models.OneToOneField(
        Group, on_delete=models.CASCADE, related_name="staff_role", verbose_name=_("group")
    )

    class Meta:
        """Names for the admin."""

        verbose_name = _("staff role")
        verbose_name_plural = _("staff roles")
        default_permissions = ()

    def __str__(self) -> str:
        """Return the group's name."""
        return self.group.name


class FourEyesTask(AbstractGroupApprovalTask):
    """Approval by a member of the groups who is not the one who edited last.

    Keeps one person from putting words on the municipality's site alone, also by accident and
    also as an administrator.
    """

    class Meta:
        """Names for the admin."""

        verbose_name = _("approval by a second person")
        verbose_name_plural = _("approvals by a second person")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """Return what a user may do; approval is missing for who edited last."""
        actions: list[tuple[str, Any, bool]] = super().get_actions(obj, user)
        if actions and is_own_edit(obj, user):
            return [action for action in actions if action[0] != "approve"]
        return actions

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Act; refuse to approve one's own edit or what somebody else has just decided."""
        with transaction.atomic():
            fresh = TaskState.objects.select_for_update().get(pk=task_state.pk)
            if fresh.status != TaskState.STATUS_IN_PROGRESS:
                raise PermissionDenied(_("Somebody else has decided on this meanwhile."))
            page = fresh.workflow_state.content_object
            if action_name == "approve" and user is not None:
                # Whoever saves while this runs waits, so that what is approved is what is published
                Page.objects.select_for_update(of=("self",)).filter(pk=page.pk).first()
                if is_own_edit(page, user):
                    raise PermissionDenied(_("Your own edit must be approved by somebody else."))
            return super().on_action(fresh.specific, user, action_name, **kwargs)

    @classmethod
    def get_description(cls) -> str:
        """Return what the admin shows where tasks are chosen."""
        return str(
            _("Members of the groups approve, but never what they have edited last themselves")
        )


class Withdrawal(models.Model):
    """A page taken off the public site: why, by whom, and what readers of its address get."""

    page = models.ForeignKey(
        Page,
        null=True,
        on_delete=models.SET_NULL,
        related_name="withdrawals",
        verbose_name=_("page"),
    )
    path = models.CharField(_("address"), max_length=1024)
    title = models.CharField(_("title"), max_length=255)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason.choices)
    note = models.TextField(_("explanation"), max_length=1000, blank=True)
    message = models.TextField(_("message to readers"), max_length=400, blank=True)
    redirect = models.ForeignKey(
        "wagtailredirects.Redirect",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("time"), default=timezone.now)
    ended_at = models.DateTimeField(
        _("published again"), null=True, blank=True, help_text=_("Empty while it is withdrawn.")
    )

    class Meta:
        """Order, names, and the index by which the public page finds its message."""

        ordering: ClassVar[list[str]] = ["-created_at"]
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["path"], name="withdrawal_path", condition=models.Q(ended_at=None))
        ]

    def __str__(self) -> str:
        """Return title and reason."""
        return f"{self.title}: {self.get_reason_display()}"
