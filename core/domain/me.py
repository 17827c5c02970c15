"""What a member keeps for themselves, as plain values."""

from dataclasses import dataclass
from datetime import date

from core.domain.circles import CircleCard

DECISIONS: dict[str, str] = {
    "approved": "A post of yours was let in",
    "sent_back": "A post of yours was sent back",
    "hidden": "A post of yours was hidden",
    "restored": "A post of yours is shown again",
    "removed": "A post of yours was removed",
    "nudge": "A facilitator asks you to keep a house rule in mind",
    "reply_pause": "Your replies are paused",
    "post_pause": "Your posts are paused",
    "circle_pause": "You were asked to stay away for a while",
    "removal": "You were removed from this circle",
    "unveiled": "Two people lifted the veil from a post of yours",
}


@dataclass(frozen=True, slots=True)
class Appeal:
    """A second look that I asked for."""

    words: str
    answer: str
    lifted: bool | None
    decided: bool
    by_operator: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """Something decided about me or my words. One about a person has a `measure_id`, an end and an appeal."""

    what: str
    circle: str
    circle_id: str
    reason: str
    rule: int | None
    when: str
    words: str | None = None
    measure_id: str | None = None
    until: str | None = None
    over: bool = False
    confirmed: bool = True
    by_operator: bool = False
    appeal: Appeal | None = None


@dataclass(frozen=True, slots=True)
class Muted:
    """A handle I do not read."""

    circle_id: str
    circle: str
    handle: str


@dataclass(frozen=True, slots=True)
class KindWord:
    """A reply of mine that somebody said had helped."""

    words: str
    when: str


@dataclass(frozen=True, slots=True)
class Won:
    """A win of mine."""

    words: str
    took: str
    win_kind: str | None
    when: str


@dataclass(frozen=True, slots=True)
class MePage:
    """Everything the Me page shows, from one call."""

    time_zone: str
    country: str | None
    why: str
    outcome: str
    plan: str
    words: tuple[str, ...]
    circles: tuple[CircleCard, ...]
    decisions: tuple[Decision, ...]
    muted: tuple[Muted, ...]
    thanks: tuple[KindWord, ...]
    wins: tuple[Won, ...]
    today: date
    resting_until: date | None
    operates: bool
