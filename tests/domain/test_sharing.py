"""What an author hears after sharing, and the sentence a weekly win starts from."""

import pytest

from core.domain.posts import HOLD_REASONS, Post, Shared, Week, shapes_for
from core.domain.sharing import outcome, week_in_words


def shared(state, *, why=None, due_in_hours=None):
    return Shared("an-id", state, why, due_in_hours)


def test_shown_delayed_and_held_are_told_apart():
    assert outcome(shared("shown"), 0) == "Your circle can read it now."
    assert "in 6 hours" in outcome(shared("delayed"), 6)
    held = outcome(shared("held", why="first_posts", due_in_hours=20), 0)
    assert HOLD_REASONS["first_posts"] in held
    assert "within 20 hours" in held


@pytest.mark.parametrize("why", HOLD_REASONS)
def test_every_wait_has_a_kind_reason(why):
    assert outcome(shared("held", why=why, due_in_hours=1), 0).startswith(HOLD_REASONS[why])


@pytest.mark.parametrize(
    ("week", "words"),
    [
        (Week(wins=0, setbacks=2, replies=0, thanks=0), "My week: "),
        (Week(wins=1, setbacks=0, replies=0, thanks=0), "My week: one win. "),
        (
            Week(wins=3, setbacks=0, replies=1, thanks=2),
            "My week: 3 wins, one answer to somebody, 2 thank-yous. ",
        ),
        (
            Week(
                wins=1,
                setbacks=0,
                replies=0,
                thanks=0,
                steps=(("rest", 2), ("application", 3), ("contact", 1)),
            ),
            "My week: 3 applications, a contact, rest 2 times, one win. ",
        ),
    ],
)
def test_a_week_is_a_beginning_and_never_a_reproach(week, words):
    assert week_in_words(week) == words


def setback(wanted):
    return Post(
        id="an-id",
        kind="setback",
        name="Quiet Heron",
        veiled=False,
        body="",
        took="",
        win_kind=None,
        wanted=wanted,
        stage=None,
        said=None,
        feelings=(),
        when="yesterday",
        edited=False,
        mine=False,
        editable=False,
        reactions=(),
        totals=None,
        replies=(),
    )


@pytest.mark.parametrize(
    ("wanted", "shapes"),
    [
        ("heard", ("acknowledge",)),
        ("views", ("acknowledge", "view")),
        ("advice", ("acknowledge", "view", "advice")),
        ("logging", ()),
        (None, ("acknowledge",)),
    ],
)
def test_an_answer_has_the_shape_that_was_asked_for(wanted, shapes):
    assert shapes_for(setback(wanted)) == shapes
