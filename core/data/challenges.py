"""Challenges as the database knows them: proposing, taking part, and what became of them."""

from datetime import date
from typing import Any

from core.data import challenge_rows
from core.data.gateway import Gateway
from core.data.posts import head
from core.domain.challenges import ChallengesPage, Habit, Per

Row = dict[str, Any]


def challenges_page(gateway: Gateway, circle_id: str) -> ChallengesPage:
    """Read everything about this circle's challenges, in one call."""
    row: Row = gateway.call("challenges_page", read=True, circle=circle_id)
    return ChallengesPage(
        head=head(row),
        today=date.fromisoformat(row["today"]),
        running=challenge_rows.cards(row["running"]),
        proposed=tuple(map(challenge_rows.proposal, row["proposed"])),
        ended=tuple(map(challenge_rows.recap, row["ended"])),
        habits=tuple(map(challenge_rows.habit, row["habits"])),
    )


# --- what the circle decides ---


def propose(
    gateway: Gateway, challenge_id: str, circle_id: str, template: str, *, starts_on: date, ends_on: date
) -> None:
    """Propose a challenge; the same id twice is one. Who proposed it is told to nobody."""
    gateway.call(
        "propose_challenge",
        id=challenge_id,
        circle=circle_id,
        template=template,
        starts_on=starts_on.isoformat(),
        ends_on=ends_on.isoformat(),
    )


def support(gateway: Gateway, circle_id: str, challenge_id: str) -> None:
    """Say yes to a proposal; with half of the circle it starts."""
    gateway.call("support_challenge", circle=circle_id, challenge=challenge_id)


def take_back_support(gateway: Gateway, circle_id: str, challenge_id: str) -> None:
    """Take a yes back, while the proposal has not begun; nobody is told."""
    gateway.call("take_back_support", circle=circle_id, challenge=challenge_id)


def start(gateway: Gateway, circle_id: str, challenge_id: str) -> None:
    """Start a proposal, as a facilitator."""
    gateway.call("start_challenge", circle=circle_id, challenge=challenge_id)


def drop(gateway: Gateway, circle_id: str, challenge_id: str) -> None:
    """Put a proposal away, or end a running challenge today, as a facilitator."""
    gateway.call("drop_challenge", circle=circle_id, challenge=challenge_id)


def change(gateway: Gateway, circle_id: str, challenge_id: str, *, ends_on: date, note: str) -> None:
    """Give a running challenge another last day, as a facilitator: from tomorrow, with a note that everybody reads."""
    gateway.call(
        "change_challenge", circle=circle_id, challenge=challenge_id, ends_on=ends_on.isoformat(), note=note
    )


# --- my own part ---


def commit(gateway: Gateway, circle_id: str, challenge_id: str, *, amount: int, per: Per) -> None:
    """Take part, from today; taking part already, change how much, from tomorrow."""
    gateway.call("commit_to_challenge", circle=circle_id, challenge=challenge_id, amount=amount, per=per)


def leave(gateway: Gateway, circle_id: str, challenge_id: str) -> None:
    """Take part no longer; nobody is told."""
    gateway.call("leave_challenge", circle=circle_id, challenge=challenge_id)


def take_day_off(gateway: Gateway, circle_id: str, challenge_id: str, day: date, *, off: bool) -> None:
    """Take a day off from this challenge, or take that back: two in any seven days."""
    gateway.call("reserve_day", circle=circle_id, challenge=challenge_id, day=day.isoformat(), on_=off)


def keep_habit(gateway: Gateway, circle_id: str, challenge_id: str, *, keep: bool) -> None:
    """Keep what a challenge was about as my own habit, or let it go."""
    gateway.call("keep_habit", circle=circle_id, challenge=challenge_id, keep=keep)


def set_habit(gateway: Gateway, habit: Habit) -> None:
    """Keep a habit as it is given, whether or not I had it."""
    gateway.call("set_habit", template=habit.template, amount=habit.size.amount, per=habit.size.per)


def let_habit_go(gateway: Gateway, habit: Habit) -> None:
    """Let a habit go; `set_habit` takes that back."""
    gateway.call("set_habit", template=habit.template, amount=None, per=None)
