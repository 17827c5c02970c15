"""The sentence over each chart, written from its numbers: kind at the edges, and never about falling behind."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.domain.momentum import (
    NEEDED,
    QUIET,
    Block,
    Mine,
    MomentumPage,
    MyWeek,
    Value,
    Week,
    first_week_sentence,
    mix_sentence,
    my_index,
    my_sentence,
    my_share,
    notes_sentence,
    sentence,
    value_in_words,
)
from core.domain.posts import Head
from tests import wording

MONDAY = date(2026, 11, 16)


def head() -> Head:
    return Head(
        **dict.fromkeys(Head.__slots__)
        | {
            "circle_id": "1",
            "name": "Ours",
            "open": True,
            "people": 5,
            "handle": "Quiet Heron",
            "role": "member",
        }
    )


def week(back: int = 0, mix: tuple[tuple[str, int], ...] | None = None, **told: Value) -> Week:
    return Week(MONDAY - timedelta(weeks=back), dict.fromkeys(NEEDED, QUIET) | told, mix, None)


def page(*weeks: Week, blocks: tuple[Block, ...] = ()) -> MomentumPage:
    mine = Mine((), 0, None, None)
    return MomentumPage(head(), MONDAY + timedelta(weeks=1), weeks, blocks, mine, may_note=False, note="")


def shown(total: int, median: float | None = None) -> Value:
    return Value("shown", total=total, median=median)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (shown(1), "Last week your circle took 1 step."),
        (shown(14, 12), "Last week your circle took 14 steps, about its usual 12."),
        (shown(12, 12.0), "Last week your circle took 12 steps, about its usual 12."),
        (shown(20, 7.5), "Last week your circle took 20 steps, more than its usual 7 to 8."),
        (shown(4, 12), "Last week your circle took 4 steps; its usual is 12, and weeks differ."),
        (
            Value("band", low=11, high=20),
            "Last week your circle took 11 to 20 steps. A range stands where a number could be read as one person's.",
        ),
    ],
)
def test_steps_stand_beside_the_circles_own_past(value, said):
    assert sentence(page(week(steps=value)), "steps") == said


def test_the_widest_range_names_no_upper_end():
    assert "took more than 320 steps." in sentence(
        page(week(steps=Value("band", low=321, high=10_000))), "steps"
    )


def test_before_the_first_week_is_over_it_says_when_there_will_be_numbers():
    assert "on Monday 30 Nov" in first_week_sentence(page())


@pytest.mark.parametrize(
    ("measure", "needed"), [("steps", "three"), ("setbacks", "five"), ("energy", "five")]
)
def test_a_quiet_week_says_kindly_why(measure, needed):
    said = sentence(page(week()), measure)
    assert said.startswith("Last week stays quiet")
    assert f"at least {needed} people" in said
    assert "0" not in said


def test_four_quiet_weeks_speak_together():
    block = Block("setbacks", MONDAY - timedelta(weeks=3), MONDAY, Value("shown", total=8))
    said = sentence(page(week(), blocks=(block,)), "setbacks")
    assert said.startswith("In the last four weeks together your circle shared 8 setbacks.")


def test_an_older_block_says_nothing_about_last_week():
    block = Block(
        "setbacks", MONDAY - timedelta(weeks=4), MONDAY - timedelta(weeks=1), Value("shown", total=8)
    )
    assert sentence(page(week(1), week(), blocks=(block,)), "setbacks").startswith("Last week stays quiet")


@pytest.mark.parametrize(
    ("value", "measure", "said"),
    [
        (Value("shown", days=0), "bounce", "on the same day"),
        (Value("shown", days=1), "bounce", "a day later"),
        (Value("shown", days=3), "bounce", "about 3 days later"),
        (Value("shown", band="nearly_all"), "answered", "nearly all setbacks"),
        (Value("shown", band="steady"), "energy", "was steady"),
        (shown(3), "wins", "3 wins"),
    ],
)
def test_every_measure_has_its_sentence(value, measure, said):
    assert said in sentence(page(week(**{measure: value})), measure)


@pytest.mark.parametrize(
    ("mix", "held"),
    [
        ((("contact", 6),), "contacts (6)"),
        ((("contact", 6), ("other", 14)), "contacts (6) and other kinds (14)"),
        (
            (("contact", 6), ("rest", 5), ("learning", 4), ("other", 4)),
            "contacts (6), rest (5), learning (4) and other kinds (4)",
        ),
        (
            (("contact", 6), ("rest", 5), ("learning", 4), ("interview", 3)),
            "contacts (6), rest (5), learning (4) and more",
        ),
    ],
)
def test_the_mix_names_the_largest_kinds_of_the_last_week_that_tells(mix, held):
    assert mix_sentence(page(week(1, mix=mix), week())) == f"The week of 9 Nov held {held}."


def test_where_no_week_tells_its_kinds_it_says_why():
    assert "at least three people" in mix_sentence(page(week()))


def mine(*steps: int, now: int = 0, share: float | None = None, index: float | None = None) -> Mine:
    weeks = tuple(
        MyWeek(MONDAY - timedelta(weeks=back), many, share if back == 0 else None)
        for back, many in reversed(list(enumerate(reversed(steps))))
    )
    return Mine(weeks, now, index, None)


@pytest.mark.parametrize(
    ("me", "said"),
    [
        (mine(), "Nothing is logged this week. Nothing is owed."),
        (mine(3, 0), "Nothing is logged this week. Nothing is owed."),
        (mine(0, 1), "Nothing is logged this week. Nothing is owed. Last week you took 1 step."),
        (mine(now=1), "You took 1 step this week."),
        (mine(9, 4, now=2), "You took 2 steps this week, and 4 last week."),
    ],
)
def test_what_is_mine_is_said_and_nothing_of_what_is_not(me, said):
    assert my_sentence(me) == said


def test_my_share_is_said_where_the_circles_number_is():
    assert my_share(mine(4, share=0.24)) == "About 24% of your circle's steps last week were yours."
    assert my_share(mine(4)) is None
    assert my_share(mine(0, share=0.0)) is None
    assert my_share(mine()) is None


def test_the_index_says_what_it_is():
    assert my_index(mine(index=3.0)).startswith("Your index is **3**")
    assert "halves in 13 days without steps; rest days leave it as it is" in my_index(mine(index=3.1))
    assert my_index(mine()).startswith("Your index begins with your first step.")


def test_notes_are_listed_oldest_first_and_the_running_week_last():
    noted = replace(week(2), note="A holiday")
    told = replace(page(noted, week(1), week()), note="Somebody new")
    assert told.notes() == ((noted.monday, "A holiday"), (told.monday, "Somebody new"))
    assert notes_sentence(told) == "A facilitator left a word on 2 weeks."
    assert notes_sentence(page(noted)) == "A facilitator left a word on one week."


def test_a_measure_speaks_by_a_week_or_by_a_block():
    block = Block("wins", MONDAY - timedelta(weeks=3), MONDAY, Value("shown", total=8))
    told = page(week(steps=shown(3)), blocks=(block,))
    assert [measure for measure in NEEDED if told.speaks(measure)] == ["steps", "wins"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (QUIET, "Quiet"),
        (shown(3), "3"),
        (Value("band", low=1, high=5), "1 to 5"),
        (Value("shown", days=0), "Same day"),
    ],
)
def test_a_table_says_what_the_chart_says(value, said):
    assert value_in_words(value) == said


def test_no_sentence_compares_or_blames():
    values = {
        "steps": [shown(1, 30), shown(30, 1), Value("band", low=1, high=5), QUIET],
        "wins": [shown(1), QUIET],
        "setbacks": [shown(9), QUIET],
        "bounce": [Value("shown", days=20)],
        "answered": [Value("shown", band="fewer")],
        "energy": [Value("shown", band="low")],
    }
    for measure, several in values.items():
        for value in several:
            assert wording.broken(sentence(page(week(**{measure: value})), measure)) == []
