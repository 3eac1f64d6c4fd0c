"""Places for clusters."""

import shutil
import tempfile
from pathlib import Path

import pytest

from config import embedded_postgres


@pytest.fixture
def data_dir(tmp_path):
    """A place for one cluster; below a directory that, for root, only root may enter."""
    place = tmp_path / "postgres"
    yield place
    embedded_postgres.stop(place, mode="immediate")


@pytest.fixture
def open_dir():
    """A directory every account may enter."""
    place = Path(tempfile.mkdtemp(prefix="pg-test-"))
    place.chmod(0o755)
    yield place
    for pid_file in place.glob("*/postmaster.pid"):
        embedded_postgres.stop(pid_file.parent, mode="immediate")
    shutil.rmtree(place)
