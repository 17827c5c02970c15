"""Addresses below an address are nobody's: Streamlit would answer them with an empty page."""

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_SOMEBODYS = ("/_stcore/", "/static/", "/app/static/", "/media/", "/component/", "/live/")


class LostFound:
    """Sends whoever typed such an address home."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = RedirectResponse("/", 302) if scope["type"] == "http" and _lost(scope) else self._app
        await answer(scope, receive, send)


def _lost(scope: Scope) -> bool:
    path: str = scope["path"]
    typed = "text/html" in Headers(scope=scope).get("accept", "")
    return typed and "/" in path.strip("/") and not path.startswith(_SOMEBODYS)
