"""The secret links of a case end, and a new one is sent."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from services.cases.actions.timeline import add, locked
from services.cases.kinds import By
from services.cases.models import Case, EntryKind
from services.cases.notices.telling import recipients, tell_new_link


class RenewalRefused(Exception):
    """There is no link to renew.

    Attributes:
        why: `account` (its owner signs in), `no_contact` (nobody a link could be sent to).
    """

    def __init__(self, why: str) -> None:
        """Keep why."""
        super().__init__(why)
        self.why = why


@transaction.atomic
def renew_link(*, case: Case, reason: str, author: Any) -> Case:
    """End all links, codes and open readings of a case, and send a new link to its own contact.

    For a letter that came into wrong hands. The new link goes where the old ones went, never to an
    address that somebody names on the phone; a note for the house says why.

    Raises:
        RenewalRefused: See its `why`.
    """
    case = locked(case)
    if case.owner_id is not None:
        raise RenewalRefused("account")
    if not recipients(case):
        raise RenewalRefused("no_contact")
    case.link_version += 1
    case.save(update_fields=["link_version"])
    entry = add(
        case,
        kind=EntryKind.NOTE,
        by=By.STAFF,
        author=author,
        is_public=False,
        text=f"{_('New secret link sent')}: {reason.strip()}",
    )
    tell_new_link(case, entry)
    return case
