"""What every floor of the tests stands on: the embedded Supabase, started once for the run."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from core.local import backend as local
from core.local.backend import Backend


@pytest.fixture(scope="session")
def backend() -> Iterator[Backend]:
    """The embedded Supabase with our migrations, on a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="rebound-test-"))
    running = local.start(folder)
    yield running
    running.stop()
    shutil.rmtree(folder)


@pytest.fixture
def connection(backend: Backend) -> Iterator[psycopg.Connection]:
    """The database's superuser; whatever the test does is rolled back at its end."""
    with psycopg.connect(host=backend.socket_dir, user="postgres", dbname="postgres") as connected:
        yield connected
        connected.rollback()
