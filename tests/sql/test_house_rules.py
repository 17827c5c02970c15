"""The rules of the house that no linter knows."""

import re
from pathlib import Path

from core.errors import Problem

ROOT = Path(__file__).parents[2]
OPEN_TO_VISITORS = {
    "browser_session",
    "close_browser_session",
    "lease_browser_session",
    "redeem_session_ticket",
    "renew_browser_session",
}


def rows(connection, query: str) -> set[str]:
    return {row[0] for row in connection.execute(query)}


def test_no_page_lies_where_streamlit_would_serve_it_unguarded():
    assert [page.name for page in (ROOT / "pages").glob("*.py")] == ["__init__.py"]


def test_every_refusal_in_sql_has_words():
    sql = "".join(file.read_text() for file in (ROOT / "supabase/migrations").glob("*.sql"))
    raised = set(re.findall(r"message = '(\w+)'", sql)) | set(re.findall(r"'(\w+_(?:unknown|paused))'", sql))
    assert len(raised) > 40
    assert raised <= {problem.code for problem in Problem.__subclasses__()}


def test_every_refusal_says_what_to_do_next_in_words_of_its_own():
    messages = [problem.message for problem in Problem.__subclasses__()]
    assert len(messages) == len(set(messages))
    assert [message for message in messages if "!" in message or len(re.findall(r"[.?:]", message)) < 1] == []


def test_every_table_has_row_level_security_and_a_comment(connection):
    unguarded = rows(
        connection,
        "select relname from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r'"
        " and (not relrowsecurity or obj_description(oid) is null)",
    )
    assert unguarded == set()


def test_no_client_role_has_any_right_on_any_table(connection):
    granted = rows(
        connection,
        "select distinct relname || ' ' || rolname || ' ' || privilege"
        " from pg_class, pg_roles,"
        " unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) as privilege"
        " where relnamespace = 'app'::regnamespace and relkind = 'r' and "
        " rolname in ('anon', 'authenticated', 'service_role')"
        " and has_table_privilege(rolname, pg_class.oid, privilege)",
    )
    assert granted == set()


def test_the_public_schema_holds_doors_and_nothing_else(connection):
    assert (
        rows(connection, "select relname from pg_class where relnamespace = 'public'::regnamespace") == set()
    )
    definers = rows(
        connection, "select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef"
    )
    assert definers == set()


def test_visitors_may_open_only_the_listed_doors(connection):
    for_visitors = rows(
        connection,
        "select proname from pg_proc where pronamespace = 'public'::regnamespace"
        " and has_function_privilege('anon', oid, 'EXECUTE')",
    )
    assert for_visitors == OPEN_TO_VISITORS


def test_members_reach_only_what_stands_behind_a_door(connection):
    """A definer in `app` that a member may call is one that a door of the same name calls."""
    reachable = rows(
        connection,
        "select proname from pg_proc where pronamespace = 'app'::regnamespace"
        " and has_function_privilege('authenticated', oid, 'EXECUTE')",
    )
    doors = rows(connection, "select proname from pg_proc where pronamespace = 'public'::regnamespace")
    assert reachable - doors == set()


def test_every_function_pins_its_search_path(connection):
    loose = rows(
        connection,
        "select proname from pg_proc where pronamespace in ('app'::regnamespace, 'public'::regnamespace)"
        " and coalesce(array_to_string(proconfig, ','), '') not like '%search_path=%'",
    )
    assert loose == set()


def test_every_child_of_a_circle_carries_it_in_its_key(connection):
    without = rows(
        connection,
        "select relname from pg_class join pg_attribute on attrelid = pg_class.oid and attname = 'circle_id'"
        " where relnamespace = 'app'::regnamespace and relkind = 'r' and not exists ("
        "  select from pg_index where indrelid = pg_class.oid and indisprimary and attnum = any(indkey))",
    )
    assert without == set()


def test_every_foreign_key_has_an_index_that_serves_it(connection):
    uncovered = rows(
        connection,
        "select conname from pg_constraint where contype = 'f' and connamespace = 'app'::regnamespace and not exists ("
        "  select from pg_index where indrelid = conrelid and indpred is null"
        "  and (indkey::int2[])[0:cardinality(conkey) - 1] @> conkey)",
    )
    assert uncovered == set()


def test_auth_is_pointed_at_by_one_foreign_key(connection):
    pointing = rows(
        connection,
        "select conrelid::regclass::text from pg_constraint where confrelid = 'auth.users'::regclass"
        " and connamespace = 'app'::regnamespace",
    )
    assert pointing == {"app.profiles"}
