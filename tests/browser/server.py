"""The real app in a process of its own, as people get it."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
_LONGEST_S = 60.0


class Server:
    """One running app on one port; it can be stopped and started again there."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self._environment = environment
        self._log = log
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        order = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
        order += [
            "--server.address",
            "127.0.0.1",
            "--server.port",
            str(self.port),
            "--server.headless",
            "true",
        ]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(order, cwd=ROOT, env=self._environment, stdout=log, stderr=log)
        self._await_health()

    def stop(self) -> None:
        if self._process:
            self._process.terminate()
            self._process.wait(20)
            self._process = None

    def kill(self) -> None:
        """End it as a crash would."""
        if self._process:
            self._process.kill()
            self._process.wait(20)
            self._process = None

    @contextmanager
    def away(self) -> Iterator[None]:
        """Be crashed for a while, and back after it whatever the test found: the next ones need it."""
        self.kill()
        try:
            yield
        finally:
            self.start()

    def log(self) -> str:
        return self._log.read_text(errors="replace")

    def _await_health(self) -> None:
        give_up_at = time.monotonic() + _LONGEST_S
        while time.monotonic() < give_up_at:
            try:
                httpx.get(f"{self.url}/healthz", timeout=5).raise_for_status()
            except httpx.HTTPError:
                time.sleep(0.05)  # a port says nothing when it opens
            else:
                return
        raise TimeoutError(self.log())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
