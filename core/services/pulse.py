"""Who waits to hear that something changed in a circle, in this process."""

import asyncio
import contextlib
from collections import defaultdict


class Hub:
    """Wakes those who watch a circle. `bump` may be called from any thread, the rest belongs to one event loop."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._loop: asyncio.AbstractEventLoop | None = None

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def bump(self, circle_id: str) -> None:
        """Say after a write that this circle's members should look now."""
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake, circle_id)

    async def wait(self, circle_id: str, seconds: float) -> None:
        """Return after `seconds`, or as soon as somebody bumps the circle."""
        event = asyncio.Event()
        self._waiting[circle_id].add(event)
        try:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(event.wait(), seconds)
        finally:
            self._waiting[circle_id].discard(event)
            if not self._waiting[circle_id]:
                del self._waiting[circle_id]

    def _wake(self, circle_id: str) -> None:
        for event in self._waiting.get(circle_id, ()):
            event.set()


hub = Hub()
