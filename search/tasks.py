"""Background work: sending what was published to Elasticsearch."""

import logging
from typing import Any

from django.conf import settings
from django.db import transaction
from django_tasks import task

from search.engines import health
from search.engines.base import EngineError
from search.usage.forgetting import forget_daily

logger = logging.getLogger(__name__)


@task()
def mirror() -> int:
    """Send what is new; return how many rows. A failure is noted; the clock tries again.

    After a failure all is compared besides: a server that crashed may have lost what it confirmed.
    """
    from search.engines.mirror import catch_up, repair

    try:
        sent = catch_up()
        if health.is_failing():
            sent += repair()
    except EngineError as error:
        health.failing(str(error))
        return 0
    health.clear()
    return sent


def wake() -> None:
    """Let a worker send what is new."""
    if settings.ELASTICSEARCH_URL:
        mirror.enqueue()


def published(sender: Any, **kwargs: Any) -> None:
    """Wake a worker after the commit of a publishing transaction."""
    if settings.ELASTICSEARCH_URL:
        transaction.on_commit(wake, robust=True)


def tick() -> None:
    """Called by the clock: forget old sums, try again what could not be sent."""
    forget_daily()
    found = health.current()
    if found and (found.behind or found.failing_since):
        wake()
