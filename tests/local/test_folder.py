"""One folder, one Rebound, migrated once."""

import shutil
from pathlib import Path

import psycopg
import pytest

from core.local import backend as local
from core.local.backend import Backend
from core.local.problem import LocalProblem
from tests.local.conftest import NOTES
from tests.local.http import Caller


def history(running: Backend) -> list[tuple[str, str]]:
    with psycopg.connect(host=running.socket_dir, user="postgres", dbname="postgres") as connection:
        return connection.execute(
            "select version, name from supabase_migrations.schema_migrations order by 1"
        ).fetchall()


def test_a_second_start_on_the_folder_is_refused_with_a_sentence(own: Caller, folder: Path):
    with pytest.raises(LocalProblem, match=r"already runs on the folder .*Use that one, or stop it"):
        local.start(folder)
    assert own.get("healthz").json() == {"ok": True}


def test_the_folder_is_free_again_after_stopping(folder: Path, migrations: Path):
    for _ in range(2):
        local.start(folder, migrations=migrations).stop()


def test_a_migration_runs_once_and_stands_in_the_history(folder: Path, migrations: Path):
    for _ in range(2):
        running = local.start(folder, migrations=migrations)
        assert history(running) == [("20260101000000", "notes")]
        running.stop()


def test_a_migration_that_fails_leaves_nothing_and_says_why(folder: Path, tmp_path: Path, migrations: Path):
    (tmp_path / "20260101000000_notes.sql").write_text(NOTES)
    (tmp_path / "20260102000000_broken.sql").write_text("create table public.half (id int); select 1 / 0;")
    with pytest.raises(LocalProblem, match=r"Nothing is lost.*20260102000000_broken.sql: division by zero"):
        local.start(folder, migrations=tmp_path)
    running = local.start(folder, migrations=migrations)
    assert history(running) == [("20260101000000", "notes")]
    assert running.database.query("select to_regclass('public.half') is null") == ["t"]
    running.stop()


def test_what_is_kept_is_private(own: Caller, folder: Path):
    assert own.get("healthz").status_code == 200
    for file in ("keys.json", "server.log", "postgres.log"):
        assert (folder / file).stat().st_mode & 0o077 == 0, file
    assert (folder / "pgdata").stat().st_mode & 0o077 == 0


def test_a_path_too_long_for_a_socket(folder: Path, migrations: Path):
    running = local.start(folder / ("long" * 25), migrations=migrations)
    assert history(running)
    running.stop()
    assert not Path(running.socket_dir).exists()


def test_a_folder_that_nobody_else_may_walk_stays_closed(tmp_path: Path, migrations: Path):
    """Run as root, PostgreSQL runs as somebody else: its own folder is then linked from here."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    running = local.start(closed / "data", migrations=migrations)
    assert history(running)
    running.stop()
    assert closed.stat().st_mode & 0o077 == 0
    shutil.rmtree((closed / "data" / "pgdata").resolve().parent)


def test_members_words_stay_out_of_the_log(own: Caller, folder: Path):
    own.rpc("keep_note", _id="00000000-0000-4000-8000-000000000001", _words="a sentence of mine, too long")
    own.rpc("keep_note", _id="a sentence of mine", _words="no number")
    assert "a sentence of mine" not in (folder / "postgres.log").read_text()
    assert "a sentence of mine" not in (folder / "server.log").read_text()
