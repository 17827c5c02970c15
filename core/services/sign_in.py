"""Staying signed in: from tokens to a browser session, and from a cookie's id back to a member's rights.

Look-ups are kept for a few seconds, so that a page costs none. A single-use refresh token is spent by one process
and one thread alone, whoever else needs it waits for what comes of it.
"""

import threading
import time
from dataclasses import dataclass, field

from core import errors
from core.data import accounts, browser_sessions
from core.data.accounts import Tokens
from core.data.browser_sessions import BrowserSession
from core.data.gateway import SupabaseGateway

KEPT_S = 3.0
# While the database is away, who was signed in a moment ago still sees the page and keeps what was typed.
TRUSTED_S = 600.0
_MARGIN_S = 10.0
_PATIENCE_S = 12.0
_MOST_KEPT = 5000


@dataclass(slots=True)
class _Seen:
    """What this process knows of one session id."""

    session: BrowserSession | None = None
    at: float = float("-inf")
    lock: threading.RLock = field(default_factory=threading.RLock)

    def younger_than(self, seconds: float) -> bool:
        return time.monotonic() - self.at < seconds

    def keep(self, session: BrowserSession | None) -> BrowserSession | None:
        self.session, self.at = session, time.monotonic()
        return session


_seen: dict[str, _Seen] = {}
_guard = threading.Lock()


def begin(tokens: Tokens, binding: str) -> str:
    """Keep a fresh sign-in; return the ticket for the browser that shows `binding`."""
    return browser_sessions.open_for(SupabaseGateway(lambda: tokens.access), tokens, binding)


def current(session_id: str | None) -> BrowserSession | None:
    """Return who is signed in with this id, with an access token that is good for some seconds yet."""
    if not session_id:
        return None
    seen = _entry(session_id)
    if seen.younger_than(KEPT_S) and (seen.session is None or seen.session.lasts(_MARGIN_S)):
        return seen.session
    with seen.lock:
        if seen.younger_than(KEPT_S) and (seen.session is None or seen.session.lasts(_MARGIN_S)):
            return seen.session
        return _look_up(session_id, seen)


def member_gateway(session_id: str) -> SupabaseGateway:
    """Call with the rights of whoever is signed in with this id, as long as they are."""
    return SupabaseGateway(lambda: _access(current(session_id)), lambda: _access(_renewed(session_id)))


def end(session_id: str) -> None:
    """Sign this browser out, in all its tabs."""
    session = _known(session_id)
    browser_sessions.close(session_id)
    forget(session_id)
    if session:
        _end_tokens(session)


def end_everywhere(session_id: str) -> None:
    """Sign the account out of this browser and every other."""
    session = _known(session_id)
    if session:
        browser_sessions.close_mine(member_gateway(session_id))
        accounts.sign_out(session.tokens.access, "global")
    forget(session_id)


def recover(email: str, code: str, password: str) -> Tokens:
    """Set a new password and end what was signed in with the old one."""
    tokens = accounts.recover(email, code, password)
    browser_sessions.close_mine(SupabaseGateway(lambda: tokens.access))
    return tokens


def forget(session_id: str) -> None:
    """Look the session up anew at the next chance."""
    with _guard:
        _seen.pop(session_id, None)


def _entry(session_id: str) -> _Seen:
    with _guard:
        if len(_seen) > _MOST_KEPT:
            _drop_oldest()
        return _seen.setdefault(session_id, _Seen())


def _drop_oldest() -> None:
    """Make room; `_guard` is held."""
    oldest = sorted(_seen, key=lambda session_id: _seen[session_id].at)
    for session_id in oldest[: _MOST_KEPT // 2]:
        del _seen[session_id]


def _known(session_id: str) -> BrowserSession | None:
    try:
        return current(session_id)
    except errors.Unreachable:
        return None


def _access(session: BrowserSession | None) -> str | None:
    return session.tokens.access if session else None


def _look_up(session_id: str, seen: _Seen) -> BrowserSession | None:
    try:
        session = browser_sessions.find(session_id)
        if session and not session.lasts(_MARGIN_S):
            session = _refreshed(session_id, session)
    except errors.Unreachable:
        if seen.session and seen.younger_than(TRUSTED_S):
            return seen.session
        raise
    return seen.keep(session)


def _renewed(session_id: str) -> BrowserSession | None:
    """Refresh although the token looked good: the server has refused it."""
    seen = _entry(session_id)
    with seen.lock:
        before = seen.session
        session = browser_sessions.find(session_id)
        if session and (before is None or session.version == before.version):
            session = _refreshed(session_id, session)
        return seen.keep(session)


def _refreshed(session_id: str, old: BrowserSession) -> BrowserSession | None:
    """Spend the refresh token, or wait for the one who does; None if the session is over."""
    give_up_at = time.monotonic() + _PATIENCE_S
    while time.monotonic() < give_up_at:
        if browser_sessions.lease(session_id, old.version):
            return _spend(session_id, old)
        time.sleep(0.1)  # another process holds the lease; it can only be asked
        found = browser_sessions.find(session_id)
        if found is None or found.version != old.version:
            return found
    raise errors.Unreachable


def _spend(session_id: str, old: BrowserSession) -> BrowserSession | None:
    try:
        tokens = accounts.refresh(old.tokens.refresh)
    except errors.SessionEnded:
        browser_sessions.close(session_id)
        return None
    browser_sessions.renew(session_id, old.version, tokens)
    return BrowserSession(tokens, old.version + 1)


def _end_tokens(session: BrowserSession) -> None:
    """End the tokens too; the browser is signed out even where that fails."""
    try:
        accounts.sign_out(session.tokens.access, "local")
    except errors.Unreachable:
        return
