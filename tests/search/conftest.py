"""An Elasticsearch-compatible server, started on a free port when a test asks for it."""

import pytest

from search import engines
from search.judging.server import Server


@pytest.fixture(scope="session")
def _server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("noida"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def elastic(_server, settings):
    """The running server, configured as the site's engine."""
    from search.engines.elasticsearch import client

    if _server.process is None:
        _server.start()
    settings.ELASTICSEARCH_URL = _server.url
    engines.breaker.reset()
    client.cache_clear()
    yield _server
    if _server.process is None:
        _server.start()
    indices = client(_server.url).indices
    for name in indices.get(index="published-*").body:
        indices.delete(index=name)
    engines.breaker.reset()
