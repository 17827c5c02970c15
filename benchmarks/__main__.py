"""Measure, print and keep: `python -m benchmarks` writes benchmarks/latest.json, name to number."""

import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import anonymise, authorship, crowd, doors, pages
from core.local import backend as local
from core.local.backend import Backend

LATEST = Path(__file__).with_name("latest.json")


def main() -> None:
    with _folder() as small_folder, _folder() as large_folder:
        found = _starts(small_folder) | anonymise.measure()
        with _running(small_folder) as small, _running(large_folder) as large:
            print("Gathering a million posts. This takes a few minutes.", flush=True)
            crowd.gather(small.socket_dir, crowd.SMALL)
            crowd.gather(large.socket_dir, crowd.LARGE)
            found |= doors.measure(small.socket_dir, large.socket_dir)
            found |= authorship.measure(small.socket_dir)
            found |= pages.measure(small)
    LATEST.write_text(json.dumps({name: round(number, 2) for name, number in found.items()}, indent=2) + "\n")
    for name, number in found.items():
        print(f"{name:32} {number:8.2f}")


def _starts(folder: Path) -> dict[str, float]:
    """Start on an empty folder, then on the same one again; seconds, packages being there."""
    return {name: _start_s(folder) for name in ("start.cold_s", "start.warm_s")}


def _start_s(folder: Path) -> float:
    started = time.perf_counter()
    running = local.start(folder)
    taken = time.perf_counter() - started
    running.stop()
    return taken


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="rebound-bench-"))
    yield folder
    shutil.rmtree(folder)


@contextmanager
def _running(folder: Path) -> Iterator[Backend]:
    running = local.start(folder)
    try:
        yield running
    finally:
        running.stop()


if __name__ == "__main__":
    main()
