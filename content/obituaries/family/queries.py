"""Reads: what holds for a notice, and the address of a link."""

from typing import Any

from django.urls import reverse

from content.full_addresses import absolute
from content.obituaries.models.approval import ApprovalState, FamilyApproval


def approval_of(page: Any) -> FamilyApproval | None:
    """Return what holds for a notice now; None when nobody was asked."""
    if not page.pk:
        return None
    return FamilyApproval.objects.filter(page_id=page.pk).exclude(state=ApprovalState.ENDED).first()


def link_of(token: str) -> str:
    """Return the absolute address of a one-time link."""
    return absolute(reverse("family_approval", args=[token]))
