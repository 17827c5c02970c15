"""What a person types: one command starts all, one sentence says where or why not, all ends together."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from core.local import backend as local
from core.local import packages
from core.local.packages import REPOSITORY
from tests.local.http import Caller

Launch = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def launch(folder: Path, port: int) -> Iterator[Launch]:
    packages.ensure(packages.EMBEDDED)  # it would say so, and these tests read every word
    started: list[subprocess.Popen[str]] = []
    ours = ("SUPABASE_", "REBOUND_")
    quiet = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    quiet |= {"REBOUND_DATA": str(folder), "REBOUND_NO_BROWSER": "1"}

    def start(*arguments: str, **environment: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-m", "core.local.launch", *arguments],
            cwd=REPOSITORY,
            env={**quiet, "REBOUND_PORT": str(port), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.terminate()
        process.communicate(timeout=30)


def welcome(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline()


def refused(process: "subprocess.Popen[str]") -> str:
    """The one sentence that a run ended with."""
    output, sentence = process.communicate(timeout=60)
    assert (process.returncode, output, sentence.count("\n")) == (1, "", 1)
    return sentence.strip()


def test_one_command_starts_all_and_ctrl_c_ends_all(launch: Launch, port: int):
    process = launch()
    assert welcome(process) == f"Rebound is open at http://127.0.0.1:{port} (Ctrl-C stops it).\n"
    assert httpx.get(f"http://127.0.0.1:{port}/").status_code == 200
    children = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGINT)
    output, problems = process.communicate(timeout=30)
    assert (process.returncode, output, problems) == (0, "", "")
    assert not psutil.wait_procs(children, timeout=5)[1]


def test_a_killed_launcher_leaves_nothing_running(launch: Launch):
    process = launch()
    assert welcome(process)
    children = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    assert not psutil.wait_procs(children, timeout=20)[1]


@pytest.mark.parametrize("part", ["server.mjs", "streamlit", "bin/postgres"])
def test_when_a_part_dies_the_rest_stops_and_says_so(launch: Launch, part: str):
    process = launch()
    assert welcome(process)
    children = psutil.Process(process.pid).children()
    next(one for one in children if any(part in word for word in one.cmdline())).kill()
    assert refused(process).startswith("Rebound stopped, because its ")
    assert not psutil.wait_procs(children, timeout=5)[1]


def test_a_second_start_on_the_folder_is_refused(launch: Launch, folder: Path):
    assert welcome(launch())
    sentence = refused(launch(REBOUND_PORT="0"))
    assert sentence == (
        f"Rebound already runs on the folder {folder}. Use that one, or stop it and try again."
    )


def test_a_port_that_is_taken_is_named_with_the_remedy(launch: Launch, port: int):
    with socket.create_server(("127.0.0.1", port)):
        assert refused(launch()) == (
            f"Port {port} cannot be used. Stop what uses it, or choose another: REBOUND_PORT=8600 make run"
        )


@pytest.mark.parametrize("port", ["http", "70000"])
def test_a_port_that_is_none_is_named(launch: Launch, port: str):
    assert refused(launch(REBOUND_PORT=port)).startswith(f"Port {port} cannot be used.")


def test_half_a_project_is_refused(launch: Launch):
    sentence = refused(launch(SUPABASE_URL="http://127.0.0.1:9"))
    assert sentence.startswith("SUPABASE_KEY is missing.")


def test_a_session_key_that_is_none_is_refused_at_the_start(launch: Launch):
    hosted = {"SUPABASE_URL": "http://127.0.0.1:9", "SUPABASE_KEY": "sb_publishable_none"}
    sentence = refused(launch(**hosted, REBOUND_SESSION_KEY="too short"))
    assert sentence.startswith("REBOUND_SESSION_KEY is not a session key. Make one as the README says")


def test_another_project_starts_nothing_local(launch: Launch, folder: Path):
    process = launch(SUPABASE_URL="http://127.0.0.1:9", SUPABASE_KEY="sb_publishable_none")
    assert welcome(process)
    commands = [" ".join(one.cmdline()) for one in psutil.Process(process.pid).children(recursive=True)]
    assert not [one for one in commands if "server.mjs" in one or "bin/postgres" in one]
    assert not (folder / "pgdata").exists()


def test_whoever_starts_it_appoints_the_operator(launch: Launch, folder: Path):
    refused = launch(REBOUND_OPERATOR="o'lga@example.org")
    assert refused.wait(60) != 0
    assert refused.stderr
    assert "No confirmed account has the address o'lga@example.org." in refused.stderr.read()
    running = local.start(folder)
    running.database.query(
        "insert into auth.users (id, email, email_confirmed_at) values (gen_random_uuid(), 'o''lga@example.org', now())"
    )
    running.stop()
    process = launch(REBOUND_OPERATOR="o'lga@example.org")
    assert welcome(process)
    process.terminate()
    process.wait(30)
    running = local.start(folder)
    assert running.database.query("select count(*) from app.operators") == ["1"]
    running.stop()


def test_the_demo_has_a_circle_and_people_whose_passwords_work(launch: Launch, folder: Path):
    file = folder / "demo" / "demo.json"
    passwords = []
    for _ in range(2):
        process = launch("--demo")
        assert welcome(process)
        assert file.stat().st_mode & 0o077 == 0
        people = json.loads(file.read_text())
        passwords.append([person["password"] for person in people])
        process.terminate()
        process.wait(30)
    assert passwords[0] == passwords[1]
    assert [person["name"] for person in people] == ["Wren", "Heron", "Robin", "Otter", "Linnet", "Olga"]
    running = local.start(folder / "demo")
    for person in people:
        told = {"email": person["email"], "password": person["password"]}
        assert Caller(running).auth("token?grant_type=password", **told).status_code == 200
    assert running.database.query("select count(*) from app.circles") == ["1"]
    operators = "select email from auth.users join app.operators on operators.account_id = users.id"
    assert running.database.query(operators) == ["olga@demo.invalid"]
    running.stop()
