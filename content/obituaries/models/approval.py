"""What the family was asked about a notice, and what it answered."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ApprovalState(models.TextChoices):
    """Where it stands."""

    WAITING = "waiting", _("Waiting for the family")
    CHANGES = "changes", _("The family asks for changes")
    APPROVED = "approved", _("Approved by the family")
    OVERRIDDEN = "overridden", _("Without approval, with a reason")
    ENDED = "ended", _("No longer holds")


# These let a notice become public.
CLEARED = (ApprovalState.APPROVED.value, ApprovalState.OVERRIDDEN.value)


class FamilyApproval(models.Model):
    """One asking of the family, or the desk's reason for publishing without.

    The link's token is kept as a digest only, and only until it is used. The address it was sent to
    goes with the answer. A page has one that holds; earlier ones are ended, not changed.
    """

    page = models.ForeignKey(
        "obituaries.ObituaryPage",
        on_delete=models.CASCADE,
        related_name="approvals",
        verbose_name=_("obituary"),
    )
    state = models.CharField(_("state"), max_length=10, choices=ApprovalState.choices)
    token_hash = models.CharField(max_length=64, blank=True, editable=False)
    expires_at = models.DateTimeField(_("link works until"), null=True, blank=True)
    email = models.EmailField(_("sent to"), blank=True)
    read = models.JSONField(_("what the family reads"), default=dict, editable=False)
    changes = models.JSONField(_("changes asked for"), default=dict, editable=False)
    remark = models.TextField(_("remark"), max_length=1000, blank=True)
    wants_book = models.BooleanField(_("wants a condolence book"), default=False)
    wants_search_engines = models.BooleanField(_("may be found by search engines"), default=False)
    reason = models.CharField(_("reason"), max_length=250, blank=True)
    created_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("asked by"),
    )
    decided_at = models.DateTimeField(_("answered"), null=True, editable=False)

    class Meta:
        """The newest first; a link only while an answer is awaited."""

        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        verbose_name = _("family's approval")
        verbose_name_plural = _("families' approvals")
        default_permissions = ()
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["page"],
                condition=~Q(state=ApprovalState.ENDED),
                name="obituary_one_approval_holds",
            ),
            models.UniqueConstraint(
                fields=["token_hash"],
                condition=~Q(token_hash=""),
                name="obituary_approval_token",
            ),
            models.CheckConstraint(
                condition=Q(token_hash="") | Q(state=ApprovalState.WAITING),
                name="obituary_approval_link_only_while_waiting",
            ),
            models.CheckConstraint(
                condition=~Q(state=ApprovalState.OVERRIDDEN) | ~Q(reason=""),
                name="obituary_override_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=ApprovalState.WAITING) | Q(expires_at__isnull=False),
                name="obituary_approval_link_expires",
            ),
        ]

    def __str__(self) -> str:
        """Return where it stands."""
        return str(self.get_state_display())

    @property
    def is_expired(self) -> bool:
        """Tell whether the link ran out before an answer came."""
        return (
            self.state == ApprovalState.WAITING
            and self.expires_at is not None
            and self.expires_at <= timezone.now()
        )
