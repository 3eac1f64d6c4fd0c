"""What must hold at the moment a notice becomes public, and what is remembered when it changes.

Nothing is public before the family has approved it, or the desk has given a reason for publishing
without. It is asked here whenever a page is saved as public that was not (the form, bulk actions,
the scheduler, copies, imports, programs), and by a trigger of the database when the transaction
ends (`obituary_cleared`), which sees what passes by `save()`.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from content.obituaries.corrections import with_changes
from content.obituaries.family import actions
from content.obituaries.family.queries import approval_of
from content.obituaries.family.reading import differences
from content.obituaries.models.approval import ApprovalState


class NotApprovedError(PermissionDenied):
    """The family has not approved the notice; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Override:
    """Why a notice is published without the family's approval, and who says so."""

    reason: str
    user: Any = None


def hindrance(page: Any) -> str:
    """Return why a notice may not become public yet, and what to do; "" when it may."""
    if page.override is not None and page.override.reason.strip():
        return ""
    approval = approval_of(page)
    if approval is None:
        return _(
            "The family has not been asked yet. Save the draft and send the link by “Family's "
            "approval”, or give the reason for publishing without it."
        )
    if approval.state == ApprovalState.OVERRIDDEN:
        return ""
    if approval.state == ApprovalState.WAITING:
        return _(
            "The family has not answered yet. Wait, send the link again, or give the reason for "
            "publishing without approval."
        )
    if approval.state == ApprovalState.CHANGES:
        return _(
            "The family asked for changes; see “Family's approval”. Correct them and send the "
            "link again, or give the reason for publishing without approval."
        )
    changed = differences(approval.read, page)
    if not changed:
        return ""
    return _(
        "Since the family approved, this has changed: %(what)s. Send the link again, or give the "
        "reason for publishing without approval."
    ) % {"what": ", ".join(changed)}


def before_saving(page: Any) -> None:
    """Note what changes of a public notice; refuse one that would become public unapproved.

    Must run in the transaction that saves it.
    """
    stored = type(page).objects.select_for_update().filter(pk=page.pk).first() if page.pk else None
    if page.live and (stored is None or not stored.live):
        why = hindrance(page)
        if why:
            raise NotApprovedError(why)
    if stored is None:
        page.corrections = []
        return
    page.corrections = stored.corrections
    if stored.live and page.live:
        page.corrections = with_changes(stored, page, timezone.now())


def after_saving(page: Any) -> None:
    """Keep the reason that came with the page."""
    given = page.override
    if given is not None and given.reason.strip():
        page.override = None
        page.desk_reason = ""  # used: it must not clear a later publication as well
        actions.override(page=page, reason=given.reason, user=given.user)
