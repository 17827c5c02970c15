"""Streamlit serves its start-up bundles as they are; each is compressed once and kept."""

import functools
import gzip
import mimetypes
from pathlib import Path

import anyio.to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

_BUNDLES = "/static/"
_KINDS = (".js", ".css")
_HALF_A_YEAR_S = 15_768_000


class CompressedBundles:
    """Answers for Streamlit's hashed scripts and styles; everything else passes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await anyio.to_thread.run_sync(packed, scope["path"]) if _wanted(scope) else None
        if body is None:
            await self._app(scope, receive, send)
            return
        headers = {
            "Content-Encoding": "gzip",
            "Vary": "Accept-Encoding",
            "Cache-Control": f"public, immutable, max-age={_HALF_A_YEAR_S}",
        }
        kind = mimetypes.guess_type(scope["path"])[0]
        await Response(body, media_type=kind, headers=headers)(scope, receive, send)


@functools.lru_cache(maxsize=512)
def packed(path: str) -> bytes | None:
    """Return a bundle compressed, or None for what is not one."""
    root = Path(file_util.get_static_dir()).resolve()
    file = (root / path.lstrip("/")).resolve()
    if root not in file.parents or file.suffix not in _KINDS or not file.is_file():
        return None
    return gzip.compress(file.read_bytes(), 6, mtime=0)


def pack_ahead() -> None:
    """Compress what the first page asks for before anybody does."""
    html = (Path(file_util.get_static_dir()) / "index.html").read_text("utf-8")
    for name in html.split('"'):
        if name.startswith("./static/") and name.endswith(_KINDS):
            packed(name.removeprefix("."))


def _wanted(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and scope["path"].startswith(_BUNDLES)
        and "gzip" in Headers(scope=scope).get("accept-encoding", "")
    )
