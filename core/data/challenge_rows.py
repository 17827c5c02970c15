"""Rows about challenges, read into values: for the challenges page and for every page that shows a running one."""

from datetime import date
from typing import Any

from core.domain.challenges import Card, Change, Day, Habit, Part, Proposal, Recap, Size

Row = dict[str, Any]


def cards(rows: list[Row]) -> tuple[Card, ...]:
    return tuple(map(_card, rows))


def _card(row: Row) -> Card:
    return Card(
        **{name: row[name] for name in ("id", "template", "day", "days", "done", "target")},
        starts_on=_date(row["starts_on"]),
        ends_on=_date(row["ends_on"]),
        change=_change(row["change"]) if row["change"] else None,
        mine=_part(row["mine"]) if row["mine"] else None,
    )


def _change(row: Row) -> Change:
    return Change(ends_on=_date(row["ends_on"]), begins=_date(row["from"]), note=row["note"])


def _part(row: Row) -> Part:
    return Part(
        size=size(row),
        next=size(row["next"]) if row["next"] else None,
        **{name: row[name] for name in ("done", "target", "today", "reserve_left")},
        days=tuple(
            Day(_date(day["day"]), **{name: day[name] for name in ("done", "reserve", "may_rest", "open")})
            for day in row["days"]
        ),
        without_line=row["needs_note"],
    )


def size(row: Row) -> Size:
    begins = row.get("from")
    return Size(row["amount"], row["per"], _date(begins) if begins else None)


def proposal(row: Row) -> Proposal:
    return Proposal(
        **{name: row[name] for name in ("id", "template", "supports", "needed", "mine")},
        starts_on=_date(row["starts_on"]),
        ends_on=_date(row["ends_on"]),
    )


def recap(row: Row) -> Recap:
    mine = row["mine"] or {}
    return Recap(
        **{name: row[name] for name in ("id", "template", "done", "target", "kept", "final")},
        starts_on=_date(row["starts_on"]),
        ended_on=_date(row["ended_on"]),
        my_done=mine.get("done"),
        my_target=mine.get("target"),
    )


def habit(row: Row) -> Habit:
    return Habit(row["template"], size(row))


def _date(text: str) -> date:
    return date.fromisoformat(text)
