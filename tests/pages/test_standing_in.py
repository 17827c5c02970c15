"""A circle whose facilitator is away: who is asked, what they read, and that nothing happens without their yes."""

from uuid import uuid4

import pytest

from core.data import cases, circles, posts, stand_ins
from core.errors import NobodyNeeded
from core.ui import routes
from tests import cast
from tests.pages.screen import lines, press

CALL = "Your facilitator has been away for two days, and something waits."


@pytest.fixture
def circle_id(fay, alice, bob, days_later):
    """Alice has agreed to stand in, Bob has asked for a person, and Fay has been away for three days."""
    circle_id = cast.circle_of(fay, alice, bob)
    stand_ins.name(fay.gateway, circle_id, cast.handle_of(alice))
    stand_ins.answer(alice.gateway, circle_id, agree=True)
    posts.ask_for_help(bob.gateway, str(uuid4()), circle_id)
    days_later(circle_id)
    return circle_id


def called(open_page, member):
    return any(CALL in line for line in lines(open_page(routes.CIRCLE, member)))


@pytest.mark.usefixtures("circle_id")
def test_the_stand_in_steps_in_and_the_facilitator_reads_of_it(open_page, fay, alice):
    at = press(open_page(routes.CIRCLE, alice), "Step in")
    assert not any(CALL in line for line in lines(at))
    assert [card.role for card in circles.mine(alice.gateway)] == ["facilitator"]
    assert any("asks for a person" in line for line in lines(open_page(routes.FACILITATE, alice)))
    assert any(
        line.startswith(f"{cast.handle_of(alice)} has stepped in")
        for line in lines(open_page(routes.FACILITATE, fay))
    )


@pytest.mark.usefixtures("circle_id")
def test_nobody_else_is_called(open_page, fay, alice, bob):
    assert called(open_page, alice)
    assert not called(open_page, bob)
    assert not called(open_page, fay)


def test_a_facilitator_who_looks_in_meanwhile_ends_the_call(open_page, fay, alice, circle_id):
    at = open_page(routes.CIRCLE, alice)
    cases.facilitate_page(fay.gateway, circle_id)
    at = press(at, "Step in")
    assert [notice.value for notice in at.warning] == [NobodyNeeded.message]
    assert not called(open_page, alice)
    assert [card.role for card in circles.mine(alice.gateway)] == ["member"]
