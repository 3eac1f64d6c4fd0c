"""Reminds the people of a work whose word to citizens has run out: one mail a day at most.

The day is in the message's key, so that several workers, a restart and a crash in the middle make
no second mail; sending is the outbox's affair.
"""

import logging
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from content.full_addresses import absolute
from content.roadworks.concerns import concerns_of, stale
from content.roadworks.models import RoadWorkPage
from outbox.actions import Draft, put
from outbox.models import ChannelName

logger = logging.getLogger(__name__)
FROM_HOUR = 8  # local time: nobody is reminded at night
MOST_NAMED = 20
_done: dict[str, date] = {}


def tick() -> None:
    """Called by the clock: remind once a day, from eight in the morning."""
    now = timezone.localtime()
    if now.hour < FROM_HOUR or _done.get("day") == now.date():
        return
    remind(now)
    _done["day"] = now.date()


def remind(now: datetime | None = None) -> int:
    """Write to the owner and the crew lead of each stale work; return how many mails are new."""
    moment = timezone.localtime(now)
    found = stale_works(moment)
    by_person: dict[int, tuple[Any, list[RoadWorkPage]]] = {}
    for work in found:
        for person in {work.owner, work.crew_lead} - {None}:
            if person.is_active and person.email:
                by_person.setdefault(person.pk, (person, []))[1].append(work)
    new = 0
    for person, works in by_person.values():
        draft = Draft(
            channel=ChannelName.MAIL,
            recipient=person.email,
            key=f"roadworks-stale:{person.pk}:{moment.date().isoformat()}",
            owner=f"user:{person.pk}",
        )
        subject = f"Yol çalışmaları: {len(works)} çalışmada güncel bilgi bekleniyor"
        new += put(draft, subject=subject, text=text_of(works, moment))
    if new:
        logger.info("%s people are reminded of %s stale road works", new, len(found))
    return new


def stale_works(now: datetime) -> list[RoadWorkPage]:
    """Return the public works something is to be said about; one query."""
    return list(stale(now).select_related("owner", "crew_lead").order_by("planned_end", "pk"))


def text_of(works: Iterable[RoadWorkPage], now: datetime) -> str:
    """Return the mail: which works, what is missing, where to say it; in Turkish."""
    listed = list(works)
    lines = [
        "Aşağıdaki yol çalışmalarında vatandaşın okuduğu bilgi eskimiş görünüyor. Bittiyse, "
        "geciktiyse ya da sürüyorsa bildirin:",
        "",
    ]
    for work in listed[:MOST_NAMED]:
        ends = timezone.localtime(work.planned_end)
        why = ", ".join(concerns_of(work, now))
        lines.append(f"- {work.title}: {why} (planlanan bitiş {ends:%d.%m.%Y})")
    if len(listed) > MOST_NAMED:
        lines.append(f"- ve {len(listed) - MOST_NAMED} çalışma daha")
    lines += [
        "",
        f"Telefondan bildirmek için: {absolute(reverse('roadwork_site'))}",
        f"Liste: {absolute(reverse('roadworks:index'))}",
        "",
        "Bu ileti günde en çok bir kez gelir; durumu bildirdiğinizde kesilir.",
        "",
    ]
    return "\n".join(lines)
