"""Row level security alone: on tables where everything is granted to everyone, nobody reads or writes a row."""

import psycopg
import pytest
from psycopg import sql
from psycopg.types.json import Jsonb

CLIENTS = ("anon", "authenticated")
# Passes row level security on a hosted project; there too it holds no right on our tables.
KEEPER = "service_role"
TABLES = "select relname from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r' order by 1"
FIRST_COLUMN = "select attname from pg_attribute where attrelid = %s::regclass and attnum = 1"


def tables(connection) -> list[str]:
    return [name for (name,) in connection.execute(TABLES).fetchall()]


@pytest.fixture
def open_house(cast, stage, connection) -> list[str]:
    """Something happened, and every role was granted everything; gives the names of the tables."""
    post = stage.share(cast.bob, cast.circle, "Said")
    cast.alice.call("react", circle=cast.circle, post=post, kind="glad", given=True)
    cast.alice.call("take_break", until=cast.alice.call("my_steps", circle=cast.circle)["today"])
    connection.execute(
        "grant usage on schema app to anon, authenticated, service_role;"
        "grant all on all tables in schema app to anon, authenticated, service_role"
    )
    return tables(connection)


def as_role(connection, role: str, actor, statement: sql.Composable, *values: object) -> int:
    """Run it with that role and that person's token, undo it, and say how many rows it reached."""
    with connection.transaction(force_rollback=True):
        connection.execute("select set_config('request.jwt.claim.sub', %s, true)", [str(actor.account_id)])
        connection.execute(sql.SQL("set local role {}").format(sql.Identifier(role)))
        return connection.execute(statement, values).rowcount


def statements(connection, table: str) -> list[sql.Composable]:
    name = sql.Identifier("app", table)
    [column] = connection.execute(FIRST_COLUMN, [f"app.{table}"]).fetchone()
    return [
        sql.SQL("select * from {}").format(name),
        sql.SQL("update {0} set {1} = {1}").format(name, sql.Identifier(column)),
        sql.SQL("delete from {}").format(name),
    ]


@pytest.mark.parametrize("role", CLIENTS)
def test_no_row_is_read_changed_or_deleted(cast, connection, open_house, role):
    for table in open_house:
        for statement in statements(connection, table):
            for actor in (cast.alice, cast.fay, cast.charlie):
                assert as_role(connection, role, actor, statement) == 0, (table, statement)


@pytest.mark.parametrize("role", CLIENTS)
def test_no_row_is_inserted(cast, connection, open_house, role):
    """A copy of a row that is there would be refused by its key; row level security refuses it before that."""
    tried = 0
    for table in open_house:
        name = sql.Identifier("app", table)
        some = sql.SQL("select jsonb_agg(rows) from (select * from {} limit 1) as rows").format(name)
        [rows] = connection.execute(some).fetchone()
        if rows is not None:
            copy = sql.SQL("insert into {0} select * from jsonb_populate_recordset(null::{0}, %s)").format(
                name
            )
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
                as_role(connection, role, cast.alice, copy, Jsonb(rows))
            tried += 1
    assert tried > 8


def test_without_it_a_stranger_would_reach_every_row(cast, connection, open_house):
    """The same walk, with row level security off: it is what held."""
    reached = {}
    for table in open_house:
        everything = sql.SQL("select * from {}").format(sql.Identifier("app", table))
        open_up = sql.SQL("alter table {} disable row level security").format(sql.Identifier("app", table))
        with connection.transaction(force_rollback=True):
            connection.execute(open_up)
            reached[table] = as_role(connection, "authenticated", cast.charlie, everything)
        assert reached[table] == connection.execute(everything).rowcount
    assert min(reached[table] for table in ("posts", "identities", "post_authors", "breaks", "log")) > 0


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("role", [*CLIENTS, KEEPER])
def test_as_it_is_no_role_may_even_ask(connection, stage, role):
    for table in tables(connection):
        ask = sql.SQL("select from {}").format(sql.Identifier("app", table))
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            as_role(connection, role, stage.sign_up("eve"), ask)
