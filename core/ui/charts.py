"""Charts of a circle's momentum: each is a sentence, a drawing, and a table of the same numbers.

Every description is built by Altair once in the process and drawn with the data of the page. Colours are the theme's,
by their place in it; place, outline and words tell the same in greyscale.
"""

import functools
from collections.abc import Iterable, Sequence
from typing import Any, get_args

import altair as alt
import pyarrow as pa
import streamlit as st

from core.domain.momentum import (
    ANSWERED,
    ENERGY,
    KINDS,
    Measure,
    MomentumPage,
    day_in_words,
    mix_sentence,
    notes_sentence,
    sentence,
    value_in_words,
    weeks_in_words,
)
from core.ui import chart_marks as marks
from core.ui import inert
from core.ui.chart_marks import Ink, Lane, Mark

Spec = dict[str, Any]

_NUMBER_PX = 140
_WORD_PX = 34
# Room for a letter under the bars, and for a name between two lanes of them.
_LETTER_PX = 24
_NAME_PX = 36
_TEXT_PX = 16
_COLUMNS = pa.schema(
    [(name, pa.string()) for name in ("what", "ink", "label", "when", "told")]
    + [(name, pa.float64()) for name in ("start", "middle", "end", "low", "high", "label_at")]
)
_KINDS = pa.schema([("kind", pa.string()), ("many", pa.int64())])
_WEEKS_AGO = (
    f"datum.value == -1 ? 'last week' : datum.value == -{marks.WEEKS} ? '{marks.WEEKS} weeks ago' : ''"
    " + (-datum.value)"
)


# --- one for each question ---


def steps(page: MomentumPage) -> None:
    """Draw the circle's steps beside its own median of the four weeks before, and nothing else."""
    _begin("Steps", sentence(page, "steps"))
    if not page.speaks("steps"):
        return
    noted = [*marks.notes(page)]
    strip_px = _LETTER_PX if noted else 0
    lane, largest = Lane(strip_px, _NUMBER_PX), marks.largest_of(page, "steps")
    drawn = [
        *marks.numbers(page, "steps", lane, largest),
        *marks.usual(page, lane, largest),
        *noted,
    ]
    _draw("steps", drawn, _over_weeks(strip_px + _NUMBER_PX), "Steps of your circle, week by week")
    usual = {week.monday: week.told["steps"].median for week in page.weeks}
    if any(usual.values()):
        st.caption("The dash across a week is the middle of your circle's own four weeks before it.")
    rows = [
        (*row, "" if usual[week.monday] is None else f"{usual[week.monday]:g}")
        for row, week in zip(_rows(page, "steps"), page.weeks, strict=False)
    ]
    _table("Steps", ("Week of", "Steps", "Usual before"), [*rows, *_block_rows(page, "steps")])


def mix(page: MomentumPage) -> None:
    """Draw the kinds of the last week that tells them."""
    _begin("Kinds of steps", mix_sentence(page))
    week = page.last_mix()
    if week is None:
        return
    st.vega_lite_chart(
        pa.Table.from_pylist([{"kind": KINDS[kind], "many": many} for kind, many in week.mix or ()], _KINDS),
        _by_kind(),
        alt=f"Steps by kind in the week of {day_in_words(week.monday)}",
        key="chart-mix",
    )
    told = [
        (day_in_words(week.monday), KINDS[kind], str(many))
        for week in page.weeks
        for kind, many in week.mix or ()
    ]
    _table("Kinds of steps", ("Week of", "Kind", "Steps"), told)


def shared(page: MomentumPage) -> None:
    """Draw wins and setbacks, one over the other, on one scale and with the same weight."""
    _begin("Wins and setbacks", f"{sentence(page, 'wins')} {sentence(page, 'setbacks')}")
    if not (page.speaks("wins") or page.speaks("setbacks")):
        return
    largest = marks.largest_of(page, "wins", "setbacks")
    each_px = _NUMBER_PX + _NAME_PX
    above, below = Lane(each_px, _NUMBER_PX), Lane(0, _NUMBER_PX, "setback")
    drawn = [
        marks.name(above, "Wins"),
        marks.name(below, "Setbacks"),
        *marks.numbers(page, "wins", above, largest),
        *marks.numbers(page, "setbacks", below, largest),
    ]
    _draw(
        "shared", drawn, _over_weeks(2 * each_px), "Wins and setbacks that your circle shared, week by week"
    )
    rows = [
        (when, wins, setbacks)
        for (when, wins), (_, setbacks) in zip(_rows(page, "wins"), _rows(page, "setbacks"), strict=True)
    ]
    rows += [(when, wins, "") for when, wins in _block_rows(page, "wins")]
    rows += [(when, "", setbacks) for when, setbacks in _block_rows(page, "setbacks")]
    _table("Wins and setbacks", ("Week of", "Wins", "Setbacks"), rows)


def bounce(page: MomentumPage) -> None:
    """Draw the median time from a setback to the next step, in days."""
    title = "From a setback to the next step"
    _begin(title, sentence(page, "bounce"))
    if page.speaks("bounce"):
        drawn = marks.numbers(page, "bounce", Lane(0, _NUMBER_PX), marks.largest_of(page, "bounce"))
        _draw("bounce", drawn, _over_weeks(_NUMBER_PX), f"{title} in days, week by week")
        _table(title, ("Week of", "Days"), [*_rows(page, "bounce"), *_block_rows(page, "bounce")])


def answered(page: MomentumPage) -> None:
    """Draw how many of the setbacks that asked for it were answered within a day, in words."""
    _by_word(page, "answered", "Answered within a day", ANSWERED)


def energy(page: MomentumPage) -> None:
    """Draw the circle's energy in three bands."""
    _by_word(page, "energy", "Energy", ENERGY)


def notes(page: MomentumPage) -> None:
    """Say the facilitator's words on weeks, each by the letter that stands at its week in the drawing above."""
    if not page.notes():
        return
    st.markdown(notes_sentence(page))
    for letter, monday, words in marks.lettered(page):
        inert.words(f"{letter} · Week of {day_in_words(monday)}: {words}")
    if page.note:
        inert.words(f"This week: {page.note}")


def mine(page: MomentumPage) -> None:
    """Draw my own steps, for me alone, with my share where the circle's number is told."""
    if any(week.steps for week in page.mine.weeks):
        _draw(
            "mine",
            marks.my_weeks(page, Lane(0, _NUMBER_PX)),
            _over_weeks(_NUMBER_PX),
            "Your steps, week by week",
        )
        rows = [
            (day_in_words(week.monday), str(week.steps), "" if week.share is None else f"{week.share:.0%}")
            for week in page.mine.weeks
        ]
        _table("My steps", ("Week of", "My steps", "My share"), rows)


def _begin(title: str, said: str) -> None:
    st.header(title, anchor=False)
    st.markdown(said)


def _by_word(page: MomentumPage, measure: Measure, title: str, upwards: dict[str, str]) -> None:
    """Draw a word for each week by its lane; the first word stands lowest."""
    _begin(title, sentence(page, measure))
    if not page.speaks(measure):
        return
    lanes = {word: Lane(place * _WORD_PX, _WORD_PX) for place, word in enumerate(upwards)}
    spec = _over_weeks(_WORD_PX, tuple(upwards.values()))
    _draw(measure, marks.words(page, measure, lanes), spec, f"{title}, week by week")
    _table(title, ("Week of", title), [*_rows(page, measure), *_block_rows(page, measure)])


def _draw(name: str, drawn: Iterable[Mark], spec: Spec, what: str) -> None:
    placed = list(drawn)
    arrays = [pa.array([getattr(mark, column.name) for mark in placed], column.type) for column in _COLUMNS]
    data = pa.Table.from_arrays(arrays, schema=_COLUMNS)
    st.vega_lite_chart(data, spec, alt=f"{what}. Every number is in the table below.", key=f"chart-{name}")


# --- tables ---


def _rows(page: MomentumPage, measure: Measure) -> list[tuple[str, str]]:
    return [(day_in_words(week.monday), value_in_words(week.told[measure])) for week in page.weeks]


def _block_rows(page: MomentumPage, measure: Measure) -> list[tuple[str, str]]:
    return [
        (weeks_in_words(block), f"{value_in_words(block.value)}, together")
        for block in page.blocks_of(measure)
    ]


def _table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Offer the same numbers as a table. It is there already, so that opening it asks nobody."""
    with st.expander(f"{title}, as a table", key=f"table-{title.lower().replace(' ', '-')}"):
        inert.table(title, head, rows)


# --- descriptions, built once ---

# As wide as the page; a height is the drawing's own, without its axis.
_FIT = {"type": "fit-x", "contains": "padding"}
_TEXT: dict[str, Any] = {"fontSize": _TEXT_PX, "tooltip": None}


@functools.cache
def _over_weeks(lane_px: int, lanes: tuple[str, ...] = ("",)) -> Spec:
    """Describe a chart over weeks: its marks stand where they say, lane over lane, the first at the bottom.

    A number is a filled bar, a range hangs between its ends in a dashed outline, four weeks together are one wide
    pale bar, a quiet week is a dotted line with its name on it.
    """
    height = lane_px * len(lanes)
    # Axes, scales and their titles are said by the first layer for all: what is sent stays small.
    across = alt.X(
        "start:Q",
        title=None,
        axis=_week_axis(),
        scale=alt.Scale(domain=[-marks.WEEKS - 0.6, -0.4], zero=False),
    )
    upwards = alt.Y(
        "low:Q", title=None, axis=_lane_axis(lane_px, lanes), scale=alt.Scale(domain=[0, height], nice=False)
    )
    color = alt.Color("ink:N", scale=_inks(), legend=None)
    told = [alt.Tooltip("when:N", title="Week of"), alt.Tooltip("told:N", title="Told")]
    boxes = {
        "x": across,
        "x2": "end",
        "y": upwards,
        "y2": "high",
        "fill": alt.Fill("ink:N", scale=_inks(), legend=None),
        "stroke": alt.Stroke("ink:N", scale=_inks(), legend=None),
        "fillOpacity": _where("bar", 0.6, 0.2),
        "tooltip": told,
    }
    again = {"x": "start:Q", "x2": "end", "y": "low:Q", "y2": "high", "fill": "ink:N", "stroke": "ink:N"}
    dashes = {"x": "start:Q", "x2": "end", "y": "low:Q", "color": color}
    words = {"x": "middle:Q", "y": "label_at:Q", "color": "ink:N", "text": "label:N"}
    layers = (
        _only("bar", "block").mark_rect(cornerRadius=2, strokeWidth=1.5).encode(**boxes),
        _only("band")
        .mark_rect(fillOpacity=0.2, strokeWidth=1.5, strokeDash=[4, 3])
        .encode(**again, tooltip=told),
        _only("usual", "quiet", "quiet_one")
        .mark_rule(strokeWidth=3, tooltip=None)
        .encode(**dashes, strokeDash=_where("usual", [1, 0], [2, 4])),
        _only("bar", "band", "block", "quiet", "note")
        .mark_text(**_TEXT, baseline="bottom", dy=-4, lineBreak="\n")
        .encode(**words),
        _only("name")
        .mark_text(**_TEXT, fontWeight=600, align="left", baseline="bottom", dy=-4)
        .encode(**words),
        _only("quiet_one")
        .mark_text(**_TEXT, angle=270, align="left", baseline="middle", dx=6)
        .encode(**words),
    )
    return _described(alt.layer(*layers).properties(height=height))


def _where(what: marks.What, value: float | list[int], otherwise: float | list[int]) -> Any:
    """Give marks of one sort a look of their own."""
    return alt.condition(f"datum.what == '{what}'", alt.value(value), alt.value(otherwise))


def _inks() -> alt.Scale:
    """Give each ink its place among the theme's colours, which differ in light and dark."""
    return alt.Scale(domain=list(get_args(Ink)), range="category")


def _only(*what: str) -> alt.Chart:
    """Draw a layer from the marks of these sorts alone."""
    chart: alt.Chart = alt.Chart().transform_filter(alt.FieldOneOfPredicate(field="what", oneOf=list(what)))
    return chart


def _week_axis() -> alt.Axis:
    return alt.Axis(
        values=[-marks.WEEKS, -marks.WEEKS / 2, -1],
        labelExpr=_WEEKS_AGO,
        labelFlush=40,
        labelFontSize=_TEXT_PX,
        labelPadding=6,
        labelOverlap=False,
        grid=False,
        domain=True,
    )


def _lane_axis(lane_px: int, lanes: tuple[str, ...]) -> alt.Axis | None:
    """Name the lanes at their left, where there are several."""
    if len(lanes) == 1:
        return None
    middles = [lane_px * (place + 0.5) for place in range(len(lanes))]
    named = " : ".join(f"datum.value == {at} ? '{name}'" for at, name in zip(middles, lanes, strict=True))
    return alt.Axis(
        values=middles,
        labelExpr=f"{named} : ''",
        labelFontSize=_TEXT_PX,
        labelPadding=8,
        labelOverlap=False,
        grid=False,
    )


@functools.cache
def _by_kind() -> Spec:
    """Describe lying bars, each with its name at one end and its number at the other."""
    base = (
        alt.Chart(height=alt.Step(30))
        .transform_calculate(ink="'circle'")
        .encode(
            x=alt.X("many:Q", axis=None, scale=alt.Scale(nice=False)),
            y=alt.Y(
                "kind:N",
                sort=None,
                title=None,
                axis=alt.Axis(labelFontSize=_TEXT_PX, labelLimit=180, labelPadding=8),
            ),
            color=alt.Color("ink:N", scale=_inks(), legend=None),
        )
    )
    bars = base.mark_bar(height=20, cornerRadiusEnd=2, fillOpacity=0.6, tooltip=None)
    return _described(alt.layer(bars, base.mark_text(**_TEXT, align="left", dx=6).encode(text="many:Q")))


def _described(chart: alt.LayerChart | alt.FacetChart) -> Spec:
    """Give what is sent: no data, transparent, and silent mark by mark, since sentence and table say it better."""
    spec: Spec = chart.to_dict()
    # Altair names an empty dataset where none is given; the data comes with the drawing.
    for part in (spec, *spec["layer"]):
        part.pop("data", None)
        part.pop("datasets", None)
    return {
        **spec,
        "background": "transparent",
        "autosize": _FIT,
        "config": {"aria": False, "mark": {"aria": False}},
    }
