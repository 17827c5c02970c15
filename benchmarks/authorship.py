"""Does the time of an answer tell who wrote a veiled post? The same calls by its author and by two others, in turn.

The numbers are ratios of medians: author to somebody else, and, to know what noise does, somebody else to a third.
Where the first is no further from 1 than the second, time tells nothing.
"""

import json
import random
import statistics
import time
from uuid import UUID, uuid4

import psycopg

from benchmarks import crowd
from benchmarks.doors import BECOME, Arguments, statement

ROUNDS = 300
AUTHORS = (2, 3, 4)

# Every post of a circle goes under a veil and belongs to one of three people, so that nothing else differs.
VEIL = """
update app.posts set pseudonym = 'Alder', membership_id = null where circle_id = %(circle)s and kind <> 'reply';
update app.post_authors set membership_id = %(author)s
from app.posts where posts.circle_id = %(circle)s and post_authors.circle_id = %(circle)s and posts.id = post_id
  and kind <> 'reply';
"""


def measure(socket_dir: str) -> dict[str, float]:
    """Return `timing.*` for a running database with the small crowd; nothing is kept."""
    with crowd.connected(socket_dir) as connection, connection.transaction(force_rollback=True):
        circles = {number: AUTHORS[number % 3] for number in range(101, 131)}
        for number, author in circles.items():
            _veil(connection, number, author)
        found: dict[str, float] = {}
        for door in _arguments(uuid4(), uuid4()):
            mine, others, thirds = _medians(connection, door, circles)
            found[f"timing.mine_over_not_mine.{door}"] = mine / others
            found[f"timing.not_mine_over_not_mine.{door}"] = thirds / others
        return found


def _veil(connection: psycopg.Connection, circle: int, author: int) -> None:
    named = {
        "circle": crowd.named("circle", str(circle)),
        "author": crowd.named("membership", f"{circle}.{author}"),
    }
    for command in VEIL.split(";\n")[:2]:
        connection.execute(command.encode(), named)


def _arguments(circle: UUID, post: UUID) -> dict[str, Arguments]:
    at: Arguments = {"circle": circle, "post": post}
    return {
        "circle_page": {"circle": circle},
        "reply_to_post": {**at, "id": uuid4(), "body": "I read you."},
        "react": {**at, "kind": "courage", "given": True},
        "report_post": {**at, "id": uuid4(), "reason": "other"},
        "quiet_thread": at,
    }


def _medians(connection: psycopg.Connection, door: str, circles: dict[int, int]) -> list[float]:
    """Time author, another and a third member in a circle after the other, in an order that changes."""
    taken: dict[int, list[float]] = {place: [] for place in range(3)}
    for turn in range(ROUNDS + ROUNDS // 10):
        circle, author = random.choice(list(circles.items()))
        post = crowd.named("post", f"{circle}.{1 + 5 * random.randrange(4, 10)}")
        given = _arguments(crowd.named("circle", str(circle)), post)[door]
        people = [author, *random.sample([other for other in AUTHORS if other != author], 2)]
        for place in random.sample(range(3), 3):
            seconds = _one(connection, door, given, f"{circle}.{people[place]}")
            if turn >= ROUNDS // 10:
                taken[place].append(seconds)
    return [statistics.median(taken[place]) for place in range(3)]


def _one(connection: psycopg.Connection, door: str, given: Arguments, person: str) -> float:
    account = str(crowd.named("account", person))
    with connection.transaction(force_rollback=True):
        connection.execute(BECOME, [json.dumps({"sub": account}), account])
        started = time.perf_counter()
        connection.execute(statement(door, given), given)
        return time.perf_counter() - started
