"""What of debts stands in the audit log."""

from django.utils.translation import gettext_lazy as _

from accounts.audit.kinds import Kind, register

RATE_CHANGED = "debt_rate_changed"

register(Kind(RATE_CHANGED, _("Late fee rate changed"), needs_reason=True))
