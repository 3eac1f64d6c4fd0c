"""The list of obituaries: by day, by name."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from content.lists import ListSpec, Period
from content.reference.queries import NEIGHBOURHOOD
from search.models import DocumentQuerySet

SOONEST = ("sort_at", "page_id")
LATEST = ("-sort_at", "-page_id")


def _midnight(now: datetime, days: int = 0) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=days)


def current(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep what is listed: the coming funerals and those of the last days."""
    return documents.filter(listed_until__gt=now)


def today(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep today's funerals."""
    return documents.filter(sort_at__gte=_midnight(now), sort_at__lt=_midnight(now, 1))


def tomorrow(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep tomorrow's funerals."""
    return documents.filter(sort_at__gte=_midnight(now, 1), sort_at__lt=_midnight(now, 2))


def this_week(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep the funerals from Monday to Sunday of this week."""
    monday = _midnight(now, -now.weekday())
    return documents.filter(sort_at__gte=monday, sort_at__lt=monday + timedelta(days=7))


def archive(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep the past ones that still have a page."""
    return documents.filter(sort_at__lt=_midnight(now))


OBITUARIES = ListSpec(
    kinds=("obituary",),
    base=lambda documents, now: documents.public(now),
    facets=(NEIGHBOURHOOD,),
    periods=(
        Period(value="guncel", label=_("Current"), narrow=current, order=LATEST),
        Period(value="bugun", label=_("Today"), narrow=today, order=SOONEST),
        Period(value="yarin", label=_("Tomorrow"), narrow=tomorrow, order=SOONEST),
        Period(value="bu-hafta", label=_("This week"), narrow=this_week, order=SOONEST),
        Period(value="arsiv", label=_("Archive"), narrow=archive, order=LATEST),
    ),
    word_param="ad",
    word_label=_("Name or surname"),
    word_hint=_("The beginning is enough, e.g. “Hat Örn”."),
    template="pages/obituary_list.jinja",
)
