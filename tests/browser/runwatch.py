"""Knows exactly when a rerun is over, by reading the websocket instead of guessing from the page."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

_LONGEST_S = 20.0


class RunWatch:
    """Watch a page from before its first `goto`; then `settle()`, or `with watch.run(): click`."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._asked = self._finished = 0
        self._running = False
        self.tracebacks: list[str] = []
        page.on("websocket", self._follow)

    def settle(self) -> None:
        """Return when the page has run at least once and is at rest."""
        self._wait(lambda: self._finished > 0 and not self._running)

    @contextmanager
    def run(self) -> Iterator[None]:
        """Return when the run that the block causes is over and painted."""
        before = self._asked
        yield
        self._wait(lambda: self._asked > before and not self._running)

    def _follow(self, socket: WebSocket) -> None:
        if "/_stcore/stream" in socket.url:
            socket.on("framesent", self._sent)
            socket.on("framereceived", self._received)

    def _sent(self, data: str | bytes) -> None:
        message = BackMsg()
        if not isinstance(data, bytes) or not message.ParseFromString(data):
            return
        if message.WhichOneof("type") == "rerun_script" and not message.rerun_script.is_auto_rerun:
            self._asked += 1
            self._running = True

    def _received(self, data: str | bytes) -> None:
        if not isinstance(data, bytes):
            return
        message = ForwardMsg.FromString(data)
        if message.WhichOneof("type") == "script_finished":
            self._note_finish(message)
        elif message.WhichOneof("type") == "delta" and message.delta.new_element.HasField("exception"):
            self.tracebacks.append(message.delta.new_element.exception.message)

    def _note_finish(self, message: ForwardMsg) -> None:
        if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self._finished += 1
            self._running = False

    def _wait(self, over: Callable[[], bool]) -> None:
        give_up_at = time.monotonic() + _LONGEST_S
        while not over():
            if time.monotonic() > give_up_at:
                raise TimeoutError(f"no end of the run: asked {self._asked}, finished {self._finished}")
            self._page.wait_for_timeout(10)  # lets Playwright hand over the next frames
        self._page.wait_for_function("() => !document.querySelector('[data-stale=true]')")
        self._page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
