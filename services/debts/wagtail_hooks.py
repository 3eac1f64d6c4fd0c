"""Debts in Wagtail's admin."""

from typing import Any

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from services.debts.admin import NothingIsDeleted, viewset
from services.debts.models import LateFeeRate, PaymentLink
from services.debts.quick.admin import viewset as links

register_permission_policy(LateFeeRate, NothingIsDeleted(LateFeeRate))
register_permission_policy(PaymentLink, NothingIsDeleted(PaymentLink))


@hooks.register("register_admin_viewset")
def viewsets() -> list[Any]:
    """Return the screens of rates and of payment links."""
    return [viewset, links]
