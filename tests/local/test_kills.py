"""Whatever is killed without warning, nothing that was acknowledged is lost, and it starts again."""

import signal
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
import pytest

from core.local import backend as local
from core.local.packages import REPOSITORY
from tests.local.http import Caller

LAUNCHED = """
import json, sys, time
from pathlib import Path
from core.local import backend
running = backend.start(Path(sys.argv[1]), migrations=Path(sys.argv[2]))
told = {"url": running.url, "key": running.key, "mailbox_token": running.mailbox_token}
print(json.dumps({**told, "children": [one.pid for one in running.processes.values()]}), flush=True)
time.sleep(600)
"""


class Writer(threading.Thread):
    """Writes notes one after the other, and remembers those that were acknowledged."""

    def __init__(self, url: str, key: str) -> None:
        super().__init__()
        self.acknowledged: list[str] = []
        self.enough = threading.Event()
        self._client = httpx.Client(base_url=url, headers={"apikey": key}, timeout=5)
        self._stopped = threading.Event()

    def run(self) -> None:
        while not self._stopped.is_set():
            note = str(uuid.uuid4())
            try:
                answer = self._client.post("/rest/v1/rpc/keep_note", json={"_id": note, "_words": "kept"})
            except httpx.HTTPError:
                continue
            if answer.status_code == 200:
                self.acknowledged.append(note)
            if len(self.acknowledged) >= 30:
                self.enough.set()

    def stop(self) -> None:
        self._stopped.set()
        self.join()


@contextmanager
def writing(url: str, key: str) -> Iterator[list[Writer]]:
    writers = [Writer(url, key) for _ in range(3)]
    for writer in writers:
        writer.start()
    try:
        assert all(writer.enough.wait(30) for writer in writers)
        yield writers
    finally:
        for writer in writers:
            writer.stop()


def kept(folder: Path, migrations: Path) -> set[str]:
    running = local.start(folder, migrations=migrations)
    notes = set(running.database.query("select id from public.notes"))
    running.stop()
    return notes


@pytest.mark.parametrize("killed", ["server", "postgres"])
def test_a_killed_process_loses_no_acknowledged_write(
    own: Caller, folder: Path, migrations: Path, killed: str
):
    with writing(own.backend.url, own.backend.key) as writers:
        own.backend.processes[killed].kill()
    own.backend.stop()
    notes = kept(folder, migrations)
    assert all(notes.issuperset(writer.acknowledged) for writer in writers)


def test_a_killed_launcher_takes_its_children_along_and_loses_nothing(folder: Path, migrations: Path):
    launcher = subprocess.Popen(
        [sys.executable, "-c", LAUNCHED, folder, migrations],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert launcher.stdout
    told = httpx.Response(200, text=launcher.stdout.readline()).json()
    children = [psutil.Process(pid) for pid in told["children"]]
    with writing(told["url"], told["key"]) as writers:
        launcher.kill()
        launcher.wait()
    _, alive = psutil.wait_procs(children, timeout=15)
    assert not alive
    notes = kept(folder, migrations)
    assert all(notes.issuperset(writer.acknowledged) for writer in writers)


def test_everything_killed_at_once_starts_again(folder: Path, migrations: Path):
    """Nobody is left to tidy up: not the launcher, not what watches over it."""
    launcher = subprocess.Popen(
        [sys.executable, "-c", LAUNCHED, folder, migrations],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert launcher.stdout
    told = httpx.Response(200, text=launcher.stdout.readline()).json()
    keepers = psutil.Process(launcher.pid).children()
    with writing(told["url"], told["key"]) as writers:
        for one in (*keepers, *(psutil.Process(pid) for pid in told["children"]), launcher):
            one.send_signal(signal.SIGKILL)
        launcher.wait()
    notes = kept(folder, migrations)
    assert all(notes.issuperset(writer.acknowledged) for writer in writers)


def test_leftovers_of_a_dead_launcher_are_ended_before_a_new_start(folder: Path, migrations: Path):
    launcher = subprocess.Popen(
        [sys.executable, "-c", LAUNCHED, folder, migrations],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert launcher.stdout
    told = httpx.Response(200, text=launcher.stdout.readline()).json()
    children = [psutil.Process(pid) for pid in told["children"]]
    keeper = next(
        one for one in psutil.Process(launcher.pid).children() if "leash.py" in " ".join(one.cmdline())
    )
    keeper.kill()
    launcher.kill()
    launcher.wait()
    assert all(child.is_running() for child in children)
    local.start(folder, migrations=migrations).stop()
    _, alive = psutil.wait_procs(children, timeout=5)
    assert not alive


@pytest.mark.parametrize(
    "leave", [lambda own: own.backend.stop_database(), lambda own: own.backend.database.process.kill()]
)
def test_the_server_finds_a_database_that_comes_back(own: Caller, leave: Callable[[Caller], None]):
    with writing(own.backend.url, own.backend.key) as writers:
        leave(own)
        away = own.rpc("kinds")
        assert (away.status_code, away.json()["code"]) == (503, "PGRST001")
        signing_in = own.auth("token?grant_type=password", email="a@x.test", password="whatever it is")
        assert signing_in.status_code == 503
        before = [len(writer.acknowledged) for writer in writers]
        own.backend.start_database()
        for writer in writers:
            writer.enough.clear()
            assert writer.enough.wait(15)
    assert all(len(writer.acknowledged) > count for writer, count in zip(writers, before, strict=True))
    assert own.backend.server.poll() is None
    notes = set(own.backend.database.query("select id from public.notes"))
    assert all(notes.issuperset(writer.acknowledged) for writer in writers)


def test_the_first_call_after_it_came_back_is_answered(own: Caller):
    assert own.rpc("kinds").status_code == 200
    own.backend.stop_database()
    own.backend.start_database()
    assert own.rpc("kinds").status_code == 200
