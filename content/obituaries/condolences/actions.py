"""Writes: somebody writes, the desk reads, the book is deleted when its time is over."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from accounts.limits import Limit, blocked, count_failure, network_of
from content.obituaries.models import CondolenceMessage, MessageState, ObituaryPage
from content.obituaries.periods import midnight

LIMITS = (
    Limit("condolence", ("network",), 20, 60 * 60),
    Limit("condolence_book", ("account", "network"), 3, 60 * 60),
)


def limits() -> tuple[Limit, ...]:
    """Return the limits; `CONDOLENCE_LIMITS` of the settings replaces them."""
    return tuple(getattr(settings, "CONDOLENCE_LIMITS", LIMITS))


def closes_at(page: Any) -> datetime:
    """Return the midnight at which a book closes."""
    return midnight(page.day, settings.OBITUARY_BOOK_DAYS)


def write(
    *, page: ObituaryPage, name: str, text: str, version: str, address: str
) -> CondolenceMessage | None:
    """Put a message into the book, unread; None when this network has written too much.

    The same words twice make one message.
    """
    same = CondolenceMessage.objects.filter(page_id=page.pk, name=name, text=text).first()
    if same is not None:
        return same
    subject = {"account": str(page.pk), "network": network_of(address)}
    if blocked(limits(), **subject):
        return None
    message = CondolenceMessage(page_id=page.pk, name=name, text=text, disclosure_version=version)
    message.full_clean(exclude=["page"])
    message.save()
    count_failure(limits(), **subject)
    return message


@transaction.atomic
def decide(*, message_id: int, state: str, user: Any) -> CondolenceMessage:
    """Show a message, or not; the desk may change its mind."""
    message = CondolenceMessage.objects.select_for_update(of=("self",)).get(pk=message_id)
    message.state = state
    is_new = state == MessageState.NEW
    message.decided_at = None if is_new else timezone.now()
    message.decided_by = None if is_new else user
    message.full_clean(exclude=["page"])
    message.save()
    log(instance=message, action="wagtail.edit", user=user, data={"state": str(state)})
    return message


def forget_old() -> int:
    """Delete the messages of books that closed `OBITUARY_BOOK_DELETE_DAYS` ago.

    Returns:
        How many messages went.
    """
    days = settings.OBITUARY_BOOK_DAYS + settings.OBITUARY_BOOK_DELETE_DAYS
    last = timezone.localdate() - timedelta(days=days)
    buried = CondolenceMessage.objects.filter(page__burial_date__lte=last)
    unknown = CondolenceMessage.objects.filter(page__burial_date=None, page__death_date__lte=last)
    gone = 0
    for old in (buried, unknown):
        deleted, _models = old.delete()
        gone += deleted
    return gone
