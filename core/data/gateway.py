"""The one door to the database: call a SQL function with the rights of whoever is asking."""

import functools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import httpx
from postgrest import SyncPostgrestClient
from postgrest.exceptions import APIError

from core import errors, settings

_PAUSES_S = (0.2, 0.6)
# PostgREST says so; Lite takes an old token for a visitor's, who then may not call the function.
_TOKEN_REFUSED = {"PGRST301", "PGRST303", "42501"}
# PostgREST without a database, and PostgreSQL starting, stopping or full.
_AWAY = ("PGRST000", "PGRST001", "PGRST002", "PGRST003", "08", "57P", "53300", "502", "503", "504")

# Pages that write down what has become due before they are read: they go as POST, and may be repeated all the same.
_TELLING = {"circle_page", "challenges_page", "momentum_page"}

_watchers: list[Callable[[str], None]] = []


class Gateway(Protocol):
    """Calls a function of the `public` schema."""

    def call(self, function: str, *, read: bool = False, **arguments: object) -> Any:
        """Return the function's JSON. `read` marks what may be repeated; a stable function goes as GET."""


class SupabaseGateway:
    """The gateway over the Data API; light enough to make one for each browser session.

    Without `access_token` it calls as a visitor. `access_token` gives the member's token or None when the session
    is over; `renew` gives another one after the server refused the first as too old.
    """

    def __init__(
        self,
        access_token: Callable[[], str | None] | None = None,
        renew: Callable[[], str | None] | None = None,
    ) -> None:
        self._access_token = access_token
        self._renew = renew

    def call(self, function: str, *, read: bool = False, **arguments: object) -> Any:
        token = _present(self._access_token()) if self._access_token else None
        try:
            return _call(token, function, arguments, read=read)
        except _TokenRefusedError as refusal:
            renewed = self._renew() if self._renew else None
            if renewed is None:
                raise errors.SessionEnded from refusal
        try:
            return _call(renewed, function, arguments, read=read)
        except _TokenRefusedError as refusal:
            raise errors.NotAllowed from refusal


def anon_gateway() -> SupabaseGateway:
    """Call as a visitor: only the few doors that are open to everybody answer."""
    return SupabaseGateway()


@functools.cache
def pool() -> httpx.Client:
    """Share one pool of connections in the whole process; a person waits seconds, not minutes."""
    limits = httpx.Limits(max_connections=64, max_keepalive_connections=32, keepalive_expiry=20)
    return httpx.Client(timeout=httpx.Timeout(8, connect=3), limits=limits, http2=False)


@contextmanager
def watched(watcher: Callable[[str], None]) -> Iterator[None]:
    """Tell `watcher` the name of every function that is called meanwhile, from whichever thread."""
    _watchers.append(watcher)
    try:
        yield
    finally:
        _watchers.remove(watcher)


class _TokenRefusedError(Exception):
    """The server did not take the access token."""


class _AwayError(Exception):
    """Nobody who could answer was reached."""


def _present(token: str | None) -> str:
    if token is None:
        raise errors.SessionEnded
    return token


def _call(token: str | None, function: str, arguments: dict[str, Any], *, read: bool) -> Any:
    """Call, and call again after a lost answer where a second call does no harm."""
    for watcher in _watchers:
        watcher(function)
    pauses = _PAUSES_S if read or "id" in arguments else ()
    for pause_s in (*pauses, None):
        try:
            return _send(token, function, arguments, read=read)
        except _AwayError as away:
            if pause_s is None:
                raise errors.Unreachable from away
            time.sleep(pause_s)
    raise AssertionError


def _send(token: str | None, function: str, arguments: dict[str, Any], *, read: bool) -> Any:
    get = read and function not in _TELLING
    try:
        return _client(token).rpc(function, arguments, get=get).execute().data
    except APIError as error:
        raise _meaning(error, token) from error
    except httpx.TransportError as error:
        raise _AwayError from error


def _client(token: str | None) -> SyncPostgrestClient:
    here = settings.load()
    headers = {"apikey": here.supabase_key, "Authorization": f"Bearer {token or here.supabase_key}"}
    return SyncPostgrestClient(
        f"{here.supabase_url}/rest/v1", headers=headers, http_client=pool(), retry_enabled=False
    )


def _meaning(error: APIError, token: str | None) -> Exception:
    """Tell a refusal, an old token and a missing server apart; what is left is our own fault."""
    code = error.code or ""
    if token and code in _TOKEN_REFUSED:
        return _TokenRefusedError()
    if problem := errors.from_database(code, error.message):
        return problem
    if code.startswith(_AWAY):
        return _AwayError()
    return error
