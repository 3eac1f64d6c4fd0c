"""Debts in Wagtail's admin."""

from typing import Any

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from services.debts.admin import NothingIsDeleted, viewset
from services.debts.models import LateFeeRate

register_permission_policy(LateFeeRate, NothingIsDeleted(LateFeeRate))


@hooks.register("register_admin_viewset")
def viewsets() -> list[Any]:
    """Return the rates' screen."""
    return [viewset]
