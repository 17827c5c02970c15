"""Steps of the search, as plain values: what somebody did, on which of their days, for themselves."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.domain.posts import Head

KINDS: dict[str, str] = {
    "application": "An application",
    "materials": "Materials",
    "contact": "A contact",
    "interview": "An interview",
    "follow_up": "A follow-up",
    "learning": "Learning",
    "rest": "Rest",
    "brave_act": "A brave act",
}
MEANT: dict[str, str] = {
    "application": "You sent one, or filled in the form.",
    "materials": "Your résumé, a letter, a profile.",
    "contact": "You wrote to somebody, or talked.",
    "interview": "A call, a round, a test, a trial day.",
    "follow_up": "You asked how things stand.",
    "learning": "A course, a book, some practice.",
    "rest": "Time off from it all, on purpose.",
    "brave_act": "Anything that took courage.",
}
LONGEST_NOTE = 280
LONGEST_BREAK_DAYS = 28
_SEVERAL: dict[str, str] = {
    "application": "applications",
    "contact": "contacts",
    "interview": "interviews",
    "follow_up": "follow-ups",
    "brave_act": "brave acts",
}


@dataclass(frozen=True, slots=True)
class Step:
    """Something done, `amount` times on one day of mine. The note is for me alone."""

    id: str
    circle_id: str
    kind: str
    day: date
    amount: int = 1
    note: str = ""
    circle: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of mine on which something was done."""

    day: date
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class StepsPage:
    """One month of my steps, newest day first, from one call. `earliest` is the oldest day that is still open."""

    head: Head
    today: date
    earliest: date
    month: date
    days: tuple[Day, ...]
    resting_until: date | None

    @property
    def open_days(self) -> tuple[date, ...]:
        """List the days that can be filled in, today first."""
        return tuple(
            self.today - timedelta(days=back) for back in range((self.today - self.earliest).days + 1)
        )


def in_words(kind: str, amount: int = 1) -> str:
    """Say what was done, in the middle of a sentence."""
    one = KINDS[kind][:1].lower() + KINDS[kind][1:]
    if amount == 1:
        return one
    return f"{amount} {_SEVERAL[kind]}" if kind in _SEVERAL else f"{one} {amount} times"


def day_in_words(day: date, today: date) -> str:
    """Name a day as people do who are in it."""
    back = (today - day).days
    near = {0: "Today", 1: "Yesterday", 2: "The day before"}
    return near.get(back, f"{day:%A} {day.day} {day:%B}")


def for_day_in_words(day: date, today: date) -> str:
    """Say in the middle of a sentence which day something was for, unless it was today."""
    back = (today - day).days
    return {0: "", 1: " for yesterday"}.get(back, f" for {day:%A}")


def until_in_words(last: date) -> str:
    """Say the last day of a break."""
    return f"until {last:%A} {last.day} {last:%B}"
