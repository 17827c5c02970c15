"""Ends the processes of a launcher that is gone, even one that was killed without a word.

Run as a script it holds the reading end of a pipe; when the launcher's end closes, for whatever reason, it sends
each process on the list its signal. It uses nothing but the standard library, to be small and start at once.
"""

import contextlib
import os
import subprocess
import sys
from pathlib import Path
from signal import SIGTERM, Signals


class Leash:
    """Holds processes to this one: they end when it ends."""

    def __init__(self) -> None:
        reading, writing = os.pipe()
        self._pipe = os.fdopen(writing, "w", buffering=1)
        self._keeper = subprocess.Popen(  # noqa: S603 -- our own script
            [sys.executable, "-I", "-S", str(Path(__file__))],
            stdin=reading,
            stdout=subprocess.DEVNULL,
            cwd="/",
            start_new_session=True,
        )
        os.close(reading)

    def hold(self, process: subprocess.Popen[bytes], signal: Signals = SIGTERM) -> None:
        """From now on the process gets this signal when we are gone."""
        self._tell(f"{process.pid} {int(signal)}")

    def release(self, process: subprocess.Popen[bytes]) -> None:
        """Forget a process that has ended; its number may belong to another one soon."""
        self._tell(f"{process.pid} 0")

    def close(self) -> None:
        """Signal what is still held and let the keeper end."""
        with contextlib.suppress(OSError):
            self._pipe.close()
        self._keeper.wait()

    def _tell(self, line: str) -> None:
        with contextlib.suppress(OSError):  # a killed keeper protects no longer; what it held still runs
            self._pipe.write(f"{line}\n")


def keep() -> None:
    """Read who is held until the pipe closes, then signal them."""
    held: dict[int, int] = {}
    for line in sys.stdin:
        pid, signal = map(int, line.split())
        held[pid] = signal
    for pid, signal in held.items():
        if signal:
            with contextlib.suppress(OSError):
                os.kill(pid, signal)


if __name__ == "__main__":
    keep()
