"""What only a copy on somebody's own machine has: a mailbox instead of mail, and the demo's people."""

import json
from dataclasses import dataclass, field

import httpx

from core import errors, settings
from core.data.gateway import pool


@dataclass(frozen=True, slots=True)
class DemoPerson:
    name: str
    email: str
    password: str = field(repr=False)


def sends_no_mail() -> bool:
    return settings.load().mailbox_url is not None


def newest_code(email: str) -> str | None:
    """Return the code of the newest mail to this address."""
    here = settings.load()
    if here.mailbox_url is None:
        return None
    try:
        answer = (
            pool()
            .get(
                here.mailbox_url,
                params={"to": email},
                headers={"Authorization": f"Bearer {here.mailbox_token}"},
            )
            .raise_for_status()
        )
    except httpx.HTTPError as error:
        raise errors.Unreachable from error
    return next((mail["code"] for mail in answer.json() if mail["code"]), None)


def demo_people() -> list[DemoPerson]:
    """Return who can be anybody's guest in the demo; nobody elsewhere."""
    file = settings.load().demo_file
    return [DemoPerson(**person) for person in json.loads(file.read_text("utf-8"))] if file else []
