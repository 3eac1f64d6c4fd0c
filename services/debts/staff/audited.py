"""What the staff side of debts leaves in the audit log."""

from django.utils.translation import gettext_lazy as _

from accounts.audit.kinds import Kind, register

SEARCHED = "debt_account_searched"
VIEWED = "debt_account_viewed"
TILL_CHANGED = "till_changed"
PROPOSED = "debt_change_proposed"
DECIDED = "debt_change_decided"
EXPORTED = "debt_report_exported"

register(
    Kind(SEARCHED, _("Register account looked for"), needs_reason=True),
    Kind(VIEWED, _("Register account opened"), needs_reason=True),
    Kind(TILL_CHANGED, _("Till opened or closed")),
    Kind(PROPOSED, _("Refund, void or correction asked for"), needs_reason=True),
    Kind(DECIDED, _("Refund, void or correction decided")),
    Kind(EXPORTED, _("Report of debts exported")),
)
