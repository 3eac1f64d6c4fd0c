"""Writes of reminders: the wish, and what is told by it."""

import logging
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from accounts.profiles.models import CitizenProfile
from outbox import actions as outbox
from outbox.models import ChannelName
from services.cases.lookup.doors import Recipient
from services.debts.models import Instalment, Occasion, Reminded, ReminderWish
from services.debts.queries.citizen import owner_of, reckoned, terms_of
from services.debts.queries.reminders import to_be_told
from services.debts.reminding.ways import recipients_of
from services.debts.reminding.words import Due, words_of

logger = logging.getLogger(__name__)
BATCH = 100
PREFIX = "debt-reminder"


@transaction.atomic
def wish_reminders(*, profile: CitizenProfile, days: int) -> None:
    """Remind somebody from now on, so many days before; what is late already is not told."""
    today = timezone.localdate()
    ReminderWish.objects.update_or_create(
        pk=profile.pk,
        defaults={"days_before": days},
        create_defaults={"days_before": days, "since": today, "look_on": today},
    )


@transaction.atomic
def end_reminders(*, user_id: int) -> None:
    """Remind somebody no more, and take back what waits. What was told stays told."""
    ReminderWish.objects.filter(pk=user_id).delete()
    outbox.stop(where=Q(owner=f"{PREFIX}:{user_id}"))


@transaction.atomic
def remind_some(*, as_of: datetime) -> int:
    """Look at the next people for today; return at how many.

    A person is looked at once a day, so what is told on a day is one letter. The row is locked and
    passed over by other workers; what was told is written with the message, once for an instalment
    and occasion by a constraint.

    Args:
        as_of: When the accounting system read the figures.
    """
    today = timezone.localdate()
    wishes = list(
        ReminderWish.objects.select_for_update(skip_locked=True)
        .filter(look_on__lte=today)
        .order_by("look_on", "pk")[:BATCH]
    )
    profiles = CitizenProfile.objects.select_related("user").in_bulk([one.pk for one in wishes])
    found = _dues_of(wishes, profiles, today)
    for wish in wishes:
        dues = found.get(wish.pk)
        if dues:
            try:
                with transaction.atomic():
                    _tell(profiles[wish.pk], dues, today, as_of)
            except Exception:
                logger.exception("Somebody could not be reminded: #%s", wish.pk)
    ReminderWish.objects.filter(pk__in=[one.pk for one in wishes]).update(
        look_on=today + timedelta(days=1)
    )
    return len(wishes)


def _dues_of(
    wishes: Iterable[ReminderWish], profiles: dict[int, CitizenProfile], today: date
) -> dict[int, list[Due]]:
    """Return what is to be told to whom. Two queries, however many people and debts."""
    whose: dict[str, ReminderWish] = {}
    for wish in wishes:
        profile = owner_of(profiles.get(wish.pk))
        if profile is not None and recipients_of(profile):
            number = profile.identity_number or ""
            whose |= dict.fromkeys(CitizenProfile.digests_of(number), wish)
    if not whose:
        return {}
    since = min(wish.since for wish in whose.values())
    rows = [row for row in to_be_told(whose.keys(), today, since) if _is_due(row, whose, today)]
    if not rows:
        return {}
    found: dict[int, list[Due]] = {}
    for debt in reckoned(rows, terms_of(today)):
        for part in debt.parts:
            occasion = Occasion.LATE if part.row.due_on < today else Occasion.BEFORE
            wish = whose[part.row.digest]  # type: ignore[attr-defined]
            found.setdefault(wish.pk, []).append(Due(debt, part, occasion))
    return found


def _is_due(row: Instalment, whose: dict[str, ReminderWish], today: date) -> bool:
    wish = whose[row.digest]  # type: ignore[attr-defined]
    return wish.since <= row.due_on <= today + timedelta(days=wish.days_before)


def _tell(profile: CitizenProfile, dues: list[Due], today: date, as_of: datetime) -> None:
    dues = sorted(dues, key=lambda due: (due.part.row.due_on, due.part.row.pk))
    told = Reminded.objects.bulk_create(
        Reminded(instalment=due.part.row, occasion=due.occasion, user_id=profile.pk, told_on=today)
        for due in dues
    )
    language = profile.language or settings.LANGUAGE_CODE
    with translation.override(language):
        words = words_of(dues, user_id=profile.pk, as_of=as_of, language=language)
    for recipient in recipients_of(profile):
        draft = _draft(profile, recipient, told[0])
        if recipient.channel is ChannelName.MAIL:
            outbox.put(
                draft,
                subject=words.subject,
                text=words.text,
                html=words.html,
                headers=words.headers,
            )
        else:
            outbox.put(draft, subject="", text=words.sms)


def _draft(profile: CitizenProfile, recipient: Recipient, first: Reminded) -> outbox.Draft:
    return outbox.Draft(
        channel=recipient.channel,
        recipient=recipient.address,
        # The first of what it tells is told in no other message.
        key=f"{PREFIX}:{profile.pk}:{first.instalment_id}:{first.occasion}:{recipient.channel}",
        owner=f"{PREFIX}:{profile.pk}",
        is_quiet=True,
    )
