"""Taking a defence out, to see that an attack would work without it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import psycopg
import pytest

from tests.sql.test_payloads import told

__all__ = ["told"]

Removal = Callable[[str, str, str], AbstractContextManager[None]]


@pytest.fixture
def without(connection: psycopg.Connection) -> Removal:
    """`with without("app.reads", "and x", ""):` -- inside, that function lacks that part of it."""

    @contextmanager
    def taken_out(function: str, part: str, instead: str) -> Iterator[None]:
        [(whole,)] = connection.execute(
            "select pg_get_functiondef(oid) from pg_proc where oid::regproc::text = %s", [function]
        ).fetchall()
        assert part in whole, f"{function} has no such part any more"
        with connection.transaction(force_rollback=True):
            connection.execute(whole.replace(part, instead))
            yield

    return taken_out
