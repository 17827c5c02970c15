"""What is said in a circle, as plain values, and the words for each choice."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from core.domain.challenges import Card

Kind = Literal["win", "setback", "note"]

KINDS: dict[Kind, str] = {"win": "Win", "setback": "Setback", "note": "Note"}
WIN_KINDS: dict[str, str] = {
    "application": "Sent an application",
    "materials": "Worked on my materials",
    "contact": "Reached out to somebody",
    "interview": "Had an interview",
    "follow_up": "Followed up",
    "learning": "Learned something",
    "rest": "Rested",
    "brave_act": "Another brave act",
    "callback": "Got a callback",
    "second_round": "Second round",
    "offer": "Got an offer",
    "new_skill": "A new skill",
    "kind_feedback": "Kind feedback",
    "helped_someone": "Helped someone",
    "kept_boundary": "Kept a boundary",
    "job": "I have a job",
}
WANTED: dict[str, str] = {
    "heard": "To be heard",
    "views": "Other views",
    "advice": "Advice",
    "logging": "Just logging it",
}
WANTED_ON_CARD: dict[str, str] = {
    "heard": "wants to be heard",
    "views": "would like other views",
    "advice": "asks for advice",
    "logging": "is just logging this",
}
STAGES: dict[str, str] = {
    "application": "After applying",
    "screen": "After a first call",
    "interview": "After an interview",
    "later_round": "After a later round",
    "offer": "Around an offer",
    "other": "Something else",
}
FEELINGS: tuple[str, ...] = (
    "disappointed",
    "sad",
    "angry",
    "ashamed",
    "anxious",
    "numb",
    "tired",
    "envious",
    "confused",
    "lonely",
    "relieved",
    "hopeful",
)
STRENGTHS: dict[int, str] = {1: "a little", 2: "quite", 3: "very"}
REACTIONS: dict[str, str] = {
    "with_you": "With you",
    "me_too": "Me too",
    "glad": "Glad for you",
    "courage": "That took courage",
}
SHAPES: dict[str, str] = {
    "acknowledge": "I have read you",
    "view": "Another way to see it",
    "advice": "Advice",
}
REPORT_REASONS: dict[str, str] = {
    "identifies_someone": "It could tell who somebody is",
    "hurtful": "It hurts",
    "spam": "It is advertising or off the point",
    "other": "Something else",
}
HOLD_REASONS: dict[str, str] = {
    "first_posts": "A newcomer's first two posts are read by a facilitator first.",
    "after_removal": "After a removed post, the next ones are read by a facilitator first.",
    "veil_newcomer": "While somebody in the circle is new, every veiled post is read by a facilitator first, so that"
    " waiting tells nobody who wrote it.",
    "veil_after_removal": "After a veiled post was removed, every veiled post is read by a facilitator first,"
    " whoever wrote it.",
    "watched_term": "It holds a word that this circle wants a facilitator to look at first.",
    "hurtful": "It may read as aimed at a person, so a facilitator reads it first. You can also say it differently.",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer under a post. `op` marks the author of a veiled post answering in their own thread."""

    id: str
    name: str
    body: str
    shape: str
    op: bool
    when: str
    edited: bool
    mine: bool
    editable: bool
    reactions: tuple[str, ...]
    totals: dict[str, int] | None
    thanked: bool | None


@dataclass(frozen=True, slots=True)
class Post:
    """A post as one reader sees it. `totals` is None for everybody but its author.

    `step` is the kind and number of the step that a win came from.
    """

    id: str
    kind: Kind
    name: str
    veiled: bool
    body: str
    took: str
    win_kind: str | None
    wanted: str | None
    stage: str | None
    said: bool | None
    feelings: tuple[tuple[str, int], ...]
    when: str
    edited: bool
    mine: bool
    editable: bool
    reactions: tuple[str, ...]
    totals: dict[str, int] | None
    replies: tuple[Reply, ...]
    step: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Unseen:
    """Something of mine that others do not see: waiting, sent back, hidden or removed."""

    id: str
    kind: str
    state: Literal["held", "returned", "hidden", "removed", "delayed"]
    body: str
    took: str
    editable: bool
    why: str | None
    due_in_hours: int | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was shared under this id before, when an answer was lost on its way."""

    kind: str
    body: str
    took: str
    veiled: bool
    editable: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """What an author hears after sharing. `earlier` is there when this id had been shared already."""

    id: str
    state: Literal["shown", "held", "returned", "hidden", "removed", "delayed"]
    why: str | None
    due_in_hours: int | None
    earlier: Earlier | None = None


@dataclass(frozen=True, slots=True)
class Tone:
    """How words sound to this app, which is wrong now and then.

    `worrying` calls a facilitator, `hurtful` lets the words wait for one; `heavy` marks sentences whose author may be
    asked whether a facilitator should know, and never leaves their tab.
    """

    worrying: bool = False
    hurtful: bool = False
    heavy: frozenset[str] = frozenset()


PLAIN = Tone()


@dataclass(frozen=True, slots=True)
class Rules:
    """House rules that wait for a yes."""

    version: int
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What every page of a circle knows: the circle, and me in it."""

    circle_id: str
    name: str
    purpose: str
    prompt: str
    open: bool
    time_zone: str
    history_open: bool
    people: int
    on_duty: bool
    duty_at: str | None
    handle: str
    role: str
    urgent: bool
    veil_ready: bool
    practised: bool
    resting_until: date | None
    back: bool
    stand_in: str | None
    posts_paused: str | None
    replies_paused: str | None
    away_until: str | None
    rules: Rules | None


@dataclass(frozen=True, slots=True)
class Week:
    """My own week so far, to start a weekly win from; `steps` are kinds and how many."""

    wins: int
    setbacks: int
    replies: int
    thanks: int
    steps: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class CirclePage:
    """Everything the circle page shows, from one call."""

    head: Head
    posts: tuple[Post, ...]
    waiting: tuple[Post, ...]
    unseen: tuple[Unseen, ...]
    known: tuple[str, ...]
    challenges: tuple[Card, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class SharePage:
    """Everything the share page needs, from one call."""

    head: Head
    week: Week | None
    known: tuple[str, ...]
    plan: str
    wins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A post on its way: its words as the circle will read them, and its author's choices."""

    kind: Kind
    body: str
    veiled: bool = False
    delay_hours: int = 0
    details: dict[str, object] = field(default_factory=dict)


def shapes_for(post: Post) -> tuple[str, ...]:
    """Which kinds of answer this post asked for; none where it was just logged."""
    if post.wanted == "logging":
        return ()
    return {"advice": ("acknowledge", "view", "advice"), "views": ("acknowledge", "view")}.get(
        post.wanted or "", ("acknowledge",)
    )
