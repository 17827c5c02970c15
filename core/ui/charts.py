"""Charts of a circle's weeks: specs built by Altair once in a process, drawn with today's data.

Every chart has its numbers written on it, so that it reads without colour and without a legend, and every quiet
week says so. A chart never stands alone: `draw` puts its sentence above it and its table below.
"""

import functools
from collections.abc import Callable, Sequence
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from core.domain.momentum import (
    ANSWERED,
    ENERGY,
    KINDS,
    Block,
    Measure,
    MomentumPage,
    Value,
    day_in_words,
    mix_sentence,
    sentence,
    value_in_words,
    weeks_in_words,
)

Spec = dict[str, Any]
# Where a value stands: from, to, and what is written there. The number is how many weeks it speaks for.
Place = Callable[[Value, int], tuple[float, float, str]]

_HEIGHT = 180
_GROUND = alt.value(alt.expr("height - 4"))
_BLOCK_WEEKS = 4
_PARTS = ("week", "until", "part", "low", "high", "words")


def steps(page: MomentumPage) -> None:
    """Draw the circle's steps against its own median of the four weeks before."""
    usual = [
        (day_in_words(week.monday), None, "usual", week.told["steps"].median, None, "")
        for week in page.weeks
        if week.told["steps"].median is not None
    ]
    noted = [
        (day_in_words(week.monday), None, "note", None, None, week.note) for week in page.weeks if week.note
    ]
    _draw(page, "Steps", "steps", _frame(page, "steps", _amounts, [*usual, *noted]), _columns())
    if usual:
        st.caption("The short line is the middle of your circle's own four weeks before.")
    if noted:
        st.caption("A small triangle marks a week that a facilitator wrote about, at the end of this page.")


def mix(page: MomentumPage) -> None:
    """Draw the kinds of the last week that tells them."""
    st.subheader("Kinds of steps", anchor=False)
    said = mix_sentence(page)
    st.markdown(said)
    week = page.last_mix()
    if week is None:
        return
    rows = [(KINDS[kind], many) for kind, many in week.mix or ()]
    st.vega_lite_chart(pd.DataFrame(rows, columns=["kind", "many"]), _kinds(), alt=said, key="chart-mix")
    told = [week for week in page.weeks if week.mix]
    table = pd.DataFrame(
        [{KINDS[kind]: many for kind, many in week.mix or ()} for week in told],
        index=pd.Index([day_in_words(week.monday) for week in told], name="Week of"),
    )
    _table("mix", table.astype("Int64"))


def wins(page: MomentumPage) -> None:
    """Draw the wins that were shared; setbacks have the same weight."""
    _draw(page, "Wins shared", "wins", _frame(page, "wins", _amounts), _columns())


def setbacks(page: MomentumPage) -> None:
    """Draw the setbacks that were shared; wins have the same weight."""
    _draw(page, "Setbacks shared", "setbacks", _frame(page, "setbacks", _amounts), _columns(amber=True))


def bounce(page: MomentumPage) -> None:
    """Draw the median time from a setback to the next step, in days."""
    _draw(page, "From a setback to the next step", "bounce", _frame(page, "bounce", _days), _columns())


def answered(page: MomentumPage) -> None:
    """Draw how many of the setbacks that asked for it were answered within a day, in words."""
    frame = _frame(page, "answered", functools.partial(_level, tuple(ANSWERED.values())))
    _draw(page, "Answered within a day", "answered", frame, _levels(tuple(ANSWERED.values())))


def energy(page: MomentumPage) -> None:
    """Draw the circle's energy in three bands."""
    frame = _frame(page, "energy", functools.partial(_level, tuple(ENERGY.values())))
    _draw(page, "Energy", "energy", frame, _levels(tuple(ENERGY.values())))


# --- around a chart ---


def _draw(page: MomentumPage, title: str, measure: Measure, frame: pd.DataFrame, spec: Spec) -> None:
    st.subheader(title, anchor=False)
    said = sentence(page, measure)
    st.markdown(said)
    if not any(week.told[measure].state != "quiet" for week in page.weeks) and not page.blocks_of(measure):
        return
    st.vega_lite_chart(frame, spec, alt=f"{title} by week. {said}", key=f"chart-{measure}")
    rows = [(day_in_words(week.monday), value_in_words(week.told[measure])) for week in page.weeks]
    rows += [
        (weeks_in_words(block), f"{value_in_words(block.value)}, together")
        for block in page.blocks_of(measure)
    ]
    _table(measure, pd.DataFrame(rows, columns=["Week of", title]).set_index("Week of"))


def _table(name: str, table: pd.DataFrame) -> None:
    """Offer the same numbers as a table; it is built when somebody opens it."""
    more = st.expander("As a table", key=f"table-{name}", on_change="rerun")
    if more.open:
        more.table(table)


# --- rows ---


def _frame(
    page: MomentumPage,
    measure: Measure,
    place: Place,
    more: Sequence[tuple[Any, ...]] = (),
) -> pd.DataFrame:
    """Lay weeks and blocks out as rows: where on the time axis, from where to where up, and what is written there."""
    weeks = [day_in_words(week.monday) for week in page.weeks]
    blocks = page.blocks_of(measure)
    told_together = {week for block in blocks for week in weeks[_first(page, block) : _last(page, block) + 1]}
    rows: list[tuple[Any, ...]] = []
    for name, week in zip(weeks, page.weeks, strict=True):
        value = week.told[measure]
        if value.state != "quiet":
            rows.append((name, name, value.state, *place(value, 1)))
        elif name not in told_together:
            rows.append((name, name, "quiet", None, None, "quiet"))
    rows += [
        (
            weeks[_first(page, block)],
            weeks[_last(page, block)],
            "block",
            *place(block.value, _BLOCK_WEEKS),
        )
        for block in blocks
    ]
    # Every week has its place on the axis, also where nothing is drawn.
    rows += [(name, name, "week", None, None, "") for name in weeks]
    return pd.DataFrame([*rows, *more], columns=list(_PARTS)).astype({"low": "float64", "high": "float64"})


def _first(page: MomentumPage, block: Block) -> int:
    """Count the place of a block's first week; one that began before the page does begins with it."""
    return max(0, (block.first - page.weeks[0].monday).days // 7)


def _last(page: MomentumPage, block: Block) -> int:
    return (block.last - page.weeks[0].monday).days // 7


def _amounts(value: Value, weeks: int) -> tuple[float, float, str]:
    """Stand a total on the ground and let a range hang between its ends; four weeks stand at their height for one."""
    together = " in all" if weeks > 1 else ""
    if value.total is not None:
        return 0, value.total / weeks, f"{value.total}{together}"
    return (value.low or 0) / weeks, (value.high or 0) / weeks, f"{value.low}-{value.high}{together}"


def _days(value: Value, _weeks: int) -> tuple[float, float, str]:
    days = value.days or 0
    return 0, days, value_in_words(value)


def _level(levels: tuple[str, ...], value: Value, _weeks: int) -> tuple[float, float, str]:
    words = value_in_words(value)
    return levels.index(words), levels.index(words), words


# --- specs, built once ---


@functools.cache
def _columns(*, amber: bool = False) -> Spec:
    """Build columns by week with their numbers on them; ranges hatch by outline, blocks lie across their weeks."""
    colour = alt.value("#b3690f") if amber else alt.Undefined
    across = {"x": _week("week:O", 0.08), "x2": alt.X2("until:N", bandPosition=0.92)}
    column = (
        _part("shown")
        .mark_bar(cornerRadiusEnd=3)
        .encode(**across, y=_height("high:Q"), y2="low:Q", color=colour)
    )
    range_ = (
        _part("band")
        .mark_bar(fillOpacity=0.3, strokeWidth=1.5, strokeDash=[4, 3])
        .encode(**across, y=_height("high:Q"), y2="low:Q", color=colour)
    )
    block = (
        _part("block")
        .mark_bar(fillOpacity=0.3, cornerRadiusEnd=3)
        .encode(**across, y=_height("high:Q"), y2="low:Q", color=colour)
    )
    usual = (
        _part("usual")
        .mark_tick(thickness=3, size=22, opacity=0.9)
        .encode(x=_week("week:O", 0.5), y=_height("low:Q"), color=alt.value("#8a7f6c"))
    )
    note = (
        _part("note")
        .mark_point(shape="triangle-down", filled=True, size=70, opacity=0.9)
        .encode(x=_week("week:O", 0.5), y=alt.value(0), color=alt.value("#8a7f6c"), tooltip="words:N")
    )
    return _spec(_axis(), block, column, range_, usual, note, *_words())


@functools.cache
def _levels(levels: tuple[str, ...]) -> Spec:
    """Build points on a few named levels; a block is a line across its weeks."""
    named = " || ".join(f"datum.value == {place} && '{word}'" for place, word in enumerate(levels))
    height = alt.Y(
        "low:Q",
        scale=alt.Scale(domain=[-0.5, len(levels) - 0.5]),
        axis=alt.Axis(
            title=None, values=list(range(len(levels))), labelExpr=named, domain=False, ticks=False
        ),
    )
    point = _part("shown").mark_point(filled=True, size=130).encode(x=_week("week:O", 0.5), y=height)
    block = (
        _part("block")
        .mark_rule(strokeWidth=6, opacity=0.45, strokeCap="round")
        .encode(x=_week("week:O", 0.15), x2=alt.X2("until:N", bandPosition=0.85), y=height)
    )
    quiet = (
        _part("quiet")
        .mark_text(angle=270, fontSize=12, opacity=0.75)
        .encode(x=_week("week:O", 0.5), text="words:N")
    )
    return _spec(_axis(), block, point, quiet)


@functools.cache
def _kinds() -> Spec:
    """Build lying bars, each with its name and number."""
    base = alt.Chart(height=alt.Step(30)).encode(
        y=alt.Y("kind:N", sort=None, axis=alt.Axis(title=None, labelLimit=180, domain=False, ticks=False)),
        x=alt.X("many:Q", axis=None),
    )
    chart = base.mark_bar(cornerRadiusEnd=3, height=20) + base.mark_text(
        align="left", dx=6, fontSize=14
    ).encode(text="many:Q")
    return _to_dict(chart.configure_view(strokeWidth=0))


def _part(name: str) -> alt.Chart:
    chart: alt.Chart = alt.Chart().transform_filter(f"datum.part == '{name}'")
    return chart


def _week(field: str, place: float) -> alt.X:
    axis = alt.Axis(title=None, labelAngle=0, labelOverlap="greedy", labelSeparation=6, ticks=False)
    return alt.X(
        field, sort=None, bandPosition=place, axis=axis, scale=alt.Scale(paddingInner=0, paddingOuter=0)
    )


def _height(field: str) -> alt.Y:
    return alt.Y(field, axis=None)


def _words() -> tuple[alt.Chart, ...]:
    """Write each number above its column, a block's in its middle, and "quiet" where a week says nothing."""
    above = (
        _part("shown")
        .mark_text(dy=-9, fontSize=13)
        .encode(x=_week("week:O", 0.5), y=_height("high:Q"), text="words:N")
    )
    range_ = (
        _part("band")
        .mark_text(dy=-9, fontSize=11)
        .encode(x=_week("week:O", 0.5), y=_height("high:Q"), text="words:N")
    )
    block = (
        _part("block")
        .mark_text(dy=-9, fontSize=13, align="left")
        .encode(x=_week("week:O", 0.08), y=_height("high:Q"), text="words:N")
    )
    quiet = (
        _part("quiet")
        .mark_text(angle=270, align="left", fontSize=12, opacity=0.75)
        .encode(x=_week("week:O", 0.5), y=_GROUND, text="words:N")
    )
    return above, range_, block, quiet


def _axis() -> alt.Chart:
    """Keep a place for every week. It comes first: layers name the weeks in their order."""
    axis: alt.Chart = _part("week").mark_point(opacity=0).encode(x=_week("week:O", 0.5))
    return axis


def _spec(*layers: alt.Chart | alt.LayerChart) -> Spec:
    return _to_dict(alt.layer(*layers).properties(height=_HEIGHT).configure_view(strokeWidth=0))


def _to_dict(chart: alt.Chart | alt.LayerChart) -> Spec:
    """Give the spec without Altair's placeholder for data: every layer reads what is drawn with it."""
    spec: Spec = chart.to_dict()
    for part in (spec, *spec.get("layer", ())):
        part.pop("data", None)
    spec.pop("datasets", None)
    return spec
