"""Browser sessions as the database keeps them: what a cookie's id stands for, sealed with a key of ours."""

import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

from core import settings
from core.data.accounts import Tokens
from core.data.gateway import Gateway, anon_gateway
from core.domain import browser


@dataclass(frozen=True, slots=True)
class BrowserSession:
    """One signed-in browser; `version` counts how often its tokens were renewed."""

    tokens: Tokens
    version: int

    def lasts(self, seconds: float) -> bool:
        return self.tokens.access_expires_at > datetime.now(UTC) + timedelta(seconds=seconds)


def open_for(gateway: Gateway, tokens: Tokens, binding: str) -> str:
    """Keep a new session; return the ticket with which the browser that shows `binding` fetches its id."""
    session_id, ticket = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    gateway.call(
        "open_browser_session",
        id=session_id,
        ticket=ticket,
        binding=binding,
        sealed=_seal(tokens),
        sealed_id=_fernet().encrypt(session_id.encode()).decode(),
        access_expires_at=tokens.access_expires_at.isoformat(),
    )
    return ticket


def redeem(ticket: str, binding: str) -> str | None:
    """Return the session's id to the right browser, the first time it asks."""
    sealed_id = anon_gateway().call("redeem_session_ticket", ticket=ticket, binding=binding)
    return _fernet().decrypt(sealed_id).decode() if sealed_id else None


def find(session_id: str) -> BrowserSession | None:
    if not browser.is_session_id(session_id):
        return None
    row = anon_gateway().call("browser_session", id=session_id)
    return _unseal(row) if row else None


def lease(session_id: str, version: int) -> bool:
    """Ask to be the only one who spends this version's refresh token in the next ten seconds."""
    return bool(anon_gateway().call("lease_browser_session", id=session_id, version=version))


def renew(session_id: str, version: int, tokens: Tokens) -> None:
    anon_gateway().call(
        "renew_browser_session",
        id=session_id,
        version=version,
        sealed=_seal(tokens),
        access_expires_at=tokens.access_expires_at.isoformat(),
    )


def close(session_id: str) -> None:
    if browser.is_session_id(session_id):
        anon_gateway().call("close_browser_session", id=session_id)


def close_mine(gateway: Gateway) -> None:
    """Sign the account out of every browser."""
    gateway.call("close_my_browser_sessions")


def _fernet() -> Fernet:
    return Fernet(settings.load().session_key)


def _seal(tokens: Tokens) -> str:
    kept = {"account_id": tokens.account_id, "access": tokens.access, "refresh": tokens.refresh}
    return _fernet().encrypt(json.dumps(kept).encode()).decode()


def _unseal(row: dict[str, Any]) -> BrowserSession | None:
    """Read a row; one that was sealed with a former key is a session that has ended."""
    try:
        kept = json.loads(_fernet().decrypt(row["sealed"]))
    except InvalidToken:
        return None
    expires_at = datetime.now(UTC) + timedelta(seconds=row["access_expires_in_s"])
    return BrowserSession(Tokens(**kept, access_expires_at=expires_at), row["version"])
