"""What `make run` and `make demo` start: the embedded Supabase, unless another project is named, and the app.

    python -m core.local.launch [--demo]

Everything ends with this process: on Ctrl-C, on SIGTERM, and when it is killed.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import SimpleQueue

from cryptography.fernet import Fernet
from dotenv import load_dotenv

from core.local import backend, demo
from core.local.backend import Backend
from core.local.folder import claim, open_log, write_private
from core.local.leash import Leash
from core.local.packages import REPOSITORY
from core.local.problem import LocalProblem

_ADDRESS = "127.0.0.1"
_PORT = "8501"
_STOP_LONGEST_S = 10
_ASKED = "asked"  # what ends a run that nothing went wrong with


def main() -> None:
    """Start Rebound and stay until it is stopped; a problem is one sentence."""
    parser = argparse.ArgumentParser(prog="rebound", description="Start Rebound on this machine.")
    parser.add_argument("--demo", action="store_true", help="a seeded circle, and one-click demo people")
    wants_demo: bool = parser.parse_args().demo
    load_dotenv(REPOSITORY / ".env")
    try:
        run(wants_demo=wants_demo)
    except LocalProblem as problem:
        sys.exit(str(problem))


def run(*, wants_demo: bool) -> None:
    """Start all there is to start, say where it is, wait for the end, stop all."""
    ends = _ends()
    port = _free_port()
    with ExitStack() as running:
        if wants_demo:
            data, told = _start_demo(running, ends)
        elif _names_a_project():
            data, told = _use_project(running)
        else:
            data, told = _start_embedded(running, ends)
        app = running.enter_context(_app(data, port, told))
        _watch("app", app, ends)
        if _opens(port, ends):
            _welcome(port)
        _explain(ends.get(), data)


# --- what the app is told --------------------------------------------------------------------------------------


def _names_a_project() -> bool:
    named = [bool(os.environ.get(name)) for name in ("SUPABASE_URL", "SUPABASE_KEY")]
    if any(named) and not all(named):
        missing = "SUPABASE_KEY" if named[0] else "SUPABASE_URL"
        raise LocalProblem(
            f"{missing} is missing. Set it beside the other one, or unset both to run on this machine."
        )
    return all(named)


def _use_project(running: ExitStack) -> tuple[Path, dict[str, str]]:
    data = _folder()
    running.enter_context(claim(data))
    return data, {"REBOUND_SESSION_KEY": _session_key(data)}


def _start_embedded(running: ExitStack, ends: SimpleQueue[str]) -> tuple[Path, dict[str, str]]:
    data = _folder()
    started = _started(running, ends, data)
    _appoint(started)
    return data, _describe(started, data)


def _start_demo(running: ExitStack, ends: SimpleQueue[str]) -> tuple[Path, dict[str, str]]:
    data = _folder() / "demo"
    started = _started(running, ends, data)
    return data, {**_describe(started, data), "REBOUND_DEMO": str(demo.prepare(started, data))}


def _appoint(started: Backend) -> None:
    """Make the account with this address an operator: whoever starts the database appoints."""
    if address := os.environ.get("REBOUND_OPERATOR"):
        quoted = address.replace("'", "''")
        started.database.query(f"select app.appoint_operator('{quoted}')")


def _started(running: ExitStack, ends: SimpleQueue[str], data: Path) -> Backend:
    started = backend.start(data)
    running.callback(started.stop)
    for name, process in started.processes.items():
        _watch(name, process, ends)
    return started


def _describe(started: Backend, data: Path) -> dict[str, str]:
    return {
        "SUPABASE_URL": started.url,
        "SUPABASE_KEY": started.key,
        "REBOUND_MAILBOX_URL": started.mailbox_url,
        "REBOUND_MAILBOX_TOKEN": started.mailbox_token,
        "REBOUND_SESSION_KEY": _session_key(data),
    }


def _folder() -> Path:
    """Find where everything is kept: `.data` beside the code, or where the operator says."""
    return Path(os.environ.get("REBOUND_DATA") or REPOSITORY / ".data").absolute()


def _session_key(data: Path) -> str:
    """Find what seals the sessions: the operator's own key, or one made once for the folder."""
    file = data / "session.key"
    named = os.environ.get("REBOUND_SESSION_KEY")
    if named:
        return _checked(named)
    if not file.exists():
        write_private(file, Fernet.generate_key().decode())
    return file.read_text()


def _checked(key: str) -> str:
    try:
        Fernet(key)
    except ValueError as cause:
        raise LocalProblem(
            "REBOUND_SESSION_KEY is not a session key. Make one as the README says, or unset it to have one made."
        ) from cause
    return key


# --- the app ---------------------------------------------------------------------------------------------------


def _free_port() -> int:
    port = os.environ.get("REBOUND_PORT") or _PORT
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((_ADDRESS, int(port)))
    except (OSError, OverflowError, ValueError) as cause:
        raise LocalProblem(
            f"Port {port} cannot be used. Stop what uses it, or choose another: REBOUND_PORT=8600 make run"
        ) from cause
    return int(port)


@contextmanager
def _app(data: Path, port: int, told: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    where = [f"--server.address={_ADDRESS}", f"--server.port={port}", "--server.headless=true"]
    with ExitStack() as closing:
        leash = Leash()
        closing.callback(leash.close)
        log = closing.enter_context(open_log(data / "app.log"))
        process = subprocess.Popen(  # noqa: S603 -- our own app
            [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", *where],
            cwd=REPOSITORY,
            env={**_own_environment(), **told},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        leash.hold(process)
        closing.callback(_end, process)
        yield process


def _own_environment() -> dict[str, str]:
    """Ours, without what only a local copy may tell the app: it is told anew, or not at all."""
    local = {"REBOUND_DEMO", "REBOUND_MAILBOX_URL", "REBOUND_MAILBOX_TOKEN"}
    return {name: value for name, value in os.environ.items() if name not in local}


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_LONGEST_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _opens(port: int, ends: SimpleQueue[str]) -> bool:
    """Wait until the app answers; False if the run ends before."""
    pause = threading.Event()
    while ends.empty():
        with socket.socket() as probe:
            if probe.connect_ex((_ADDRESS, port)) == 0:
                return True
        pause.wait(0.1)
    return False


def _welcome(port: int) -> None:
    address = f"http://{_ADDRESS}:{port}"
    print(f"Rebound is open at {address} (Ctrl-C stops it).", flush=True)  # noqa: T201 -- meant for the terminal
    if _has_display() and not os.environ.get("REBOUND_NO_BROWSER"):
        webbrowser.open(address)


def _has_display() -> bool:
    return sys.platform == "darwin" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# --- the end ---------------------------------------------------------------------------------------------------


def _ends() -> SimpleQueue[str]:
    """Make what gets a word when the run has to end: that it was asked for, or the name of what stopped."""
    ends: SimpleQueue[str] = SimpleQueue()
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, lambda *_: ends.put(_ASKED))
    return ends


def _watch(name: str, process: subprocess.Popen[bytes], ends: SimpleQueue[str]) -> None:
    def wait() -> None:
        process.wait()
        ends.put(name)

    threading.Thread(target=wait, name=f"watch {name}", daemon=True).start()


def _explain(end: str, data: Path) -> None:
    if end == _ASKED:
        return
    raise LocalProblem(
        f"Rebound stopped, because its {end} did. Nothing that was saved is lost. "
        f"The reason is at the end of {data / end}.log; start Rebound again to go on."
    )


if __name__ == "__main__":
    main()
