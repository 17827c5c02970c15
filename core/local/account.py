"""Who PostgreSQL runs as. It refuses to run as root, so root lends it a system account."""

import os
import pwd
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypedDict

from core.local.problem import LocalProblem

NAME = "rebound-postgres"
# What that account uses when it cannot come to where Rebound is: nobody's permissions are opened for it.
SYSTEM_HOME = Path("/var/lib/rebound")


class Identity(TypedDict, total=False):
    """What `subprocess` needs to start a process as somebody else."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """A system account by its numbers; no numbers mean the person who runs us."""

    uid: int | None = None
    gid: int | None = None

    @classmethod
    def for_postgres(cls) -> Self:
        if os.geteuid() != 0:
            return cls()
        try:
            entry = pwd.getpwnam(NAME)
        except KeyError:
            entry = _make_account()
        return cls(entry.pw_uid, entry.pw_gid)

    @property
    def is_ours(self) -> bool:
        return self.uid is None

    def identity(self) -> Identity:
        if self.uid is None or self.gid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def can_enter(self, folder: Path) -> bool:
        return self.is_ours or reachable_by_others(folder)


def reachable_by_others(path: Path) -> bool:
    """Tell whether any account may use this file, or walk through this folder."""
    return all(part.stat().st_mode & stat.S_IXOTH for part in (path, *path.parents))


def _make_account() -> pwd.struct_passwd:
    make = ["useradd", "--system", "--no-create-home", "--shell", "/bin/sh", NAME]
    try:
        subprocess.run(make, check=True, capture_output=True)  # noqa: S603 -- fixed words
    except (OSError, subprocess.CalledProcessError) as cause:
        raise LocalProblem(
            "PostgreSQL does not run as root, and no account could be made for it. "
            "Run this as an ordinary person instead."
        ) from cause
    return pwd.getpwnam(NAME)
