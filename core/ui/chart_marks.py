"""What a chart over weeks is made of: a few marks, placed before they are drawn.

Across, a mark stands so many weeks ago: last week is -1. Upwards it stands in pixels, lane over lane, so that every
chart over weeks is drawn from one description. Members' words are in none of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from string import ascii_lowercase
from typing import Literal

from core.domain.momentum import (
    OPEN_ENDED,
    Block,
    Measure,
    MomentumPage,
    Value,
    day_in_words,
    value_in_words,
    weeks_in_words,
)

# What the theme's first colours stand for here, in its order; nothing is told by colour alone.
Ink = Literal["circle", "setback", "quiet"]
What = Literal["bar", "band", "block", "usual", "quiet", "quiet_one", "note", "name"]

WEEKS = 12
_HALF_BAR = 0.36
_HALF_WEEK = 0.5
_WEEKS_IN_BLOCK = 4
# Room over the highest mark for two lines of numbers.
_HEADROOM_PX = 46
_PAD_PX = 7
# A number is this high; where the dash of the usual week would cross it, it moves into its bar.
_NUMBER_PX = 24


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: from so many weeks ago to so many, from so many pixels up to so many, with what is written at it.

    `label_px` is how high it is written, where that is not the upper end.
    """

    what: What
    start: float
    end: float
    low: float
    high: float
    ink: Ink = "circle"
    label: str = ""
    when: str = ""
    told: str = ""
    label_px: float | None = None

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2

    @property
    def label_at(self) -> float:
        return self.high if self.label_px is None else self.label_px


@dataclass(frozen=True, slots=True)
class Lane:
    """A strip of a chart: where it begins, and how high it is."""

    base_px: float
    height_px: float
    ink: Ink = "circle"

    def pixels_for_one(self, largest: float) -> float:
        return (self.height_px - _HEADROOM_PX) / largest

    @property
    def inside(self) -> tuple[float, float]:
        return self.base_px + _PAD_PX, self.base_px + self.height_px - _PAD_PX


def largest_of(page: MomentumPage, *measures: Measure) -> float:
    """Find what the highest mark has to hold, over all of these, so that they share one scale."""
    values = [week.told[measure] for week in page.weeks for measure in measures]
    blocks = [block.value for measure in measures for block in page.blocks_of(measure)]
    return max([*map(_top, values), *(value.median or 0 for value in values), *map(_weekly, blocks), 1.0])


def numbers(page: MomentumPage, measure: Measure, lane: Lane, largest: float) -> Iterator[Mark]:
    """Draw a number as a bar from the lane's base, a range as a range, four weeks together as one wide mark."""
    each_px = lane.pixels_for_one(largest)
    for week in page.weeks:
        value = week.told[measure]
        if value.state != "quiet":
            what: What = "band" if value.state == "band" else "bar"
            low, high = lane.base_px + (value.low or 0) * each_px, lane.base_px + _top(value) * each_px
            mark = _week(page, week.monday, what, (low, high), value, lane.ink, _short(value))
            dash = lane.base_px + (value.median or 0) * each_px
            yield _clear_of(dash, mark) if high < dash < high + _NUMBER_PX else mark
    for block in page.blocks_of(measure):
        upwards = lane.base_px, lane.base_px + _weekly(block.value) * each_px
        yield _together(page, block, upwards, lane.ink, _short_of_four(block.value))
    yield from quiet(page, measure, lane)


def _clear_of(dash: float, mark: Mark) -> Mark:
    """Write a number inside its bar, or above the dash where the bar is too low for it."""
    inside = mark.high - _NUMBER_PX
    return replace(mark, label_px=inside if inside >= mark.low else dash)


def name(lane: Lane, words: str) -> Mark:
    """Name a lane at its upper left, above all that is drawn in it."""
    left, top = -WEEKS - _HALF_WEEK, lane.base_px + lane.height_px
    return Mark("name", left, left, top, top, lane.ink, words)


def words(page: MomentumPage, measure: Measure, lanes: dict[str, Lane]) -> Iterator[Mark]:
    """Draw a word by the lane it stands in."""
    for week in page.weeks:
        value = week.told[measure]
        if value.band is not None:
            lane = lanes[value.band]
            yield _week(page, week.monday, "bar", lane.inside, value, lane.ink)
    for block in page.blocks_of(measure):
        if block.value.band is not None:
            lane = lanes[block.value.band]
            yield _together(page, block, lane.inside, lane.ink)
    yield from quiet(page, measure, next(iter(lanes.values())))


def usual(page: MomentumPage, lane: Lane, largest: float) -> Iterator[Mark]:
    """Draw the circle's own median of the four weeks before, as a dash across each week."""
    for week in page.weeks:
        median = week.told["steps"].median
        if median is not None:
            middle = _weeks_ago(page, week.monday)
            high = lane.base_px + median * lane.pixels_for_one(largest)
            yield Mark("usual", middle - _HALF_WEEK, middle + _HALF_WEEK, high, high, "quiet")


def quiet(page: MomentumPage, measure: Measure, lane: Lane) -> Iterator[Mark]:
    """Draw weeks without a number as a gap with a name, run by run, where no block speaks for them."""
    spoken = {
        ago
        for block in page.blocks_of(measure)
        for ago in range(_weeks_ago(page, block.first), _weeks_ago(page, block.last) + 1)
    }
    silent = [_weeks_ago(page, week.monday) for week in page.weeks if week.told[measure].state == "quiet"]
    for first, last in _runs(ago for ago in silent if ago not in spoken):
        what: What = "quiet_one" if first == last else "quiet"
        ground = lane.base_px + 1
        yield Mark(what, first - _HALF_BAR, last + _HALF_BAR, ground, ground, "quiet", "quiet")


def notes(page: MomentumPage) -> Iterator[Mark]:
    """Mark the closed weeks that carry a note by a letter on the axis; the words stand beneath the chart."""
    for letter, monday, _ in lettered(page):
        middle = _weeks_ago(page, monday)
        yield Mark("note", middle - _HALF_BAR, middle + _HALF_BAR, 0, 0, "quiet", letter)


def lettered(page: MomentumPage) -> Iterator[tuple[str, date, str]]:
    """List the notes of closed weeks, each by a letter: numbers are what is counted."""
    closed = [(monday, words) for monday, words in page.notes() if monday < page.monday]
    for letter, (monday, words) in zip(ascii_lowercase, closed, strict=False):
        yield letter, monday, words


def my_weeks(page: MomentumPage, lane: Lane) -> Iterator[Mark]:
    """Draw my own weeks; one without steps is left empty."""
    each_px = lane.pixels_for_one(max([week.steps for week in page.mine.weeks] + [1]))
    for week in page.mine.weeks[-WEEKS:]:
        if week.steps:
            value = Value("shown", total=week.steps)
            upwards = lane.base_px, lane.base_px + week.steps * each_px
            yield _week(page, week.monday, "bar", upwards, value, lane.ink, str(week.steps))


def _week(
    page: MomentumPage,
    monday: date,
    what: What,
    upwards: tuple[float, float],
    value: Value,
    ink: Ink,
    label: str = "",
) -> Mark:
    middle = _weeks_ago(page, monday)
    told = value_in_words(value)
    return Mark(
        what, middle - _HALF_BAR, middle + _HALF_BAR, *upwards, ink, label, day_in_words(monday), told
    )


def _together(
    page: MomentumPage, block: Block, upwards: tuple[float, float], ink: Ink, label: str = ""
) -> Mark:
    """Draw four weeks as one; one that began before the page does begins with it."""
    first = max(_weeks_ago(page, block.first), -WEEKS)
    last = _weeks_ago(page, block.last)
    told = f"{value_in_words(block.value)}, together"
    return Mark(
        "block", first - _HALF_BAR, last + _HALF_BAR, *upwards, ink, label, weeks_in_words(block), told
    )


def _weeks_ago(page: MomentumPage, monday: date) -> int:
    return (monday - page.monday).days // 7


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Join numbers that follow each other: first and last of each run."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _top(value: Value) -> float:
    """Say how high a value reaches; a range without a meaningful upper end is drawn half as high again."""
    if value.low is not None and value.low > OPEN_ENDED:
        return value.low * 1.5
    return value.total or value.high or value.days or 0


def _weekly(value: Value) -> float:
    """Say how high one week of a block is, so that its area is what it holds; days are a median already."""
    return _top(value) if value.days is not None else _top(value) / _WEEKS_IN_BLOCK


def _short(value: Value) -> str:
    """Write a value where a week is narrow."""
    if value.low is None:
        return f"{_top(value):g}"
    return f"{OPEN_ENDED}+" if value.low > OPEN_ENDED else f"{value.low}\u2013\n{value.high}"


def _short_of_four(value: Value) -> str:
    words = value_in_words(value)
    return words if value.days is not None else f"{words} in 4 weeks"
