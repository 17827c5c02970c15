"""Days pass in a circle: what is stored moves into the past, so that today is later."""

import psycopg
from psycopg import sql

# A move of a day lays one row on the next; a move of centuries, and back but for the days, never does.
_FAR_DAYS = 100_000

_DATES: dict[str, tuple[str, ...]] = {
    "challenges": (
        "starts_on",
        "ends_on",
        "next_ends_on",
        "next_from",
        "started_on",
        "ended_on",
        "told_until",
    ),
    "commitments": ("starts_on",),
    "reserve_days": ("day",),
    "steps": ("local_date",),
}


def pass_days(socket_dir: str, circle_id: str, days: int) -> None:
    """Let days pass for a circle's challenges and steps, and for the breaks of everybody in it."""
    with psycopg.connect(host=socket_dir, user="postgres", dbname="postgres") as connection:
        move(connection, circle_id, days)


def move(connection: psycopg.Connection, circle_id: object, days: int) -> None:
    """Let days pass as `pass_days` does, in a transaction of the caller's. Even what is frozen grows older."""
    connection.execute("set local session_replication_role = replica")
    for shift in (-_FAR_DAYS, _FAR_DAYS - days):
        for table, columns in _DATES.items():
            connection.execute(
                sql.SQL("update app.{} set {} where circle_id = %s").format(
                    sql.Identifier(table), _moved(columns, shift)
                ),
                [circle_id],
            )
        connection.execute(
            sql.SQL(
                "update app.breaks set {} where account_id in"
                " (select account_id from app.identities where circle_id = %s)"
            ).format(_moved(("starts_on", "ends_on"), shift)),
            [circle_id],
        )
    connection.execute("set local session_replication_role = origin")


def settle_facilitators(connection: psycopg.Connection, circle_id: object) -> None:
    """Let everybody who facilitates a circle have done so for more than a week."""
    connection.execute(
        "update app.memberships set facilitator_since = now() - interval '8 days'"
        " where circle_id = %s and role = 'facilitator'",
        [circle_id],
    )


def _moved(columns: tuple[str, ...], days: int) -> sql.Composed:
    moves = (
        sql.SQL("{0} = {0} + {1}").format(sql.Identifier(column), sql.Literal(days)) for column in columns
    )
    return sql.SQL(", ").join(moves)
