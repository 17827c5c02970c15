"""Clears what a killed Rebound may have left running on its folder, before a new one starts there."""

from collections.abc import Iterator
from pathlib import Path

import psutil

_END_LONGEST_S = 20


def end_server(script: Path, folder: Path) -> None:
    """End a Node server that outlived its launcher."""
    _end(
        [process for process in _alive() if {str(script), str(folder)} <= set(process.info["cmdline"] or ())]
    )


def end_database(data: Path) -> None:
    """End a PostgreSQL that outlived its launcher, and processes of it that outlived their parent.

    A process that is dead but not yet taken off the kernel's list looks alive to PostgreSQL, which would then
    refuse to start: its pid file goes. A living one that we missed would still be found by its shared memory.
    """
    _end(
        [
            process
            for process in _alive()
            if process.info["name"] == "postgres" and process.info["cwd"] == str(data)
        ]
    )
    lines = pid_file(data)
    if lines and not _is_alive(lines[0]):
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


def _is_alive(pid: str) -> bool:
    try:
        process = psutil.Process(int(pid))
        return process.name() == "postgres" and process.status() != psutil.STATUS_ZOMBIE
    except (psutil.NoSuchProcess, ValueError):
        return False


def _end(processes: list[psutil.Process]) -> None:
    for process in processes:
        process.terminate()
    _, stubborn = psutil.wait_procs(processes, timeout=_END_LONGEST_S)
    for process in stubborn:
        process.kill()
