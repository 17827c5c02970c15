"""The one folder that holds all a local Rebound keeps, and that only one may use at a time."""

import fcntl
import os
from pathlib import Path
from typing import IO

from core.local.problem import LocalProblem


def claim(folder: Path) -> IO[str]:
    """Make the folder and take it for this process; closing the answer, or ending in any way, gives it back."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # PostgreSQL's account must be able to walk through; the files inside are private one by one.
        folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
        claimed = (folder / "lock").open("a")
    except OSError as cause:
        raise LocalProblem(
            f"The folder {folder} cannot be used: {cause.strerror}. Choose or free another."
        ) from cause
    try:
        fcntl.flock(claimed, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        claimed.close()
        raise LocalProblem(
            f"Rebound already runs on the folder {folder}. Use that one, or stop it and try again."
        ) from None
    return claimed


def open_log(file: Path) -> IO[bytes]:
    """Open a log that its owner alone can read, to write at its end."""
    return os.fdopen(os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "ab")


def write_private(file: Path, text: str) -> None:
    """Write a file whole or not at all, readable by its owner alone."""
    new = file.with_name(f"{file.name}.new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as writing:
        writing.write(text)
    new.rename(file)
