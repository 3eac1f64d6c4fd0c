"""What staff are told of the second engine, whichever process noticed."""

import logging
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone

from search.models import EngineState, PublicationState

logger = logging.getLogger(__name__)


class Health(NamedTuple):
    """Since when the engine fails (None: it does not), why, and how many versions wait."""

    failing_since: datetime | None
    error: str
    behind: int


def alias() -> str:
    """Return the alias in use."""
    from search.engines import documents

    return documents.alias()


def failing(error: str) -> None:
    """Note that the engine fails; the first moment is kept."""
    state, _created = EngineState.objects.get_or_create(alias=alias())
    if state.failing_since is None:
        logger.error("Elasticsearch fails, search runs on PostgreSQL: %s", error)
    EngineState.objects.filter(alias=state.alias).update(
        error=error[:300], failing_since=state.failing_since or timezone.now()
    )


def recovered() -> None:
    """Have what the engine missed sent, now that it answers again; that ends the failure."""
    from search.tasks import wake

    wake()


def is_failing() -> bool:
    """Tell whether the engine failed and has not been brought up to date since."""
    return EngineState.objects.filter(alias=alias()).exclude(failing_since=None).exists()


def clear() -> None:
    """Note that the engine does not fail."""
    state = EngineState.objects.filter(alias=alias()).exclude(failing_since=None)
    if state.update(failing_since=None, error=""):
        logger.warning("Elasticsearch answers again")


def current() -> Health | None:
    """Return how the engine is; None where none is configured."""
    if not settings.ELASTICSEARCH_URL:
        return None
    state = EngineState.objects.filter(alias=alias()).first()
    generation = PublicationState.current()
    if state is None:
        return Health(None, "", generation)
    return Health(state.failing_since, state.error, max(0, generation - state.version))
