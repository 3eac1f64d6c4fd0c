"""What of the books stands in the audit log."""

from django.utils.translation import gettext_lazy as _

from accounts.audit.kinds import Kind, register

DIFFERENCE_ENDED = "debt_difference_ended"
DAY_CLOSED = "debt_day_closed"

register(
    Kind(DIFFERENCE_ENDED, _("Difference with the payment provider settled"), needs_reason=True)
)
register(Kind(DAY_CLOSED, _("Day of debts closed")))
