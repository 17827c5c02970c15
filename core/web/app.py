"""What is served beside the pages, and what happens once at the start and at the end of the process."""

import asyncio
import gc
import importlib
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread
from types import FrameType
from typing import Any

from starlette.middleware import Middleware
from streamlit import config

from core import anonymise
from core.services.pulse import hub
from core.web import faults, health, live, sessions
from core.web.binding import TRUSTED_HEADERS, BoundSessions
from core.web.compression import CompressedBundles, pack_ahead
from core.web.host_config import QuietDialogs
from core.web.lost import LostFound
from core.web.security import Security

# Slow to import: better before the first visitor than during their wait.
_NEEDED_SOON = ("pandas", "altair", "pyarrow", "supabase_auth", "postgrest", "core.anonymise")
_MIDDLEWARE = (Security, LostFound, CompressedBundles, QuietDialogs, BoundSessions)


def kwargs() -> dict[str, Any]:
    """Everything `st.App` is told beside the script."""
    faults.quiet_streamlit()
    return {
        "routes": [*sessions.routes, *live.routes, *health.routes],
        "middleware": [Middleware(kind) for kind in _MIDDLEWARE],
        "lifespan": _lifespan,
        "on_script_error": faults.on_script_error,
    }


@asynccontextmanager
async def _lifespan(_: object) -> AsyncIterator[dict[str, Any]]:
    config.set_option("server.trustedUserHeaders", TRUSTED_HEADERS)
    _end_streams_on_signals(asyncio.get_running_loop())
    hub.attach(asyncio.get_running_loop())
    await asyncio.to_thread(_warm_up)
    Thread(target=anonymise.ready, name="anonymiser", daemon=True).start()
    yield {}


def _end_streams_on_signals(loop: asyncio.AbstractEventLoop) -> None:
    """Go before the server's own handler, which waits for every open answer to end."""
    for number in (signal.SIGTERM, signal.SIGINT):
        then = signal.getsignal(number)

        def end(received: int, frame: FrameType | None, then: Any = then) -> None:
            loop.call_soon_threadsafe(live.end_streams)
            if callable(then):
                then(received, frame)

        signal.signal(number, end)


def _warm_up() -> None:
    for module in _NEEDED_SOON:
        importlib.import_module(module)
    pack_ahead()
    gc.collect()
    gc.freeze()
