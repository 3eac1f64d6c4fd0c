"""Forgets old sums of searches and clicks."""

from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db.models import Sum
from django.utils import timezone

from search.models import ClickDay, QueryDay
from search.usage.popularity import LOOK_BACK_DAYS

RARE = 3


def forget_old() -> int:
    """Delete what is too old, and after a month what fewer than three searches were for.

    What hardly anybody types says little to editors and more about who typed it.

    Returns:
        How many rows went.
    """
    today = timezone.localdate()
    oldest = today - timedelta(days=settings.SEARCH_LOG_DAYS)
    gone, _models = QueryDay.objects.filter(day__lt=oldest).delete()
    month = today - timedelta(days=settings.SEARCH_LOG_RARE_DAYS)
    often = (
        QueryDay.objects.values("locale", "query")
        .annotate(total=Sum("searches"))
        .filter(total__gte=RARE)
    )
    rare, _models = (
        QueryDay.objects.filter(day__lt=month).exclude(query__in=often.values("query")).delete()
    )
    unused = today - timedelta(days=LOOK_BACK_DAYS)
    clicks, _models = ClickDay.objects.filter(day__lt=unused).delete()
    return gone + rare + clicks


def forget_daily() -> None:
    """Forget once a day; called by the clock."""
    if cache.add(f"search-forgotten:{timezone.localdate()}", 1, timeout=86_400):
        forget_old()
