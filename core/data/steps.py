"""Steps and breaks as the database knows them: private, and nobody else's business."""

from datetime import date
from typing import Any

from core.data.gateway import Gateway
from core.data.posts import head
from core.domain.steps import Day, Step, StepsPage

Row = dict[str, Any]


def log(
    gateway: Gateway,
    step_id: str,
    circle_id: str,
    kind: str,
    *,
    day: date | None = None,
    amount: int = 1,
    note: str = "",
    act: str | None = None,
) -> Step:
    """Log a step, for today if no day is given; `act` names what a challenge counts. The same id twice is one step."""
    row = gateway.call(
        "log_step",
        id=step_id,
        circle=circle_id,
        kind=kind,
        day=_iso(day),
        amount=amount,
        note=note,
        act=act,
    )
    return _step({**row, "circle_id": circle_id})


def edit(gateway: Gateway, step: Step) -> None:
    """Keep a step as it is given: its day, how many, its note. A day that is over stays as it was logged."""
    gateway.call(
        "edit_step",
        circle=step.circle_id,
        step=step.id,
        amount=step.amount,
        note=step.note,
        day=_iso(step.day),
    )


def delete(gateway: Gateway, step: Step) -> None:
    """Delete a step; `undelete` takes it back for 15 minutes."""
    gateway.call("delete_step", circle=step.circle_id, step=step.id)


def undelete(gateway: Gateway, step: Step) -> None:
    gateway.call("undelete_step", circle=step.circle_id, step=step.id)


def my_steps(gateway: Gateway, circle_id: str, month: date | None = None) -> StepsPage:
    """Read a month of mine, from whichever circles I logged it in; this month if none is given."""
    given = {} if month is None else {"month": month.isoformat()}
    row = gateway.call("my_steps", read=True, circle=circle_id, **given)
    return StepsPage(
        head=head(row),
        today=date.fromisoformat(row["today"]),
        earliest=date.fromisoformat(row["earliest"]),
        month=date.fromisoformat(row["month"]),
        days=tuple(map(_day, row["days"])),
        resting_until=date.fromisoformat(row["break"]["until"]) if row["break"] else None,
    )


def take_break(gateway: Gateway, until: date) -> None:
    """Rest from today, that day included; nobody is told. Taken again, it ends when it is told now."""
    gateway.call("take_break", until=until.isoformat())


def end_break(gateway: Gateway) -> None:
    gateway.call("end_break")


def be_welcomed(gateway: Gateway) -> None:
    """Note that I was met after my break, so that it happens once."""
    gateway.call("be_welcomed")


def _day(row: Row) -> Day:
    return Day(date.fromisoformat(row["day"]), tuple(map(_step, row["steps"])))


def _step(row: Row) -> Step:
    return Step(
        id=row["id"],
        circle_id=row["circle_id"],
        kind=row["kind"],
        day=date.fromisoformat(row["day"]),
        amount=row["amount"],
        note=row["note"],
        circle=row.get("circle", ""),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
