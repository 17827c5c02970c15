"""The live stream: tells a member's open page that something changed in the circle, and nothing of what.

One task per circle asks the database for its pulse, with the rights of one listener after the other, so that
whoever is no member any more stops hearing. A write in this process wakes it at once.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from core import errors
from core.data.gateway import Gateway
from core.domain import browser
from core.services import sign_in
from core.services.pulse import hub

POLL_S = 3.0
_LONGEST_S = 600.0
_QUIET_S = 25.0
_GATHER_S = 0.2
_MOST_STREAMS = 2000


class Listener:
    """One open stream."""

    def __init__(self, gateway: Gateway) -> None:
        self.gateway = gateway
        self.pulses: asyncio.Queue[str | None] = asyncio.Queue()


class Room:
    """Everybody in this process who listens to one circle."""

    def __init__(self, circle_id: str, pulse: str) -> None:
        self.circle_id = circle_id
        self.pulse = pulse
        self.listeners: deque[Listener] = deque()
        self._task = asyncio.create_task(self._watch())

    def leave(self, listener: Listener) -> None:
        if listener in self.listeners:
            self.listeners.remove(listener)

    def close(self) -> None:
        self._task.cancel()
        for listener in self.listeners:
            listener.pulses.put_nowait(None)

    async def _watch(self) -> None:
        while True:
            await hub.wait(self.circle_id, POLL_S)
            await asyncio.sleep(_GATHER_S)  # several writes at once are one change to look at
            if self.listeners:
                await self._ask()

    async def _ask(self) -> None:
        listener = self.listeners[0]
        self.listeners.rotate(-1)
        try:
            pulse = await run_sync(_pulse, listener.gateway, self.circle_id)
        except errors.Unreachable:
            return
        except errors.Problem:
            listener.pulses.put_nowait(None)
            self.leave(listener)
            return
        self.tell(pulse)

    def tell(self, pulse: str) -> None:
        if pulse == self.pulse:
            return
        self.pulse = pulse
        for listener in self.listeners:
            listener.pulses.put_nowait(pulse)


_rooms: dict[str, Room] = {}


async def live(request: Request) -> Response:
    """Open a stream for a member of the circle; 204 tells the browser not to try again."""
    session_id = request.cookies.get(browser.COOKIE)
    circle_id = str(request.path_params["circle_id"])
    if sum(len(room.listeners) for room in _rooms.values()) >= _MOST_STREAMS:
        return Response(status_code=HTTPStatus.SERVICE_UNAVAILABLE)
    try:
        gateway = await run_sync(_gateway, session_id)
        pulse = await run_sync(_pulse, gateway, circle_id)
    except errors.Unreachable:
        return Response(status_code=HTTPStatus.SERVICE_UNAVAILABLE)
    except errors.Problem:
        return Response(status_code=HTTPStatus.NO_CONTENT)
    stream = _events(circle_id, pulse, gateway)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


def end_streams() -> None:
    """End every stream: a server that is asked to stop waits for them. Runs in the event loop."""
    for room in _rooms.values():
        room.close()


def _gateway(session_id: str | None) -> Gateway:
    if session_id is None or sign_in.current(session_id) is None:
        raise errors.SignInFirst
    return sign_in.member_gateway(session_id)


def _pulse(gateway: Gateway, circle_id: str) -> str:
    """Ask for a word that differs after every change; refused to whoever is no member."""
    return str(gateway.call("circle_pulse", read=True, circle=circle_id))


async def _events(circle_id: str, pulse: str, gateway: Gateway) -> AsyncIterator[str]:
    """Send the pulse at once, for a browser that comes back, and after every change."""
    yield f"retry: 3000\ndata: {pulse}\n\n"
    async with _listening(circle_id, pulse, gateway) as listener:
        ends_at = asyncio.get_running_loop().time() + _LONGEST_S
        while asyncio.get_running_loop().time() < ends_at:
            try:
                heard = await asyncio.wait_for(listener.pulses.get(), _QUIET_S)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            if heard is None:
                return
            yield f"data: {heard}\n\n"


@asynccontextmanager
async def _listening(circle_id: str, pulse: str, gateway: Gateway) -> AsyncIterator[Listener]:
    room = _rooms.get(circle_id) or _rooms.setdefault(circle_id, Room(circle_id, pulse))
    listener = Listener(gateway)
    room.listeners.append(listener)
    room.tell(pulse)
    try:
        yield listener
    finally:
        room.leave(listener)
        if not room.listeners and _rooms.get(circle_id) is room:
            del _rooms[circle_id]
            room.close()


routes = [Route("/live/{circle_id:uuid}", live)]
