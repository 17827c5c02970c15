"""A backend of these tests' own: they stop it, kill it, and give it migrations of theirs."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.local import backend as local
from tests.local.http import Caller

NOTES = """
create table public.notes (id uuid primary key, words text constraint words_short check (length(words) < 10));
alter table public.notes enable row level security;
revoke all on public.notes from anon, authenticated, service_role;

create function public.keep_note(_id uuid, _words text) returns uuid language sql security definer
set search_path = '' as $$ insert into public.notes values (_id, _words) on conflict (id) do nothing; select _id $$;

create function public.secret() returns text language sql as $$ select 'secret' $$;
create function public.takes_too_long() returns void language plpgsql as $$ begin raise sqlstate '57014'; end $$;
create function public.refuse() returns void language plpgsql as $$
begin raise sqlstate 'PT409' using message = 'circle_full'; end $$;
create function public.kinds() returns jsonb language sql as $$
  select jsonb_build_object('at', now(), 'number', 1.5, 'none', null, 'words', array['a', 'b']) $$;
create function public.told(_words text[], _body jsonb, _count integer, _yes boolean) returns jsonb language sql as $$
  select jsonb_build_array(_words, _body, _count, _yes) $$;

revoke execute on all functions in schema public from public, anon, authenticated;
grant execute on function keep_note, takes_too_long, refuse, kinds, told to anon;
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder; not pytest's own, whose path the system account of PostgreSQL may not walk."""
    made = Path(tempfile.mkdtemp(prefix="rebound-one-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="session")
def migrations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("migrations")
    (made / "20260101000000_notes.sql").write_text(NOTES)
    return made


@pytest.fixture
def own(folder: Path, migrations: Path) -> Iterator[Caller]:
    """A backend for one test, to be broken."""
    running = local.start(folder, migrations=migrations)
    yield Caller(running)
    running.stop()


@pytest.fixture(scope="module")
def shared(migrations: Path) -> Iterator[Caller]:
    """A backend for a module that leaves it as it is."""
    made = Path(tempfile.mkdtemp(prefix="rebound-shared-"))
    running = local.start(made, migrations=migrations)
    yield Caller(running)
    running.stop()
    shutil.rmtree(made)
