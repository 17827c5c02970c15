"""Charts: built once, without anybody's data in them, placed by rule, and legible without colour."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.domain.momentum import (
    ANSWERED,
    NEEDED,
    QUIET,
    Block,
    Measure,
    Mine,
    MomentumPage,
    MyWeek,
    Value,
    Week,
)
from core.domain.posts import Head
from core.ui import chart_marks as marks
from core.ui import charts
from core.ui.chart_marks import Lane

SPECS = {
    "weeks": lambda: charts._over_weeks(140),  # noqa: SLF001 -- the description is what is looked at
    "lanes": lambda: charts._over_weeks(34, ("Low", "Steady", "High")),  # noqa: SLF001 -- the same
    "kinds": charts._by_kind,  # noqa: SLF001 -- the same
}
MONDAY = date(2026, 11, 23)
LANE = Lane(0, 146)
HEADROOM_PX = 46


@pytest.mark.parametrize("name", SPECS)
def test_a_description_is_built_once_and_holds_no_data(name):
    spec = SPECS[name]()
    assert spec is SPECS[name]()
    for part in (spec, *spec["layer"]):
        assert "data" not in part
        assert "datasets" not in part


@pytest.mark.parametrize("name", SPECS)
def test_words_are_written_on_it_large_enough_and_there_is_no_legend(name):
    spec = SPECS[name]()
    written = [layer["mark"] for layer in spec["layer"] if layer["mark"]["type"] == "text"]
    assert written
    assert [mark for mark in written if mark["fontSize"] < 16] == []
    channels = [
        layer["encoding"][name]
        for layer in spec["layer"]
        for name in ("color", "fill", "stroke")
        if "scale" in layer["encoding"].get(name, {})
    ]
    assert channels
    assert [channel for channel in channels if channel["legend"] is not None] == []


@pytest.mark.parametrize("name", SPECS)
def test_colours_are_the_themes_and_the_ground_is_the_pages(name):
    spec = SPECS[name]()
    assert spec["background"] == "transparent"
    assert "#" not in json.dumps({**spec, "$schema": ""})


def test_what_differs_differs_in_outline_too():
    solid, range_ = (layer for layer in SPECS["weeks"]()["layer"] if layer["mark"]["type"] == "rect")
    filled = solid["encoding"]["fillOpacity"]
    assert filled["condition"] == {"test": "datum.what == 'bar'", "value": 0.6}
    assert filled["value"] == range_["mark"]["fillOpacity"] == 0.2
    assert "strokeDash" in range_["mark"]
    assert "strokeDash" not in solid["mark"]


# --- where marks stand ---


def page(
    *told: dict[Measure, Value], blocks: tuple[Block, ...] = (), mine: Mine | None = None
) -> MomentumPage:
    """A page of closed weeks, oldest first."""
    weeks = tuple(
        Week(MONDAY - timedelta(weeks=len(told) - place), dict.fromkeys(NEEDED, QUIET) | week, None, None)
        for place, week in enumerate(told)
    )
    head = Head(**dict.fromkeys(Head.__slots__))
    mine = mine or Mine((), 0, None, None)
    return MomentumPage(head, MONDAY, weeks, blocks, mine, may_note=False, note="")


def shown(total: int, median: float | None = None) -> Value:
    return Value("shown", total=total, median=median)


def steps(*values: Value, blocks: tuple[Block, ...] = ()) -> list[marks.Mark]:
    told = page(*({"steps": value} for value in values), blocks=blocks)
    return list(marks.numbers(told, "steps", LANE, marks.largest_of(told, "steps")))


def test_last_week_stands_at_the_right_and_the_highest_leaves_room_for_its_number():
    older, last = steps(shown(5), shown(10))
    assert (last.middle, older.middle) == (-1, -2)
    assert (last.low, last.high) == (0, 146 - HEADROOM_PX)
    assert older.high == last.high / 2
    assert (last.label, last.when, last.told) == ("10", "16 Nov", "10")


def test_a_range_hangs_between_its_ends():
    (band,) = steps(Value("band", low=11, high=20))
    assert (band.what, band.label) == ("band", "11\u2013\n20")
    assert (band.low, band.high) == (55, 100)


def test_the_widest_range_has_no_upper_end_to_read():
    (band,) = steps(Value("band", low=321, high=10_000))
    assert (band.label, band.told) == ("320+", "more than 320")
    assert band.high <= 146 - HEADROOM_PX


def test_a_quiet_week_is_a_gap_with_a_name_and_never_a_bar():
    assert [mark.what for mark in steps(shown(4), QUIET, shown(4))] == ["bar", "bar", "quiet_one"]
    (run,) = steps(QUIET, QUIET)
    assert (run.what, run.label, round(run.end - run.start, 2)) == ("quiet", "quiet", 1.72)


def test_a_block_is_one_wide_mark_as_high_as_one_of_its_weeks():
    block = Block("steps", MONDAY - timedelta(weeks=4), MONDAY - timedelta(weeks=1), shown(12))
    five = [shown(12), QUIET, QUIET, QUIET, QUIET]
    bar, wide = steps(*five, blocks=(block,))
    assert (wide.what, wide.label) == ("block", "12 in 4 weeks")
    assert wide.high == bar.high / 4
    assert (round(wide.start, 2), round(wide.end, 2)) == (-4.36, -0.64)


def test_a_block_that_began_before_the_page_begins_with_it():
    block = Block("steps", MONDAY - timedelta(weeks=14), MONDAY - timedelta(weeks=11), shown(12))
    (wide, *_) = steps(*[QUIET] * 12, blocks=(block,))
    assert (round(wide.start, 2), round(wide.end, 2)) == (-12.36, -10.64)


def test_the_dash_of_the_usual_week_never_crosses_a_number():
    near = page({"steps": shown(10, 11)})
    largest = marks.largest_of(near, "steps")
    (bar,) = marks.numbers(near, "steps", LANE, largest)
    (dash,) = marks.usual(near, LANE, largest)
    assert dash.high > bar.high
    # It stands in its own bar, where nobody takes it for the number of the dash.
    assert bar.low < bar.label_at == bar.high - 24
    far = page({"steps": shown(10, 20)})
    (bar,) = marks.numbers(far, "steps", LANE, marks.largest_of(far, "steps"))
    assert bar.label_at == bar.high


def test_a_bar_too_low_to_hold_its_number_has_it_above_the_dash():
    low, high = page({"steps": shown(2, 3)}), 30
    (bar,) = marks.numbers(low, "steps", LANE, high)
    (dash,) = marks.usual(low, LANE, high)
    assert bar.label_at == dash.high > bar.high


def test_a_lane_is_named_above_all_that_is_drawn_in_it():
    lane = Lane(30, 146)
    assert marks.name(lane, "Wins").label_at == 176
    (bar,) = marks.numbers(page({"wins": shown(4)}), "wins", lane, 4)
    assert bar.label_at + HEADROOM_PX == 176


def test_wins_and_setbacks_share_one_scale():
    told = page({"wins": shown(10), "setbacks": shown(5)})
    largest = marks.largest_of(told, "wins", "setbacks")
    (win,) = marks.numbers(told, "wins", Lane(146, 146), largest)
    (setback,) = marks.numbers(told, "setbacks", Lane(0, 146, "setback"), largest)
    assert win.high - win.low == 2 * (setback.high - setback.low)


def test_words_stand_in_their_lanes_and_four_weeks_do_too():
    lanes = {word: Lane(place * 34, 34) for place, word in enumerate(ANSWERED)}
    block = Block(
        "answered", MONDAY - timedelta(weeks=5), MONDAY - timedelta(weeks=2), Value("shown", band="half")
    )
    told = page(*[{}] * 4, {"answered": Value("shown", band="nearly_all")}, blocks=(block,))
    bar, wide = marks.words(told, "answered", lanes)
    assert lanes["nearly_all"].base_px < bar.low < bar.high < lanes["nearly_all"].base_px + 34
    assert lanes["half"].base_px < wide.low < wide.high < lanes["half"].base_px + 34


def test_notes_are_letters_on_the_axis_and_their_words_are_not_in_the_drawing():
    told = page({}, {})
    noted = replace(told, weeks=(replace(told.weeks[0], note="A hard **week**"), told.weeks[1]), note="Now")
    (mark,) = marks.notes(noted)
    assert (mark.label, mark.middle, mark.high) == ("a", -2, 0)
    assert "hard" not in str(mark)
    assert list(marks.lettered(noted)) == [("a", MONDAY - timedelta(weeks=2), "A hard **week**")]


def test_my_own_empty_week_is_left_empty():
    mine = Mine(
        (MyWeek(MONDAY - timedelta(weeks=2), 3, None), MyWeek(MONDAY - timedelta(weeks=1), 0, None)),
        0,
        None,
        None,
    )
    (bar,) = marks.my_weeks(page({}, {}, mine=mine), LANE)
    assert (bar.label, bar.middle) == ("3", -2)
