"""Invitations: a code that opens one circle, and what it leads to."""

import secrets
from dataclasses import dataclass

# Crockford's alphabet: no letter that is taken for a digit when it is read aloud.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUPS, _GROUP = 5, 4


@dataclass(frozen=True, slots=True)
class Invitation:
    """What somebody sees before they join."""

    name: str
    purpose: str
    people: int
    rules: tuple[str, ...]
    version: int
    handles: tuple[str, ...]


def new_code() -> str:
    """Make a code of 100 random bits, in groups that can be read aloud."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
