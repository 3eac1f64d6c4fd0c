"""A publishing municipality: what editors do is committed, and the worker runs at once."""

import pytest

from subscriptions import tasks
from tests.factories.obituaries import obituary_index


@pytest.fixture
def lists(db):
    obituary_index()


@pytest.fixture
def publishing(lists, django_capture_on_commit_callbacks):
    """Return a context in which publishing is committed and everybody is told at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def tell():
    """Return a function that lets the worker write and send what is due."""
    from outbox import sending

    def run():
        tasks.write_due.call()
        sending.send_due(20)

    return run
