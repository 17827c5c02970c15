"""Supabase's own command line tool applies the migrations to a plain PostgreSQL, and its advisors find nothing."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote

import psycopg
import pytest

from core.local import packages
from core.local.backend import MIGRATIONS, Backend

# What a project of Supabase has and a plain PostgreSQL lacks, as far as the migrations ask for it.
STAND_INS = """
create schema auth;
create table auth.users (id uuid primary key, email text, created_at timestamptz);
create function auth.uid() returns uuid language sql stable as
  $$ select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid $$;
grant usage on schema auth, public to anon, authenticated, service_role;
"""
# What projects made before the end of May 2026 grant by themselves on all that is new in public.
OLD_REGIME = "".join(
    f"alter default privileges in schema public grant all on {kind} to anon, authenticated, service_role;"
    for kind in ("tables", "functions", "sequences")
)
GRANTS = """
select 'function', function.oid::regprocedure::text, role
from pg_proc as function, unnest(array['anon', 'authenticated', 'service_role']) as role
where pronamespace in ('public'::regnamespace, 'app'::regnamespace)
  and has_function_privilege(role, function.oid, 'execute')
union all
select 'table', relation.oid::regclass::text, role
from pg_class as relation, unnest(array['anon', 'authenticated', 'service_role']) as role
where relnamespace in ('public'::regnamespace, 'app'::regnamespace) and relkind in ('r', 'p', 'v', 'm')
  and has_table_privilege(role, relation.oid, 'select, insert, update, delete, truncate, references, trigger')
union all
select 'sequence', relation.oid::regclass::text, role
from pg_class as relation, unnest(array['anon', 'authenticated', 'service_role']) as role
where relnamespace in ('public'::regnamespace, 'app'::regnamespace) and relkind = 'S'
  and has_sequence_privilege(role, relation.oid, 'usage, select, update')
order by 1, 2, 3
"""

Tool = Callable[..., "subprocess.CompletedProcess[str]"]


@contextmanager
def plain_database(backend: Backend, name: str, prepared: str) -> Iterator[str]:
    """A database with nothing in it but the stand-ins; gives its name."""
    where = {"host": backend.socket_dir, "user": "postgres", "autocommit": True}
    with psycopg.connect(dbname="postgres", **where) as server:
        server.execute(f"create database {name} template template0")
        try:
            with psycopg.connect(dbname=name, **where) as made:
                made.execute(prepared)
            yield name
        finally:
            server.execute(f"drop database {name} with (force)")


@pytest.fixture(scope="module")
def tool(backend: Backend, tmp_path_factory: pytest.TempPathFactory) -> Tool:
    """`tool(database, "db", "push", ...)` runs the tool on a copy of our folder, and keeps its files out of the way."""
    packages.ensure(packages.TOOLS)
    home = tmp_path_factory.mktemp("tool")
    for part in ("migrations", "mails"):
        shutil.copytree(MIGRATIONS.parent / part, home / "supabase" / part)
    shutil.copy(MIGRATIONS.parent / "config.toml", home / "supabase")
    program = [packages.node(), packages.TOOLS / "node_modules" / "supabase" / "dist" / "supabase.js"]

    def run(database: str, *words: str) -> "subprocess.CompletedProcess[str]":
        address = f"postgresql:///{database}?host={quote(backend.socket_dir, safe='')}&user=postgres&sslmode=disable"
        return subprocess.run(
            [*program, *words, f"--remote={address}", "--workdir", str(home)],
            env={**packages.environment(), "HOME": str(home)},
            cwd=home,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture(scope="module")
def pushed(backend: Backend, tool: Tool) -> Iterator[str]:
    """A plain database that the tool itself has migrated."""
    with plain_database(backend, "plain", STAND_INS) as database:
        done = tool(database, "db", "push", "--yes")
        assert done.returncode == 0, done.stderr
        yield database


def ask(backend: Backend, database: str, question: str) -> list[tuple[str, ...]]:
    with psycopg.connect(host=backend.socket_dir, user="postgres", dbname=database) as connection:
        return connection.execute(question).fetchall()


def test_the_tool_applies_every_migration(backend: Backend, pushed: str):
    versions = ask(backend, pushed, "select version from supabase_migrations.schema_migrations order by 1")
    assert [version for (version,) in versions] == sorted(file.name[:14] for file in MIGRATIONS.glob("*.sql"))


def test_the_advisors_find_nothing(pushed: str, tool: Tool):
    advice = tool(pushed, "db", "advisors", "--level", "warn", "--fail-on", "warn")
    assert advice.returncode == 0, advice.stdout
    assert "No issues found" in advice.stdout + advice.stderr


def test_the_advisors_would_find_an_open_table(backend: Backend, tool: Tool):
    with plain_database(
        backend, "open_to_all", f"{STAND_INS}{OLD_REGIME} create table public.open (id int);"
    ) as database:
        advice = tool(database, "db", "advisors", "--fail-on", "warn")
        assert advice.returncode != 0
        assert "rls_disabled_in_public" in advice.stdout + advice.stderr


def test_the_tool_knows_what_the_embedded_one_has_applied(tool: Tool):
    done = tool("postgres", "db", "push", "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "up to date" in done.stdout + done.stderr


def test_old_and_new_projects_end_with_the_same_grants(backend: Backend, pushed: str, tool: Tool):
    with plain_database(backend, "old_project", STAND_INS + OLD_REGIME) as database:
        done = tool(database, "db", "push", "--yes")
        assert done.returncode == 0, done.stderr
        old = ask(backend, database, GRANTS)
    new = ask(backend, pushed, GRANTS)
    assert old == new
    assert new == ask(backend, "postgres", GRANTS)
    assert not [grant for grant in new if grant[0] != "function"]
