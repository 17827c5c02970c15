"""What a browser may do with our pages, and which requests never reach Streamlit."""

import base64
import hashlib
import re
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

# Served by Streamlit, wanted by nobody here: metrics, the agent's doors, its own way of signing in.
HIDDEN = ("/_stcore/metrics", "/_stcore/agent", "/auth/", "/oauth2callback")


def _inline_script_hashes() -> str:
    """Allow the one inline script of the installed Streamlit's index.html, as it is, and no other."""
    html = (Path(file_util.get_static_dir()) / "index.html").read_text("utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


def content_security_policy() -> str:
    """Everything from here, nothing from elsewhere, no eval; `blob:` scripts are how components arrive."""
    rules = {
        "default-src": "'none'",
        "script-src": f"'self' blob: {_inline_script_hashes()}",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "media-src": "'self' blob:",
        "worker-src": "'self' blob:",
        "manifest-src": "'self'",
        "frame-src": "'none'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


class Security:
    """Adds the headers, hides what nobody needs, and turns away websockets that another site opened."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = {
            "content-security-policy": content_security_policy(),
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "referrer-policy": "same-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=()",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "strict-transport-security": "max-age=31536000",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not same_origin(Headers(scope=scope)):
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        elif scope["type"] == "http" and scope["path"].startswith(HIDDEN):
            await PlainTextResponse("Not found", 404)(scope, receive, self._adding_headers(send))
        elif scope["type"] == "http":
            await self._app(scope, receive, self._adding_headers(send))
        else:
            await self._app(scope, receive, send)

    def _adding_headers(self, send: Send) -> Send:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                del headers["server"]
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        return send_with_headers


def same_origin(headers: Headers) -> bool:
    """Was this sent by a page of ours? A request without an origin was not."""
    return headers.get("origin", "").partition("://")[2] == headers.get("host") != ""
