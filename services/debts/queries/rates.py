"""The rates as administrators keep them, in the form the late fee takes."""

from services.debts.models import LateFeeRate
from services.debts.rates import RATES, Rate, RateTable


def current_rates() -> RateTable:
    """Return the rates of the table; the shipped ones while it is empty. One query."""
    rows = LateFeeRate.objects.order_by("valid_from").values_list(
        "valid_from", "monthly_percent", "basis"
    )
    found = [Rate(*row) for row in rows]
    return RateTable.of(found) if found else RATES
