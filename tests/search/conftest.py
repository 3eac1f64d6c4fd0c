"""An Elasticsearch-compatible server, started on a free port when a test asks for it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from search import engines


class Server:
    """noida-db, which speaks Elasticsearch's API; can be killed and started again."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.folder = folder
        self.process = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        command = [
            str(Path(sys.executable).parent / "noida-db"),
            "start",
            "--only",
            "elasticsearch",
            "--elasticsearch-port",
            str(self.port),
            "--data-dir",
            str(self.folder),
        ]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        for _ in range(100):
            try:
                urllib.request.urlopen(self.url, timeout=1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("noida-db did not start")

    def stop(self):
        if self.process:
            # The launcher is Python; the server is its child in the same group.
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)
            self.process = None
            time.sleep(0.2)


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
