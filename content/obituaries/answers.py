"""The answer card of funerals: who asks for “cenaze” wants today's, not a page about funerals."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from content.standard.queries import guide_to
from search.answers import Asked, Card, Provider, register
from search.generation import watch
from search.memory import remembered
from search.models import PublishedDocument
from search.queries import Shown, shown

MOST = 3
_BEGUN = timedelta(hours=2)  # so long a funeral that has begun is of use to who is on the way
# These ask for help with a funeral: the services answer them.
_SERVICES = ("hizmet", "araç", "nakil", "belge", "yardım", "ücret", "ruhsat", "mezar yeri")


@remembered(maxsize=4)
def _coming(generation: int, minute: int) -> tuple[list[Shown], int, str]:
    """Return the next funerals of today and tomorrow, how many there are, and the list's path."""
    now = datetime.fromtimestamp(minute * 60, tz=timezone.get_current_timezone())
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    funerals = (
        PublishedDocument.objects.listed(now)
        .ending()
        .of_kind("obituary")
        .in_locale(settings.LANGUAGE_CODE)
        .filter(Q(starts_at=today) | Q(starts_at__gte=now - _BEGUN))
        .filter(starts_at__lt=today + timedelta(days=2))
        .order_by("sort_at", "page_id")
    )
    found = shown(funerals[:200])
    index = PublishedDocument.objects.public(now).of_kind("obituary_index").order_by("path")
    return found[:MOST], len(found), index.values_list("path", flat=True).first() or ""


def funerals(asked: Asked) -> Card | None:
    """Return today's and tomorrow's funerals."""
    if asked.mentions(*_SERVICES):
        return None
    coming, total, path = _coming(watch.current(), int(asked.now.timestamp() // 60))
    if not path:
        return None
    return Card(
        template="answers/funerals.jinja",
        data={
            "documents": coming,
            "total": total,
            "path": path,
            "guide": guide_to("bereavement", asked.locale),
        },
    )


register(
    Provider(
        name="funerals",
        answer=funerals,
        phrases=("cenaze", "vefat", "defin", "taziye", "ölüm ilanı", "kim öldü"),
        order=20,
    )
)
