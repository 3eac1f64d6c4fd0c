"""What this municipality has settled where the law leaves it open."""

from django.conf import settings

from services.debts.late_fee import FractionReading


def fraction_reading() -> FractionReading:
    """Return the reading set by LATE_FEE_FRACTION; pass it to `late_fee` as `reading`."""
    return FractionReading(settings.LATE_FEE_FRACTION)
