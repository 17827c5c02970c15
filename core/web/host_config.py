"""When the server is away, our own notice says so; Streamlit's dialog would cover it and the draft box."""

import json
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PATH = "/_stcore/host-config"
_OURS = {"blockErrorDialogs": True}


class QuietDialogs:
    """Passes Streamlit's answer on with our word about its dialogs."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = scope["type"] == "http" and scope["method"] == "GET" and scope["path"] == _PATH
        await self._app(scope, receive, _Changed(send) if asked else send)


class _Changed:
    """Holds one answer back until it is whole, changes it, and sends it."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if not message.get("more_body"):
            await self._send_all()

    async def _send_all(self) -> None:
        body = _with_ours(self._body)
        MutableHeaders(scope=self._start)["content-length"] = str(len(body))
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})


def _with_ours(body: bytes) -> bytes:
    """Change what is a configuration; leave anything else, such as a refusal, as it is."""
    try:
        config: Any = json.loads(body)
    except ValueError:
        return body
    return json.dumps({**config, **_OURS}).encode() if isinstance(config, dict) else body
