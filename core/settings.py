"""What this process is told by its environment, read once at the start."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


class SettingMissing(Exception):  # noqa: N818 -- the sentence is for the person who starts Rebound
    """Names the variable that has to be set."""

    def __init__(self, variable: str) -> None:
        super().__init__(f"{variable} is not set. Start Rebound with `make run`, which sets what is needed.")


@dataclass(frozen=True)
class Settings:
    """The Supabase project in use, and what belongs to a local copy only.

    `session_key` is a Fernet key: it seals the tokens that a browser session's row carries. The mailbox is there
    with the embedded Supabase only, `demo_file` (`[{"name", "email", "password"}]`) with the demo only.
    """

    supabase_url: str
    supabase_key: str
    session_key: str = field(repr=False)
    mailbox_url: str | None = None
    mailbox_token: str | None = field(default=None, repr=False)
    demo_file: Path | None = None


def load(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; raises `SettingMissing` for the first that has to be there and is not."""

    def needed(variable: str) -> str:
        if not environment.get(variable):
            raise SettingMissing(variable)
        return environment[variable]

    demo_file = environment.get("REBOUND_DEMO")
    return Settings(
        supabase_url=needed("SUPABASE_URL"),
        supabase_key=needed("SUPABASE_KEY"),
        session_key=needed("REBOUND_SESSION_KEY"),
        mailbox_url=environment.get("REBOUND_MAILBOX_URL") or None,
        mailbox_token=environment.get("REBOUND_MAILBOX_TOKEN") or None,
        demo_file=Path(demo_file) if demo_file else None,
    )
