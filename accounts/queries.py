"""Reads of accounts."""

from django.db.models import Q

from accounts.models import User


def account_named(name: str) -> User | None:
    """Return whose user name or address this is, in any case.

    By indexes, and without an order that would let the database read account by account: known and
    unknown names take the same time however many accounts there are.
    """
    if not name:
        return None
    found = User.objects.filter(Q(username__iexact=name) | Q(email__iexact=name)).order_by()
    return next(iter(found[:1]), None)
