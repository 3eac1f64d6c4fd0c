"""The list of obituaries: by day, in the order of the prayers; by name, quarter, mosque."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Case, DateField, F, When
from django.db.models.functions import TruncDate
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from content.lists import ListSpec, Period, Results
from content.obituaries.names import by_name
from content.obituaries.queries import CEMETERY, MOSQUE
from content.reference.queries import NEIGHBOURHOOD
from content.standard.queries import guide_to
from search.models import DocumentQuerySet

# Today and what comes, soonest first; then the days that are past, the latest day first, each in
# the order of its prayers.
COMING_FIRST = (F("past_day").desc(nulls_first=True), "sort_at", "page_id")


def _midnight(now: datetime, days: int = 0) -> datetime:
    local = timezone.localtime(now)
    return local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=days)


def by_day(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Add the day of what is past, which `COMING_FIRST` sorts by."""
    past = When(sort_at__lt=_midnight(now), then=TruncDate("sort_at"))
    return documents.annotate(past_day=Case(past, output_field=DateField()))


def current(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep what is listed: the coming funerals and those of the last days."""
    return by_day(documents.filter(listed_until__gt=now), now)


def today(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep today's funerals."""
    return _between(documents, now, 0, 1)


def tomorrow(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep tomorrow's funerals."""
    return _between(documents, now, 1, 2)


def this_week(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep the funerals from Monday to Sunday of this week."""
    monday = -timezone.localtime(now).weekday()
    return _between(documents, now, monday, monday + 7)


def archive(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep the past ones that still have a page."""
    return by_day(documents.filter(sort_at__lt=_midnight(now)), now)


def _between(documents: DocumentQuerySet, now: datetime, first: int, end: int) -> DocumentQuerySet:
    days = documents.filter(sort_at__gte=_midnight(now, first), sort_at__lt=_midnight(now, end))
    return by_day(days.filter(listed_until__gt=now), now)


def public(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Keep what has a page; the tabs narrow it to what is listed, but for the archive."""
    return documents.public(now).ending()


def on_date(results: Results, documents: DocumentQuerySet) -> DocumentQuerySet:
    """Offer a date to filter by; the list leads to that day's own address (`days`)."""
    from content.obituaries.days import DATE_PARAM, read_day

    typed = results.params.get(DATE_PARAM, "")
    day = read_day(typed)
    if typed and day is None:
        results.errors.append(_now("Write the date like 24.11.2026; it was left out."))
        results.params.pop(DATE_PARAM, None)
    # A day's page says its day in the title: the date is no filter to take away there.
    is_day = any(period.value == "gun" for period in results.spec.periods)
    results.filters.append(
        {
            "type": "date",
            "param": DATE_PARAM,
            "label": _("Day of the funeral"),
            "value": "" if is_day or not day else day.isoformat(),
            "text": typed,
        }
    )
    if day is None or is_day:
        return documents
    first = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    return documents.filter(sort_at__gte=first, sort_at__lt=first + timedelta(days=1))


def _archive_context(request: HttpRequest, results: Results) -> dict[str, Any]:
    from content.obituaries.days import months

    is_archive = results.period is not None and results.period.unlisted
    return {
        "months": months(results.now) if is_archive else [],
        "page_days": settings.OBITUARY_PAGE_DAYS,
        "guide": guide_to("bereavement", results.locale),
    }


OBITUARIES = ListSpec(
    kinds=("obituary",),
    base=public,
    facets=(NEIGHBOURHOOD, MOSQUE, CEMETERY),
    periods=(
        Period(value="guncel", label=_("Current"), narrow=current, order=COMING_FIRST),
        Period(value="bugun", label=_("Today"), narrow=today, order=COMING_FIRST),
        Period(value="yarin", label=_("Tomorrow"), narrow=tomorrow, order=COMING_FIRST),
        Period(value="bu-hafta", label=_("This week"), narrow=this_week, order=COMING_FIRST),
        Period(
            value="arsiv", label=_("Archive"), narrow=archive, order=COMING_FIRST, unlisted=True
        ),
    ),
    word_param="ad",
    word_label=_("Name or surname"),
    word_hint=_("The beginnings are enough, e.g. “ay den” for Ayşe DENEME."),
    word_weights="A",
    words=by_name,
    narrowers=(on_date,),
    context=_archive_context,
    template="pages/obituary_list.jinja",
)
