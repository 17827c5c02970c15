"""The embedded Supabase: PostgreSQL, and Supabase Lite in a Node server before it, on one data folder."""

import json
import os
import select
import subprocess
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGTERM

from core.local import leftovers
from core.local.folder import claim, open_log
from core.local.leash import Leash
from core.local.packages import EMBEDDED, REPOSITORY, ensure, environment, node
from core.local.postgres import Postgres
from core.local.problem import LocalProblem

MIGRATIONS = REPOSITORY / "supabase" / "migrations"

_SCRIPT = EMBEDDED / "server.mjs"
_START_LONGEST_S = 60
_STOP_LONGEST_S = 10


@dataclass(frozen=True)
class Backend:
    """A running embedded Supabase. `key` is the publishable one; there is no way to the secret one from here."""

    url: str
    key: str
    mailbox_token: str
    socket_dir: str
    server: subprocess.Popen[bytes]
    database: Postgres
    _closing: ExitStack = field(repr=False)

    @property
    def processes(self) -> dict[str, "subprocess.Popen[bytes]"]:
        """What runs, by the name of its log."""
        postgres = self.database.process
        return {"server": self.server, **({"postgres": postgres} if postgres else {})}

    @property
    def mailbox_url(self) -> str:
        return f"{self.url}/mailbox"

    def stop(self) -> None:
        """End it; every acknowledged write is on disk."""
        self._closing.close()

    def stop_database(self) -> None:
        """Take PostgreSQL away from under the living server."""
        self.database.stop()

    def start_database(self) -> None:
        """Bring PostgreSQL back; the server finds it by itself."""
        self.database.start()


def start(data: Path, *, migrations: Path = MIGRATIONS, port: int = 0, jwt_expiry_s: int = 3600) -> Backend:
    """Start on the folder `data`, migrated to the newest migration. Port 0 picks a free one."""
    data = data.resolve()
    ensure(EMBEDDED)
    with ExitStack() as closing:
        closing.enter_context(claim(data))
        leftovers.end_server(_SCRIPT, data)
        leash = Leash()
        closing.callback(leash.close)
        database = Postgres(data, leash)
        closing.callback(database.close)
        database.start()
        settings = {
            "REBOUND_MIGRATIONS": str(migrations.absolute()),
            "PG_SOCKET": str(database.socket_dir),
            "PORT": str(port),
            "JWT_EXPIRY": str(jwt_expiry_s),
        }
        server, url = _start_server(data, settings)
        leash.hold(server)
        closing.callback(_stop_server, server, leash)
        keys = json.loads((data / "keys.json").read_text())
        return Backend(
            url=url,
            key=keys["publishable_key"],
            mailbox_token=keys["mailbox_token"],
            socket_dir=str(database.socket_dir),
            server=server,
            database=database,
            _closing=closing.pop_all(),
        )
    raise AssertionError  # an ExitStack that swallows nothing never comes here


def _start_server(data: Path, settings: dict[str, str]) -> tuple[subprocess.Popen[bytes], str]:
    ready, told = os.pipe()
    log = data / "server.log"
    with open_log(log) as output:
        process = subprocess.Popen(  # noqa: S603 -- our own script
            [node(), "--disable-warning=ExperimentalWarning", _SCRIPT, data],
            env={**environment(), **settings, "READY_FD": str(told)},
            pass_fds=[told],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=EMBEDDED,
            start_new_session=True,
        )
    os.close(told)
    with os.fdopen(ready) as telling:
        readable, _, _ = select.select([telling], [], [], _START_LONGEST_S)
        line = telling.readline() if readable else ""
    if line:
        return process, f"http://127.0.0.1:{json.loads(line)['port']}"
    process.kill()
    process.wait()
    raise LocalProblem(f"The embedded Supabase did not start. Nothing is lost. {_reason(log)}")


def _reason(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines()
    return f"It says: {lines[-1]} (more in {log})" if lines else f"Its log is {log}."


def _stop_server(process: subprocess.Popen[bytes], leash: Leash) -> None:
    process.send_signal(SIGTERM)
    try:
        process.wait(_STOP_LONGEST_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    leash.release(process)
