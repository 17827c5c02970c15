"""Few texts are looked at once, a bounded queue waits behind them, and while the lists are read nobody is let in."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from core import anonymise
from core.anonymise import turns, vocabulary
from core.errors import AnonymiserBusy, AnonymiserLoading

PATIENCE_S = 20


@pytest.fixture
def slow_lists(monkeypatch):
    """Lists that are being read until the event is set."""
    begun, let_go = threading.Event(), threading.Event()
    unpacked = vocabulary.unpacked

    def slowly(content):
        begun.set()
        assert let_go.wait(PATIENCE_S)
        return unpacked(content)

    vocabulary.read.cache_clear()
    monkeypatch.setattr(vocabulary, "unpacked", slowly)
    yield begun, let_go
    let_go.set()


def test_while_the_lists_are_read_it_says_so(slow_lists):
    begun, let_go = slow_lists
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(anonymise.load)
        assert begun.wait(PATIENCE_S)
        assert not anonymise.ready()
        with pytest.raises(AnonymiserLoading):
            anonymise.spans("Priya from Adobe called")
        let_go.set()
        reading.result()
    assert anonymise.ready()
    assert anonymise.spans("Priya from Adobe called")


def test_a_full_queue_turns_the_next_one_away():
    anonymise.load()
    with ThreadPoolExecutor(turns.AT_ONCE + turns.WAITING) as pool:
        inside = threading.Semaphore(0)
        let_go = threading.Event()

        def hold():
            with turns.turn():
                inside.release()
                assert let_go.wait(PATIENCE_S)

        holding = [pool.submit(hold) for _ in range(turns.AT_ONCE)]
        for _ in holding:
            assert inside.acquire(timeout=PATIENCE_S)
        full = threading.Barrier(turns.WAITING + 1)
        waiting = [pool.submit(_wait_in_line, full) for _ in range(turns.WAITING)]
        full.wait(PATIENCE_S)
        _until_no_place_is_left()
        with pytest.raises(AnonymiserBusy):
            anonymise.spans("a calm day")
        let_go.set()
        assert all(future.result(PATIENCE_S) == [] for future in waiting)
    assert anonymise.spans("a calm day") == []


def _wait_in_line(full):
    full.wait(PATIENCE_S)
    return anonymise.spans("a calm day")


def _until_no_place_is_left():
    """The last of those in line took its place: ours is refused, or given back at once."""
    deadline = threading.Event()
    for _ in range(1_000):
        if not turns.places.acquire(blocking=False):
            return
        turns.places.release()
        deadline.wait(0.01)
    pytest.fail("the queue never filled")
