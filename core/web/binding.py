"""Ties a Streamlit session to the browser session that opened it.

Streamlit lets a websocket resume a session by its name. It compares who is asking by the headers named in
`server.trustedUserHeaders`; here that is the hash of the cookie's id, so nobody else can resume it.
"""

import hashlib

from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Receive, Scope, Send

from core.domain import browser

HEADER = "x-rebound-browser"
TRUSTED_HEADERS = {HEADER: "browser"}
_NAME = HEADER.encode()


class BoundSessions:
    """Sets the trusted header on websockets; a copy that a client sent is dropped from every request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in {"http", "websocket"}:
            headers = [pair for pair in scope["headers"] if pair[0].lower() != _NAME]
            if scope["type"] == "websocket":
                headers.append((_NAME, _browser(headers)))
            scope = {**scope, "headers": headers}
        await self._app(scope, receive, send)


def _browser(headers: list[tuple[bytes, bytes]]) -> bytes:
    cookies = "; ".join(value.decode("latin-1") for name, value in headers if name == b"cookie")
    session_id = cookie_parser(cookies).get(browser.COOKIE, "")
    return hashlib.sha256(session_id.encode()).hexdigest().encode() if session_id else b"nobody"
