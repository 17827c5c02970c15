"""What members deleted is really deleted, without anybody asking for it."""

import shutil
import tempfile
from pathlib import Path

import psycopg

from core.local import backend as local


def test_what_was_deleted_is_gone_when_the_server_starts_again():
    folder = Path(tempfile.mkdtemp(prefix="rebound-purge-"))
    running = local.start(folder)
    running.database.query(
        "insert into app.circles (id, name) values ('00000000-0000-4000-8000-00000000000a', 'Old circle');"
        "insert into app.posts (circle_id, id, kind, body, shown_at, shown_hour, local_date, deleted_at)"
        " values ('00000000-0000-4000-8000-00000000000a', gen_random_uuid(), 'note', 'Gone', now(), now(), now(),"
        " now() - interval '2 hours') returning id"
    )
    running.stop()
    running = local.start(folder)
    try:
        with psycopg.connect(
            host=running.socket_dir, user="postgres", dbname="postgres", autocommit=True
        ) as looking:
            looking.execute("set statement_timeout = '10s'")
            looking.execute(
                "do $$ begin while exists (select from app.posts) loop perform pg_sleep(0.05); end loop; end $$"
            )
    finally:
        running.stop()
        shutil.rmtree(folder)
