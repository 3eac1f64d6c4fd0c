"""Writes to who filed a case what has become of it: at most once for each change and channel.

The message is recorded in the outbox in the transaction of the change, under a key made of the
entry: there is one if and only if there is the other, and never two, whatever is tried again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.profiles.models import CitizenProfile
from outbox import actions as outbox
from outbox.models import ChannelName, Message, Priority
from services.cases.kinds import By
from services.cases.lookup.doors import Recipient
from services.cases.models import Case, Entry, EntryKind
from services.cases.notices.links import page_link, secret_link
from services.cases.notices.words import LINK, News, Words, words_of

PREFIX = "case"


@dataclass(frozen=True, slots=True)
class Preview:
    """A message as an officer sees it before the change.

    Attributes:
        recipients: Masked.
        by_mail, by_sms: In which form it goes; neither where the case has no contact.
    """

    recipients: tuple[str, ...]
    by_mail: bool
    by_sms: bool
    subject: str
    text: str
    sms: str


def sent_of(case: Case) -> dict[int, list[Message]]:
    """Return the letters to whoever filed the case, by the number of their entry. One query."""
    found: dict[int, list[Message]] = {}
    for message in Message.objects.filter(owner=owner_of(case)).order_by("created_at"):
        number = message.key.removeprefix(f"{owner_of(case)}:").partition(":")[0]
        if number.isdecimal():
            found.setdefault(int(number), []).append(message)
    return found


def owner_of(case: Case) -> str:
    """Return whose the messages are, for the outbox."""
    return f"{PREFIX}:{case.pk}"


def recipients(case: Case) -> list[Recipient]:
    """Return where a case's news go.

    To the contact registered with the case: e-mail, else SMS. Without one, to the ways the owner
    has chosen in the profile and proved.
    """
    # Opened once: who counts the time of an answer must not see how often.
    if email := case.contact_email:
        return [Recipient(ChannelName.MAIL, email)]
    if phone := case.contact_phone:
        return _reachable([Recipient(ChannelName.SMS, phone)])
    owner = case.owner
    if owner is None or not owner.is_active:
        return []
    profile = _profile(owner)
    found = []
    if owner.email and (profile is None or profile.is_told_by_email):
        found.append(Recipient(ChannelName.MAIL, owner.email))
    if profile is not None and profile.is_told_by_sms and profile.phone_verified_at:
        found.append(Recipient(ChannelName.SMS, profile.phone))
    return _reachable(found)


def tell(case: Case, entry: Entry) -> int:
    """Record the messages of an entry; return how many are new. Called in its transaction."""
    news = _news_of(case, entry)
    return _put(case, entry, news) if news else 0


def preview(*, case: Case, after: str, text: str = "", due_on: date | None = None) -> Preview:
    """Return what would be written if the case came to a status now."""
    return _previewed(case, lambda: _status(case, after, text, due_on or case.due_on))


def preview_message(*, case: Case, text: str) -> Preview:
    """Return what would be written with a message."""
    return _previewed(case, lambda: _message(text))


def preview_extension(*, case: Case, text: str, due_on: date) -> Preview:
    """Return what would be written if the time for the answer were extended to a day."""
    return _previewed(case, lambda: _extension(text, due_on))


def tell_new_link(case: Case, entry: Entry) -> int:
    """Send a case's new secret link, once for the entry that says why the old ones ended."""
    with translation.override(case.language):
        news = News(
            head=_("a new link"),
            told=(_("The links we sent you before work no more. This is the new one."),),
        )
    return _put(case, entry, news)


def _previewed(case: Case, news: Callable[[], News]) -> Preview:
    with translation.override(case.language):
        words = words_of(case, news())
        hidden = _("(the link stands here)")
        found = recipients(case)
        return Preview(
            recipients=tuple(recipient.masked for recipient in found),
            by_mail=any(one.channel is ChannelName.MAIL for one in found),
            by_sms=any(one.channel is ChannelName.SMS for one in found),
            subject=words.subject,
            text=words.text.replace(LINK, hidden),
            sms=words.sms.replace(LINK, hidden),
        )


def _news_of(case: Case, entry: Entry) -> News | None:
    with translation.override(case.language):
        if entry.kind == EntryKind.FILED:
            return _status(case, case.status, "", case.due_on)
        if entry.by == By.CITIZEN or not entry.is_public:
            return None
        if entry.kind == EntryKind.STATUS:
            if not case.type.status(entry.data["after"]).is_told:
                return None
            return _status(case, entry.data["after"], entry.text, case.due_on)
        if entry.kind == EntryKind.MESSAGE:
            return _message(entry.text)
        if entry.kind == EntryKind.DUE:
            return _extension(entry.text, case.due_on)
    return None


def _message(text: str) -> News:
    told = (_("There is a message for you."),)
    return News(head=_("a message for you"), told=told, quoted=text.strip())


def _extension(text: str, due_on: date | None) -> News:
    told = (_("The time for our answer has been extended."),)
    return News(head=_("more time"), told=told, quoted=text.strip(), due_on=due_on)


def _status(case: Case, name: str, text: str, due_on: date | None) -> News:
    status = case.type.status(name)
    return News(
        head=str(status.label),
        told=(str(status.told),),
        quoted=text.strip(),
        sms=str(status.sms),
        due_on=due_on if status.phase == "open" else None,
    )


def _put(case: Case, entry: Entry, news: News) -> int:
    made = 0
    found = recipients(case)
    if not found:
        return made
    with translation.override(case.language):
        words = words_of(case, news)
    # Who has an account signs in; the secret link is for who has none.
    link = page_link(case) if case.owner_id else secret_link(case)
    for recipient in found:
        draft = outbox.Draft(
            channel=recipient.channel,
            recipient=recipient.address,
            key=f"{PREFIX}:{case.pk}:{entry.number}:{recipient.channel}",
            owner=owner_of(case),
            priority=_priority(entry),
            is_quiet=entry.kind != EntryKind.FILED,
            values={"link": link},
            is_secret=True,
        )
        made += _put_one(draft, recipient, words)
    return made


def _put_one(draft: Any, recipient: Recipient, words: Words) -> bool:
    if recipient.channel is ChannelName.MAIL:
        return outbox.put(draft, subject=words.subject, text=words.text, html=words.html)
    return outbox.put(draft, subject="", text=words.sms)


def _priority(entry: Entry) -> int:
    return Priority.PERSON_WAITS if entry.kind == EntryKind.FILED else Priority.NORMAL


def _reachable(found: list[Recipient]) -> list[Recipient]:
    return [one for one in found if one.channel is ChannelName.MAIL or settings.SMS_ADAPTER]


def _profile(owner: Any) -> CitizenProfile | None:
    """Return the owner's profile, without a query where it was loaded with the case."""
    try:
        found: CitizenProfile = owner.citizen
    except CitizenProfile.DoesNotExist:
        return None
    return found
