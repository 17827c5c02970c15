"""A circle's momentum as the database publishes it."""

from datetime import date
from typing import Any

from core.data.gateway import Gateway
from core.data.posts import head
from core.domain.momentum import NEEDED, Block, Mine, MomentumPage, MyWeek, Value, Week

Row = dict[str, Any]


def momentum_page(gateway: Gateway, circle_id: str) -> MomentumPage:
    """Read the closed weeks and what is mine, in one call. The first reader after a week closed publishes it."""
    row = gateway.call("momentum_page", read=True, circle=circle_id)
    return MomentumPage(
        head=head(row),
        monday=date.fromisoformat(row["this_week"]),
        weeks=tuple(map(_week, row["weeks"])),
        blocks=tuple(map(_block, row["blocks"])),
        mine=_mine(row["mine"]),
        may_note=row["may_note"],
        note=row.get("note") or "",
    )


def say_energy(gateway: Gateway, circle_id: str, energy: str) -> None:
    """Keep how much energy I have this week: low, steady or high. It can be changed until the week is over."""
    gateway.call("say_energy", circle=circle_id, energy=energy)


def note_week(gateway: Gateway, circle_id: str, monday: date, note: str) -> None:
    """Put a facilitator's word on a week; an empty one takes it away."""
    gateway.call("note_week", circle=circle_id, week=monday.isoformat(), note=note)


def _week(row: Row) -> Week:
    return Week(
        monday=date.fromisoformat(row["week"]),
        told={measure: Value(**row[measure]) for measure in NEEDED},
        mix=tuple((cell["kind"], cell["count"]) for cell in row["mix"]) if row["mix"] else None,
        note=row["note"],
    )


def _block(row: Row) -> Block:
    return Block(
        row["measure"], date.fromisoformat(row["from"]), date.fromisoformat(row["to"]), Value(**row["value"])
    )


def _mine(row: Row) -> Mine:
    weeks = tuple(
        MyWeek(date.fromisoformat(week["week"]), week["steps"], week["share"]) for week in row["weeks"]
    )
    return Mine(weeks, row["this_week"], row["index"], row["energy"])
