"""How long a door takes at a million posts: against an empty transaction, and against ten thousand posts.

Every number is a ratio of two medians measured in the same run, call for call in turn, so that a busy machine
slows both sides alike.
"""

import json
import random
import statistics
import time
from collections.abc import Callable
from functools import partial
from uuid import UUID, uuid4

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from benchmarks import crowd

CALLS = 60

BECOME = (
    "select set_config('role', 'authenticated', true), set_config('request.jwt.claims', %s, true),"
    " set_config('request.jwt.claim.sub', %s, true)"
)

# The first look at a week publishes it, and the first at a bar tells it: doors of their own, at a circle only once.
FIRST_LOOKS = {"momentum_publish": "momentum_page", "challenges_tell": "challenges_page"}
WAITING = {(door, size): iter(range(1, 101)) for door in FIRST_LOOKS for size in (crowd.SMALL, crowd.LARGE)}

Arguments = dict[str, object]


def arguments(circle: UUID, post: UUID) -> dict[str, Arguments]:
    """What each door is called with; writes carry an id of their own."""
    return {
        "my_circles": {},
        "me_page": {},
        "circle_page": {"circle": circle},
        "circle_pulse": {"circle": circle},
        "share_page": {"circle": circle},
        "challenges_page": {"circle": circle},
        "facilitate_page": {"circle": circle},
        "share_post": {
            "id": uuid4(),
            "circle": circle,
            "kind": "note",
            "body": "Hello",
            "details": Jsonb({}),
        },
        "reply_to_post": {"id": uuid4(), "circle": circle, "post": post, "body": "I read you."},
        "react": {"circle": circle, "post": post, "kind": "courage", "given": True},
        "log_step": {"id": uuid4(), "circle": circle, "kind": "contact"},
        "my_steps": {"circle": circle},
        "momentum_page": {"circle": circle},
        "momentum_publish": {"circle": circle},
        "challenges_tell": {"circle": circle},
    }


def measure(small: str, large: str) -> dict[str, float]:
    """Return `door.*` and `growth.*` for two running databases, named by the folders of their sockets."""
    with crowd.connected(small) as few, crowd.connected(large) as many:
        found: dict[str, float] = {}
        for door in arguments(uuid4(), uuid4()):
            empty, slow, fast = _medians(
                [
                    partial(_one, many, None, crowd.LARGE),
                    partial(_one, many, door, crowd.LARGE),
                    partial(_one, few, door, crowd.SMALL),
                ]
            )
            found[f"door.{door}"] = slow / empty
            found[f"growth.{door}"] = slow / fast
        return found


def _medians(sides: list[Callable[[], float]]) -> list[float]:
    """Time the sides in turn. The first third warms what a database in use holds in memory, and does not count."""
    taken: list[list[float]] = [[side() for side in sides] for _ in range(CALLS + CALLS // 2)]
    return [statistics.median(column) for column in zip(*taken[CALLS // 2 :], strict=True)]


def _one(connection: psycopg.Connection, door: str | None, size: crowd.Size) -> float:
    """Seconds for one transaction as the Data API makes it: become the caller, call the door (or nothing), commit."""
    untouched = next(WAITING[door, size]) if door in FIRST_LOOKS else None
    circle, post = untouched or random.randint(101, size.circles), 1 + 5 * random.randrange(size.posts // 5)
    account = str(crowd.named("account", f"{circle}.{1 if door == 'facilitate_page' else 5}"))
    given = arguments(crowd.named("circle", str(circle)), crowd.named("post", f"{circle}.{post}"))
    started = time.perf_counter()
    with connection.transaction():
        connection.execute(BECOME, [json.dumps({"sub": account}), account])
        connection.execute(statement(door, given[door]), given[door]) if door else connection.execute(
            "select"
        )
    return time.perf_counter() - started


def statement(door: str, given: Arguments) -> sql.Composed:
    """Write the call of a door, its arguments by name."""
    named = (sql.SQL("{} => {}").format(sql.Identifier(name), sql.Placeholder(name)) for name in given)
    return sql.SQL("select public.{}({})").format(
        sql.Identifier(FIRST_LOOKS.get(door, door)), sql.SQL(", ").join(named)
    )
