"""Momentum as plain values: what a circle's weeks add up to, and the one sentence that says it.

A week is published only where enough people stand behind it; a `Value` that is quiet says nothing, least of all zero.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from core.domain.posts import Head

State = Literal["shown", "band", "quiet"]
Measure = Literal["steps", "wins", "setbacks", "bounce", "answered", "energy"]

ENERGY: dict[str, str] = {"low": "Low", "steady": "Steady", "high": "High"}
ANSWERED: dict[str, str] = {"fewer": "Some", "half": "About half", "most": "Most", "nearly_all": "Nearly all"}
NEEDED: dict[Measure, int] = {"steps": 3, "wins": 3, "setbacks": 5, "bounce": 5, "answered": 5, "energy": 5}
KINDS: dict[str, str] = {
    "application": "Applications",
    "materials": "Materials",
    "contact": "Contacts",
    "interview": "Interviews",
    "follow_up": "Follow-ups",
    "learning": "Learning",
    "rest": "Rest",
    "brave_act": "Brave acts",
    "other": "Other kinds",
}
# The widest range has no upper end that would mean anything.
OPEN_ENDED = 320
_MOST_NAMED = 3
# Within a quarter of the usual, a week is like the others.
_ALIKE = 0.25


@dataclass(frozen=True, slots=True)
class Value:
    """One published measure: a total, a range from `low` to `high`, days, or a band; nothing where it is quiet."""

    state: State
    total: int | None = None
    low: int | None = None
    high: int | None = None
    days: int | None = None
    band: str | None = None
    median: float | None = None


QUIET = Value("quiet")


@dataclass(frozen=True, slots=True)
class Week:
    """A closed week, named by its Monday. `mix` is the count of each kind, None where only the sum is told."""

    monday: date
    told: dict[Measure, Value]
    mix: tuple[tuple[str, int], ...] | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Block:
    """Four quiet weeks that speak together, from the first one's Monday to the last one's."""

    measure: Measure
    first: date
    last: date
    value: Value


@dataclass(frozen=True, slots=True)
class MyWeek:
    """My own steps in a closed week, and which part of the circle's they were, from 0 to 1."""

    monday: date
    steps: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Mine:
    """What is for me alone. `index` is my steps added up, each fading by half in 13 days without rest."""

    weeks: tuple[MyWeek, ...]
    this_week: int
    index: float | None
    energy: str | None


@dataclass(frozen=True, slots=True)
class MomentumPage:
    """Everything the momentum page shows, from one call; weeks and blocks oldest first."""

    head: Head
    monday: date
    weeks: tuple[Week, ...]
    blocks: tuple[Block, ...]
    mine: Mine
    may_note: bool
    note: str

    def blocks_of(self, measure: Measure) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.measure == measure)

    def speaks(self, measure: Measure) -> bool:
        """Say whether these weeks tell anything of it."""
        return bool(self.blocks_of(measure)) or any(
            week.told[measure].state != "quiet" for week in self.weeks
        )

    def notes(self) -> tuple[tuple[date, str], ...]:
        """List the weeks that carry a facilitator's note, oldest first and the running one last."""
        past = tuple((week.monday, week.note) for week in self.weeks if week.note)
        return (*past, (self.monday, self.note)) if self.note else past

    def last(self, measure: Measure) -> Value:
        """Return what the last closed week says."""
        return self.weeks[-1].told[measure] if self.weeks else QUIET

    def last_block(self, measure: Measure) -> Block | None:
        """Return the four weeks that end with the last closed one, where they speak together."""
        blocks = self.blocks_of(measure)
        return blocks[-1] if blocks and self.weeks and blocks[-1].last == self.weeks[-1].monday else None

    def last_mix(self) -> Week | None:
        """Return the last week whose kinds are told."""
        return next((week for week in reversed(self.weeks) if week.mix), None)


def day_in_words(day: date) -> str:
    return f"{day.day} {day:%b}"


def weeks_in_words(block: Block) -> str:
    return f"{day_in_words(block.first)} to {day_in_words(block.last + timedelta(days=6))}"


def value_in_words(value: Value) -> str:
    """Write a value as a table does."""
    if value.total is not None:
        return str(value.total)
    if value.low is not None:
        return f"more than {OPEN_ENDED}" if value.low > OPEN_ENDED else f"{value.low} to {value.high}"
    if value.days is not None:
        return "Same day" if value.days == 0 else _many(value.days, "day")
    if value.band is not None:
        return (ENERGY | ANSWERED)[value.band]
    return "Quiet"


def sentence(page: MomentumPage, measure: Measure) -> str:
    """Say in one sentence what a chart shows; where it shows nothing, say kindly why."""
    value, block = page.last(measure), page.last_block(measure)
    if value.state != "quiet":
        return _SAYS[measure](value, "Last week")
    if block is not None:
        return (
            f"{_SAYS[measure](block.value, 'In the last four weeks together')} Each week alone stays quiet."
        )
    return f"Last week stays quiet: {_WHY_QUIET[measure]}, so that nobody can be read out of them."


def first_week_sentence(page: MomentumPage) -> str:
    """Say, before any week is over, what will be here and when."""
    told_on = page.monday + timedelta(days=7)
    return (
        "What all of you do adds up here, week by week, as one circle. The week that runs now is told when it is"
        f" over, on Monday {day_in_words(told_on)}, if enough of you stand behind its numbers."
    )


def mix_sentence(page: MomentumPage) -> str:
    """Say what the last week that tells its kinds was made of, the largest kinds first."""
    week = page.last_mix()
    if week is None or week.mix is None:
        return "The kinds of steps show when at least three people took enough of one. Small kinds stand together."
    named = [f"{KINDS[kind].lower()} ({many})" for kind, many in week.mix if kind != "other"]
    folded = [f"other kinds ({many})" for kind, many in week.mix if kind == "other"]
    rest = folded or ["more"] * (len(named) > _MOST_NAMED)
    return f"The week of {day_in_words(week.monday)} held {_listed([*named[:_MOST_NAMED], *rest])}."


def notes_sentence(page: MomentumPage) -> str:
    many = len(page.notes())
    return f"A facilitator left a word on {'one week' if many == 1 else f'{many} weeks'}."


def my_sentence(mine: Mine) -> str:
    """Say what I did this week and last week. Nothing is said of what I did not."""
    last = mine.weeks[-1].steps if mine.weeks else 0
    if mine.this_week == 0:
        before = f" Last week you took {_many(last, 'step')}." if last else ""
        return f"Nothing is logged this week. Nothing is owed.{before}"
    before = f", and {last} last week" if last else ""
    return f"You took {_many(mine.this_week, 'step')} this week{before}."


def my_share(mine: Mine) -> str | None:
    """Say which part of the circle's last number was mine; None where that is not told."""
    share = mine.weeks[-1].share if mine.weeks else None
    return f"About {share:.0%} of your circle's steps last week were yours." if share else None


def my_index(mine: Mine) -> str:
    """Say what the index is, in plain words."""
    if mine.index is None:
        return "Your index begins with your first step. It adds your steps up and fades gently."
    return (
        f"Your index is **{mine.index:g}**, your steps added up. It halves in 13 days without steps;"
        " rest days leave it as it is."
    )


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _halves(median: float) -> str:
    """Say a median without half a step."""
    whole = int(median)
    return str(whole) if whole == median else f"{whole} to {whole + 1}"


_WHY_QUIET: dict[Measure, str] = {
    "steps": "steps are told when at least three people logged enough of them",
    "wins": "wins are told when at least three people shared one by their handle",
    "setbacks": "setbacks are told when at least five people shared one by their handle",
    "bounce": "days are told when at least five people took a step after a setback",
    "answered": "answers are told when at least five people wanted one by their handle",
    "energy": "answers are told when at least five people said how their week is",
}


def _amount(value: Value, noun: str) -> str:
    return f"{value_in_words(value)} {noun}s" if value.total is None else _many(value.total, noun)


def _steps(value: Value, when: str) -> str:
    said = f"{when} your circle took {_amount(value, 'step')}"
    if value.total is None:
        return f"{said}. A range stands where a number could be read as one person's."
    return f"{said}{_beside(value.total, value.median)}."


def _beside(total: int, median: float | None) -> str:
    """Put a week beside the circle's own weeks before. A smaller one is a week like any other."""
    if median is None:
        return ""
    usual = _halves(median)
    if abs(total - median) <= _ALIKE * median:
        return f", about its usual {usual}"
    return f", more than its usual {usual}" if total > median else f"; its usual is {usual}, and weeks differ"


def _wins(value: Value, when: str) -> str:
    return f"{when} your circle shared {_amount(value, 'win')}."


def _setbacks(value: Value, when: str) -> str:
    return f"{when} your circle shared {_amount(value, 'setback')}. It takes trust to say so."


def _bounce(value: Value, when: str) -> str:
    after = {0: "on the same day", 1: "a day later"}.get(value.days or 0, f"about {value.days} days later")
    return f"{when} the next step after a setback came {after}, for the one in the middle."


def _answered(value: Value, when: str) -> str:
    share = {"nearly_all": "nearly all", "most": "most", "half": "about half", "fewer": "some"}
    return f"{when} {share[value.band or '']} setbacks that asked for an answer had one within a day."


def _energy(value: Value, when: str) -> str:
    return f"{when} the energy of your circle was {value.band}."


_SAYS = {
    "steps": _steps,
    "wins": _wins,
    "setbacks": _setbacks,
    "bounce": _bounce,
    "answered": _answered,
    "energy": _energy,
}
