"""Shared fixtures. The database is a throw-away PostgreSQL, started by config.settings.test."""

import pytest

from tests import prepared_database


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
    from hypothesis import HealthCheck, settings

    # How long an example takes says how busy the machine is, not whether the rule holds.
    settings.register_profile(
        "house",
        derandomize=True,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile("house")


@pytest.fixture(scope="session")
def django_db_keepdb(request, django_db_modify_db_settings_parallel_suffix, django_db_blocker):
    """Start from the prepared database where there is one."""
    from django.db import connection

    with django_db_blocker.unblock():
        return prepared_database.restore(connection.creation._get_test_db_name())


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_keepdb, django_db_blocker):
    """Migrate without the garbage collector; keep the result for the next run."""
    from django.db import connection

    with prepared_database.no_collector():
        request.getfixturevalue("django_db_setup")
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            prepared_database.keep(connection.settings_dict["NAME"])
