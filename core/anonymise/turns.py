"""Who may look at a text now: few at once, a bounded queue behind them, and nobody before the lists are read."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from core.anonymise import encoder
from core.anonymise.vocabulary import read
from core.errors import AnonymiserBusy, AnonymiserLoading

AT_ONCE = 2
WAITING = 30  # two in seven hundredths of a second: the last one waits about a second

_reading = Lock()
_turns = BoundedSemaphore(AT_ONCE)
places = BoundedSemaphore(AT_ONCE + WAITING)


def load() -> None:
    """Read the lists and everything that was learned, once. Whoever comes while they are being read is told so."""
    if read.cache_info().currsize:
        return
    if not _reading.acquire(blocking=False):
        raise AnonymiserLoading
    try:
        encoder.read()
        read()
    finally:
        _reading.release()


@contextmanager
def turn() -> Iterator[None]:
    """Wait for a turn; with too many waiting already, raise `AnonymiserBusy`."""
    if not places.acquire(blocking=False):
        raise AnonymiserBusy
    try:
        with _turns:
            yield
    finally:
        places.release()
