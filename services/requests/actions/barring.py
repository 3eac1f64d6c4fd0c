"""Writes: a contact is barred from filing by the web for a time, and let in again.

What is barred is a digest: the list tells nobody's phone. By phone and at the desk everybody is
still heard: the right to petition (law 3071) is not taken, only the quick way to it.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.audit.actions import record
from accounts.secrets.sealing import digest
from services.cases.models import Case
from services.requests.contacts import PURPOSE, keys_of, looked_for
from services.requests.models import Ban

BARRED, LET_IN = "contact_barred", "contact_let_in"
MOST_DAYS = 365


class BarRefused(Exception):
    """Nobody can be barred.

    Attributes:
        why: `nobody` (no contact is known), `reason` (none is given), `days` (more than a year).
    """

    def __init__(self, why: str) -> None:
        """Keep why."""
        super().__init__(why)
        self.why = why


@transaction.atomic
def bar(
    *,
    reason: str,
    days: int,
    author: Any,
    email: str = "",
    phone: str = "",
    owner: Any = None,
    case: Case | None = None,
) -> list[Ban]:
    """Bar account, phone and e-mail, whichever are given, for so many days; return the rows.

    Who is barred already stays so until the later of both days.

    Raises:
        BarRefused: See its `why`.
    """
    keys = keys_of(email=email, phone=phone, owner=owner)
    if not keys:
        raise BarRefused("nobody")
    if not reason.strip():
        raise BarRefused("reason")
    if not 1 <= days <= MOST_DAYS:
        raise BarRefused("days")
    now = timezone.now()
    rows = []
    for key in keys:
        what, _sep, value = key.partition(":")
        known = looked_for(**{"owner": owner} if what == "account" else {what: value})
        ban = (
            Ban.objects.select_for_update().filter(contact_digest__in=known, until__gt=now).first()
        )
        ban = ban or Ban(contact_digest=digest(key, PURPOSE), what=what, since=now, until=now)
        ban.reason, ban.by, ban.case = reason.strip()[:250], author, case or ban.case
        ban.until = max(ban.until, now + timedelta(days=days))
        ban.full_clean()
        ban.save()
        rows.append(ban)
    about = f"cases.case:{case.pk}" if case is not None else "requests.ban"
    details = {"days": days, "what": [row.what for row in rows]}
    record(BARRED, actor=author, subject=owner, reason=reason, about=about, details=details)
    return rows


@transaction.atomic
def let_in(*, ban: Ban, reason: str, author: Any) -> bool:
    """End a bar before its day; False when it has ended already. The row stays as a record.

    Raises:
        BarRefused: No reason is given.
    """
    if not reason.strip():
        raise BarRefused("reason")
    row = Ban.objects.select_for_update().get(pk=ban.pk)
    now = timezone.now()
    if row.until <= now:
        return False
    row.until = now
    row.save(update_fields=["until"])
    record(LET_IN, actor=author, reason=reason, about=f"requests.ban:{row.pk}")
    return True
