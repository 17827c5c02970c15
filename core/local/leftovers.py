"""Clears what a killed Rebound may have left running on its folder, before a new one starts there."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from signal import SIGINT, SIGTERM, Signals

import psutil

_END_LONGEST_S = 20


def end_server(script: Path, folder: Path) -> None:
    """End a Node server that outlived its launcher."""
    mine = {str(script), str(folder)}
    _end([process for process in _alive() if mine <= set(process.info["cmdline"] or ())], SIGTERM)


def end_database(data: Path) -> None:
    """End a PostgreSQL that outlived its launcher, and processes of it that outlived their parent.

    A process that is dead but not yet taken off the kernel's list looks alive to PostgreSQL, which would then
    refuse to start: its pid file goes. A living one that we missed would still be found by its shared memory.
    """
    here = [one for one in _alive() if one.info["name"] == "postgres" and one.info["cwd"] == str(data)]
    written = pid_file(data)[:1]
    parent = [one for one in here if [str(one.pid)] == written]
    _end(parent, SIGINT)  # PostgreSQL's "fast" shutdown, which ends its children too
    _end([one for one in here if one not in parent], SIGTERM)
    if not parent:
        (data / "postmaster.pid").unlink(missing_ok=True)
        (data / ".s.PGSQL.5432.lock").unlink(missing_ok=True)


def pid_file(data: Path) -> list[str]:
    """Read the lines of PostgreSQL's pid file; none if there is no such file."""
    try:
        return (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def _alive() -> Iterator[psutil.Process]:
    for process in psutil.process_iter(["name", "cmdline", "cwd", "status"]):
        if process.info["status"] != psutil.STATUS_ZOMBIE:
            yield process


def _end(processes: list[psutil.Process], signal: Signals) -> None:
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(signal)
    _, stubborn = psutil.wait_procs(processes, timeout=_END_LONGEST_S)
    for process in stubborn:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
