"""The live stream: members of the circle hear that something changed, nobody else hears anything."""

import time
import uuid
from contextlib import contextmanager

import httpx
import pytest

from core.domain.browser import COOKIE
from tests import people
from tests.browser.conftest import new_session
from tests.browser.server import Server


@pytest.fixture
def alice(environment):
    assert environment
    return people.sign_up("alice")


@pytest.fixture
def circle_id(alice):
    circle_id = str(uuid.uuid4())
    alice.member.gateway.call(
        "create_circle",
        id=circle_id,
        name="Monday circle",
        purpose="",
        time_zone="UTC",
        handle="Quiet Heron",
        rules=["Be kind."],
    )
    return circle_id


@contextmanager
def listening(server, circle_id, person):
    """Yield what the stream says, line by line without the empty ones."""
    cookies = {COOKIE: new_session(person)}
    with httpx.stream("GET", f"{server.url}/live/{circle_id}", cookies=cookies, timeout=15) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield (line for line in answer.iter_lines() if line.startswith("data:"))


def test_a_member_hears_of_a_change_within_seconds_and_nothing_of_what(server, alice, circle_id):
    with listening(server, circle_id, alice) as said:
        first = next(said)
        alice.member.gateway.call("set_prompt", circle=circle_id, prompt="What helped this week?")
        began = time.monotonic()
        second = next(said)
    assert time.monotonic() - began < 5
    assert first != second
    assert "helped" not in second


def test_a_stranger_and_a_visitor_hear_nothing(server, circle_id):
    for cookies in ({}, {COOKIE: new_session(people.sign_up("charlie"))}, {COOKIE: "x" * 43}):
        answer = httpx.get(f"{server.url}/live/{circle_id}", cookies=cookies)
        assert (answer.status_code, answer.content) == (204, b"")


def test_whoever_left_the_circle_stops_hearing(server, alice, circle_id):
    with listening(server, circle_id, alice) as said:
        next(said)
        alice.member.gateway.call("leave_circle", circle=circle_id, delete_posts=False)
        assert list(said) == []


def test_an_open_stream_does_not_hold_the_server_back(environment, tmp_path, alice, circle_id):
    fresh = Server(environment, tmp_path / "app.log")
    fresh.start()
    with listening(fresh, circle_id, alice) as said:
        next(said)
        began = time.monotonic()
        fresh.stop()
        assert time.monotonic() - began < 5
        assert list(said) == []
