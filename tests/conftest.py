"""Shared fixtures. The database is a throw-away PostgreSQL, started by config.settings.test."""

import pytest


@pytest.fixture(autouse=True)
def _fresh_memory():
    """Empty what a process keeps between requests: tests roll back what it was made from."""
    from django.core.cache import cache
    from wagtail.models import Site

    from search.memory import forget_all

    forget_all()
    cache.clear()
    Site.clear_site_root_paths_cache()
    yield
    forget_all()


def pytest_configure(config):
    """Draw the same examples each time: a run must mean the same for everybody."""
    from hypothesis import settings

    settings.register_profile("house", derandomize=True)
    settings.load_profile("house")
