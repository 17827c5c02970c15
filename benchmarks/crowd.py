"""Two crowds to measure against: ten thousand posts in 200 circles, and a million in 20,000."""

import hashlib
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import psycopg

SCRIPT = Path(__file__).with_name("crowd.sql")


class Size(NamedTuple):
    """How many circles, and how many posts in each."""

    circles: int
    posts: int


SMALL = Size(200, 50)
LARGE = Size(20_000, 50)


def connected(socket_dir: str) -> psycopg.Connection:
    """Open a superuser's connection through the socket; every statement commits."""
    return psycopg.connect(host=socket_dir, user="postgres", dbname="postgres", autocommit=True)


def gather(socket_dir: str, size: Size) -> None:
    """Fill an empty database."""
    script = SCRIPT.read_text().replace(":circles", str(size.circles)).replace(":posts", str(size.posts))
    with connected(socket_dir) as connection:
        for statement in script.split(";\n"):
            if statement.strip():
                connection.execute(statement.encode())


def named(noun: str, number: str) -> UUID:
    """The id that crowd.sql gives the thing of this number."""
    return UUID(hashlib.md5(f"{noun}{number}".encode(), usedforsecurity=False).hexdigest())
