"""Engines: PostgreSQL always, Elasticsearch in front of it where one is configured."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from search.engines import health
from search.engines.base import Answer, Engine, EngineError, Plan
from search.engines.breaker import Breaker
from search.engines.postgres import PostgresEngine

logger = logging.getLogger(__name__)

breaker = Breaker()
_POSTGRES = PostgresEngine()


def run(plan: Plan, engine: Engine | None = None) -> tuple[Answer, str]:
    """Answer a plan by the given engine or the configured one; return the engine's name too.

    Where Elasticsearch is configured but cannot answer, PostgreSQL does, and staff are told.
    """
    if engine is not None:
        return engine.run(plan), engine.name
    if settings.ELASTICSEARCH_URL and _may_ask():
        first = engine_named("elasticsearch")
        try:
            answer = first.run(plan)
        except EngineError as error:
            logger.warning("Elasticsearch did not answer; PostgreSQL does: %s", error)
            if breaker.failed():
                health.failing(str(error))
        else:
            if breaker.succeeded():
                health.recovered()
            return answer, first.name
    return _POSTGRES.run(plan), _POSTGRES.name


def _may_ask() -> bool:
    """Tell whether Elasticsearch may be asked: after a failure not before it has caught up."""
    return breaker.allows() and not (breaker.is_open and health.is_failing())


def engine_named(name: str) -> Engine:
    """Return an engine by name."""
    if name == _POSTGRES.name:
        return _POSTGRES
    # The client is big; a site without Elasticsearch need not load it.
    from search.engines.elasticsearch import ElasticsearchEngine

    return ElasticsearchEngine()


@contextmanager
def throw_away(name: str) -> Iterator[Engine]:
    """Give an engine that answers from the tables this session sees, and leaves nothing behind."""
    if name == _POSTGRES.name:
        yield _POSTGRES
        return
    from search.engines import mirror

    with mirror.throw_away() as engine:
        yield engine
