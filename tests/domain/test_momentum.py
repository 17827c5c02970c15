"""The sentence over each chart, written from its numbers: kind at the edges, and never about falling behind."""

from datetime import date, timedelta

import pytest

from core.domain.momentum import (
    NEEDED,
    QUIET,
    Block,
    Mine,
    MomentumPage,
    Value,
    Week,
    mix_sentence,
    my_sentence,
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
        (shown(20, 7.5), "Last week your circle took 20 steps, more than its usual 7.5."),
        (shown(4, 12), "Last week your circle took 4 steps; its usual is 12, and weeks differ."),
        (
            Value("band", low=11, high=20),
            "Last week your circle took between 11 and 20 steps; one person took many of them, so it stays a range.",
        ),
    ],
)
def test_steps_stand_beside_the_circles_own_past(value, said):
    assert sentence(page(week(steps=value)), "steps") == said


def test_before_the_first_week_is_over_it_says_when_there_will_be_numbers():
    assert "when this week is over" in sentence(page(), "steps")


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


def test_the_mix_names_the_largest_kind_of_the_last_week_that_tells():
    told = page(week(1, mix=(("contact", 6), ("other", 4))), week())
    assert mix_sentence(told) == "In the week of 9 Nov, contacts came to 6."
    assert "at least three people" in mix_sentence(page(week()))


def test_an_empty_week_of_mine_owes_nothing():
    assert my_sentence(Mine((), 0, None, None)) == "Nothing is logged this week. Nothing is owed."
    assert my_sentence(Mine((), 1, 1.0, None)) == "You took 1 step this week."


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
