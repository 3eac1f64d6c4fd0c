"""How old the figures are, and whether the source answers: whether paying is offered."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.debts.models import ImportRun, RunState


@dataclass(frozen=True, slots=True)
class Freshness:
    """How it stands with the figures.

    Attributes:
        as_of: When the accounting system read them; None while nothing ever came.
        why_not: Why nothing can be paid now; None when it can.
    """

    as_of: datetime | None
    why_not: Any = None


def latest_run(before: ImportRun | None = None) -> ImportRun | None:
    """Return the last import that was taken over."""
    done = ImportRun.objects.filter(state=RunState.DONE)
    if before is not None:
        done = done.exclude(pk=before.pk)
    return done.order_by("-source_time", "-pk").first()


def freshness(now: datetime | None = None) -> Freshness:
    """Return how old the figures are and why nothing can be paid, if so. One query.

    Paying on old figures charges what may be paid already, so it is off while the source is down
    or silent for longer than `DEBT_SOURCE_MAX_AGE_HOURS`.
    """
    now = now or timezone.now()
    runs = ImportRun.objects.exclude(state=RunState.RUNNING).order_by("-pk")[:20]
    done = as_of = None
    is_down = False
    for place, run in enumerate(runs):
        is_down = is_down or (place == 0 and run.is_down)
        if run.state == RunState.DONE:
            done = run
            as_of = run.source_time
            break
    if done is None:
        older = latest_run()
        as_of = older.source_time if older else None
    if as_of is None:
        return Freshness(None, _("No figures have come from the accounting system yet."))
    if is_down:
        return Freshness(as_of, _("The accounting system does not answer at the moment."))
    if now - as_of > timedelta(hours=settings.DEBT_SOURCE_MAX_AGE_HOURS):
        return Freshness(as_of, _("The figures are too old to be paid by."))
    return Freshness(as_of)
