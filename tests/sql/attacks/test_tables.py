"""Row level security alone: on tables where everything is granted to everyone, nobody reads or writes a row."""

import psycopg
import pytest
from psycopg import sql

from tests.sql.attacks.test_a_curious_member import veil
from tests.sql.test_payloads import answer, calls

CLIENTS = ("anon", "authenticated")
# Passes row level security on a hosted project; there too it holds no right on our tables.
KEEPER = "service_role"
TABLES = "select relname from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r' order by 1"
EMPTY = {"challenge_finals", "challenge_told", "snapshot_parts"}
FIRST_COLUMN = "select attname from pg_attribute where attrelid = %s::regclass and attnum = 1"


def tables(connection) -> list[str]:
    return [name for (name,) in connection.execute(TABLES).fetchall()]


@pytest.fixture
def open_house(cast, told, connection) -> list[str]:
    """Every door was opened, and every role was granted everything; gives the names of the tables."""
    connection.execute("update app.circles set opened_at = opened_at - interval '3 weeks'")
    left_out = {"leave_circle", "end_break", "set_watched_terms", "close_my_browser_sessions"}
    for door, arguments in calls(cast, told).items():
        for actor in (cast.fay, cast.alice, cast.olga):
            if door not in left_out:
                answer(actor, door, arguments)
    connection.execute(
        "delete from app.posts where id in (select id from app.posts where kind = 'note' and status = 'shown' limit 1)"
    )
    connection.execute(
        "grant usage on schema app to anon, authenticated, service_role;"
        "grant all on all tables in schema app to anon, authenticated, service_role"
    )
    return tables(connection)


def many(connection, table: str) -> int:
    [(rows,)] = connection.execute(
        sql.SQL("select count(*) from {}").format(sql.Identifier("app", table))
    ).fetchall()
    return rows


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
    """Row level security refuses a row before any key or constraint looks at it."""
    for table in open_house:
        insert = sql.SQL("insert into {} default values").format(sql.Identifier("app", table))
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
            as_role(connection, role, cast.alice, insert)


def test_without_it_a_stranger_would_reach_every_row(cast, connection, open_house):
    """The same walk, with row level security off: it is what held."""
    for table in open_house:
        name = sql.Identifier("app", table)
        with connection.transaction(force_rollback=True):
            connection.execute(sql.SQL("alter table {} disable row level security").format(name))
            reached = as_role(
                connection, "authenticated", cast.charlie, sql.SQL("select * from {}").format(name)
            )
        assert reached == many(connection, table)


def test_the_walk_has_rows_to_reach(connection, open_house):
    """Where it takes weeks until something happens is named; a new table is to be filled here as well."""
    assert {table for table in open_house if not many(connection, table)} <= EMPTY


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("role", [*CLIENTS, KEEPER])
def test_as_it_is_no_role_may_even_ask(connection, stage, role):
    for table in tables(connection):
        ask = sql.SQL("select from {}").format(sql.Identifier("app", table))
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            as_role(connection, role, stage.sign_up("eve"), ask)


def test_no_helper_has_more_rights_than_who_calls_it(connection):
    """A definer is a door, which asks first who calls, or a trigger."""
    helpers = connection.execute(
        "select oid::regprocedure::text from pg_proc"
        " where pronamespace = 'app'::regnamespace and prosecdef and prorettype <> 'trigger'::regtype"
        " and not exists (select from unnest(array['anon', 'authenticated', 'service_role']) as caller"
        " where has_function_privilege(caller, pg_proc.oid, 'execute'))"
    )
    assert helpers.fetchall() == []


def test_a_helper_that_everybody_may_call_tells_nothing(cast, stage, connection):
    post = veil(stage, cast.bob, cast.circle)
    [bob] = connection.execute(
        "select membership_id from app.identities where account_id = %s", [cast.bob.account_id]
    ).fetchone()
    connection.execute(
        "grant usage on schema app to authenticated; grant all on all tables in schema app to authenticated;"
        "grant execute on all functions in schema app to authenticated"
    )
    asked = [
        (sql.SQL("select where app.wrote(%s, %s, %s)"), (cast.circle, post, bob)),
        (sql.SQL("select from app.people_of(%s)"), (cast.circle,)),
    ]
    for question, values in asked:
        assert as_role(connection, "authenticated", cast.alice, question, *values) == 0
    connection.execute(
        "alter function app.wrote(uuid, uuid, uuid) security definer;"
        "alter function app.people_of(uuid) security definer"
    )
    for question, values in asked:
        assert as_role(connection, "authenticated", cast.alice, question, *values) > 0
