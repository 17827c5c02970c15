"""Real connections for the races: each its own transaction, kept."""

import psycopg
import pytest

from tests.sql.stage import Stage


@pytest.fixture
def connect(backend):
    """Return a function that opens one more connection, each call its own transaction."""
    opened = []

    def another() -> psycopg.Connection:
        connection = psycopg.connect(
            host=backend.socket_dir, user="postgres", dbname="postgres", autocommit=True
        )
        opened.append(connection)
        return connection

    yield another
    for connection in opened:
        connection.close()


@pytest.fixture
def stage(connect) -> Stage:
    return Stage(connect())
