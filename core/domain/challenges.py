"""Challenges, as plain values: what a circle takes on together, and one member's own part, which nobody else sees."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # which knows the cards of this module
    from core.domain.posts import Head

Per = Literal["day", "week"]

LENGTHS: dict[str, int] = {"One week": 7, "Two weeks": 14, "Three weeks": 21, "Four weeks": 28}
PERS: dict[Per, str] = {"day": "a day", "week": "a week"}
MOST_RUNNING = 2
MOST_A_SHARE = 20


@dataclass(frozen=True, slots=True)
class Day:
    """One of my days in a challenge: what I did, whether I took it off or may, whether it can still be filled in."""

    day: date
    done: int
    reserve: bool
    may_rest: bool
    open: bool


@dataclass(frozen=True, slots=True)
class Size:
    """How much: `amount` a day or a week. A change carries the day it begins."""

    amount: int
    per: Per
    begins: date | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """My part of a running challenge: for me alone. `without_line` are steps that would count with their line."""

    size: Size
    next: Size | None
    done: int
    target: int
    today: int
    reserve_left: int
    days: tuple[Day, ...]
    without_line: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """A new last day, in force from the day after it was decided, with a facilitator's note."""

    ends_on: date
    begins: date
    note: str


@dataclass(frozen=True, slots=True)
class Card:
    """A challenge that runs. `done` and `target` are the circle's; each is None while it would point at somebody."""

    id: str
    template: str
    starts_on: date
    ends_on: date
    day: int
    days: int
    done: int | None
    target: int | None
    change: Change | None
    mine: Part | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A challenge that somebody would like. Who it was, and who supports it, stays unsaid."""

    id: str
    template: str
    starts_on: date
    ends_on: date
    supports: int
    needed: int
    mine: bool


@dataclass(frozen=True, slots=True)
class Recap:
    """What became of a challenge. `final` once its last days can no longer be filled in."""

    id: str
    template: str
    starts_on: date
    ended_on: date
    done: int | None
    target: int | None
    my_done: int | None
    my_target: int | None
    kept: bool
    final: bool


@dataclass(frozen=True, slots=True)
class Habit:
    """What I kept for myself when a challenge ended."""

    template: str
    size: Size


@dataclass(frozen=True, slots=True)
class ChallengesPage:
    """Everything the challenges page shows, from one call."""

    head: "Head"
    today: date
    running: tuple[Card, ...]
    proposed: tuple[Proposal, ...]
    ended: tuple[Recap, ...]
    habits: tuple[Habit, ...]


# --- sentences ---


def size_in_words(size: Size) -> str:
    """Say how much: "2 a week", "one a day"."""
    many = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}.get(size.amount, str(size.amount))
    return f"{many} {PERS[size.per]}"


def bar(card: Card) -> str:
    """Say how far the circle is."""
    if card.done is None and card.target is None:
        return "How far your circle is stands here once three people take part, so that no number is one person's."
    if card.done is None:
        return f"Your circle set out to do {card.target}. How far it is stands here once three of you did something."
    if card.target is None:
        return f"Your circle has done {card.done}."
    if card.done >= card.target:
        return f"Your circle has done {card.done}. It set out to do {card.target}."
    return f"Your circle has done {card.done} of {card.target} so far."


def progress(card: Card) -> float | None:
    """How full the bar is, from 0 to 1; None where there is none."""
    if card.done is None or not card.target:
        return None
    return min(card.done / card.target, 1.0)


def stage(card: Card) -> str:
    """Say where in its days a challenge is."""
    if card.day < 1:
        return f"Begins {weekday(card.starts_on)}, for {card.days} days."
    return f"Day {card.day} of {card.days}, until {weekday(card.ends_on)}."


def my_part(part: Part) -> str:
    """Say what my part is and how far I am, without asking for more."""
    size = f"Your part: {size_in_words(part.size)}."
    if part.done > part.target:
        return f"{size} You have done {part.done}, and your part is done."
    return f"{size} You have done {part.done} of {part.target} in all."


def changed(card: Card) -> str | None:
    """Say what a change brings, while it is still to come."""
    if card.change is None or card.change.ends_on == card.ends_on:
        return None
    return f"From {weekday(card.change.begins)} on, its last day is {weekday(card.change.ends_on)}."


def lines_missing(part: Part) -> str | None:
    """Say that a step waits for its line."""
    if not part.without_line:
        return None
    many = "One step has" if part.without_line == 1 else f"{part.without_line} steps have"
    return f"{many} no line yet, and would count with it. You can add it under My steps."


def done_today(part: Part) -> str | None:
    """Say what I did today, if anything; a day without is not spoken of."""
    if not part.today:
        return None
    return f"Done {'once' if part.today == 1 else f'{part.today} times'} today. Only you see that."


def reserve(left: int) -> str:
    """Say how many days off are left."""
    if left == 0:
        return "You have taken both days off of these seven days. A break under Me is always open."
    days = "One day off is" if left == 1 else f"{left} days off are"
    return f"{days} left in any seven. A day off asks for nothing."


def support(proposal: Proposal) -> str:
    """Say what is needed before it starts."""
    missing = max(proposal.needed - proposal.supports, 0)
    if missing == 0:
        return "Enough of you would like it."
    return (
        f"{missing} more {'yes' if missing == 1 else 'yeses'} and it starts. A facilitator can start it too."
    )


def recap(ended: Recap) -> str:
    """Say what came together, and thank."""
    if ended.done is None:
        return "Its sum stays unsaid, so that it points at nobody. Thank you for being there."
    if ended.target is None:
        return f"Together you did {ended.done}. Thank you, all of you."
    return f"Together you did {ended.done}. You had set out to do {ended.target}. Thank you, all of you."


def my_recap(ended: Recap) -> str | None:
    """Say what I did, for me alone."""
    if ended.my_done is None:
        return None
    return f"You did {ended.my_done} yourself. Only you see that."


def weekday(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"
