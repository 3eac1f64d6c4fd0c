"""Fixtures of the API's tests."""

import pytest

from tests.api.reading import Reader


@pytest.fixture
def api(client, db):
    client.raise_request_exception = False
    return Reader(client)
