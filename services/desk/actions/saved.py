"""Writes: an officer's own filters."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from services.desk.models import SavedFilter

MOST = 30


class FilterRefused(Exception):
    """The filter cannot be kept; its text says why."""


@transaction.atomic
def keep_filter(*, user: Any, name: str, query: str) -> SavedFilter:
    """Keep a filter under a name; the same name again replaces it."""
    name = " ".join(name.replace("\x00", "").split())[:60]
    if not name:
        raise FilterRefused(_("Give the filter a name."))
    known = SavedFilter.objects.filter(user=user)
    if known.exclude(name=name).count() >= MOST:
        raise FilterRefused(_("You have %(most)d filters; forget one first.") % {"most": MOST})
    return SavedFilter.objects.update_or_create(
        user=user, name=name, defaults={"query": query[:500]}
    )[0]


def forget_filter(*, user: Any, key: int) -> bool:
    """Forget one of somebody's own filters; False when it is not theirs."""
    return bool(SavedFilter.objects.filter(user=user, pk=key).delete()[0])
