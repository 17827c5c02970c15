"""The cast of the scenes: Fay facilitates, Alice and Bob and Dora share her circle, Charlie must not see it.

Olga operates this copy of Rebound and is in no circle.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

import psycopg
import pytest

from tests.sql.stage import Actor, Stage


@dataclass
class Cast:
    fay: Actor
    alice: Actor
    bob: Actor
    dora: Actor
    charlie: Actor
    olga: Actor
    visitor: Actor
    circle: UUID


@pytest.fixture
def stage(connection) -> Stage:
    return Stage(connection)


@pytest.fixture
def cast(stage) -> Cast:
    fay, alice, bob, dora, charlie = (
        stage.sign_up(name) for name in ("fay", "alice", "bob", "dora", "charlie")
    )
    olga = stage.appoint(stage.sign_up("olga"))
    circle = stage.open_circle(fay, alice, bob, dora)
    return Cast(fay, alice, bob, dora, charlie, olga, stage.visitor(), circle)


@pytest.fixture
def refused():
    """`with refused("circle_full"):` -- the call inside is refused with exactly that name."""

    @contextmanager
    def expecting(slug: str):
        with pytest.raises(psycopg.Error) as refusal:
            yield
        assert refusal.value.diag.message_primary == slug

    return expecting
