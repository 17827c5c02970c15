"""What a facilitator looks after, as plain values, and the words for it."""

from dataclasses import dataclass

from core.domain.posts import Head

CASES: dict[str, str] = {
    "crisis": "Somebody may need a person",
    "identity": "It may tell who somebody is",
    "harassment": "It may hurt somebody",
    "hold": "It waits to be let in",
    "other": "Somebody has a concern",
}
HELD: dict[str, str] = {
    "first_posts": "One of a newcomer's first two posts.",
    "after_removal": "Its author had a post removed.",
    "watched_term": "It holds a watched word.",
    "hurtful": "It may read as aimed at a person. Its author was told, and may say it differently meanwhile.",
    "veil_newcomer": "Every veiled post waits while somebody in the circle is new.",
    "veil_after_removal": "Every veiled post waits for a while after one was removed.",
}
REPORTED: dict[str, str] = {
    "identifies_someone": "It could tell who somebody is",
    "hurtful": "It hurts",
    "worried": "Worried about the author",
    "spam": "Off the point",
    "other": "Something else",
}
MEASURES: dict[str, str] = {
    "nudge": "Remind of a house rule",
    "reply_pause": "Pause replies",
    "post_pause": "Pause posts",
    "circle_pause": "Ask to stay away for a while",
    "removal": "Propose to remove from the circle",
}
ACTIONS: dict[str, str] = {
    "circle_created": "started the circle",
    "joined": "joined",
    "invitation_made": "made an invite link",
    "invitation_revoked": "took an invite link back",
    "case_seen": "looked at a case",
    "case_claimed": "took on a case",
    "case_approved": "let a post in",
    "case_sent_back": "sent a post back",
    "case_hidden": "hid a post",
    "case_restored": "showed a post again",
    "case_removed": "removed a post",
    "case_dismissed": "closed a case",
    "measure_nudge": "reminded somebody of a rule",
    "measure_reply_pause": "paused somebody's replies",
    "measure_post_pause": "paused somebody's posts",
    "measure_circle_pause": "asked somebody to stay away",
    "measure_removal": "proposed a removal",
    "removal_confirmed": "confirmed a removal",
    "removal_withdrawn": "took a proposed removal back",
    "removal_declined": "declined a proposed removal",
    "appeal_decided": "decided an appeal",
    "prompt_set": "changed the question of the week",
    "rules_changed": "changed the house rules",
    "watched_terms_set": "changed the watched words",
    "history_opened": "lets newcomers read what is shared from then on",
    "history_closed": "lets newcomers read from their own day on alone",
    "duty_set": "changed duty hours",
    "facilitator_made": "made somebody a facilitator",
    "stand_in_named": "asked somebody to stand in",
    "stand_in_dropped": "asks nobody to stand in any more",
    "stand_in_agreed": "agreed to stand in",
    "stand_in_declined": "would rather not stand in",
    "stepped_in": "stepped in as a facilitator",
    "operator_looked": "looked at a proposed removal",
    "operator_read_appeal": "looked at an appeal",
    "operator_confirmed": "confirmed a removal",
    "operator_declined": "declined a proposed removal",
    "operator_answered": "decided an appeal",
    "challenge_started": "started a challenge",
    "challenge_changed": "changed a challenge's last day",
    "week_noted": "wrote beside a week",
    "unveiling_asked": "asked to lift a veil",
    "unveiling_agreed": "agreed to lift a veil",
    "unveiling_read": "read whose veil was lifted",
    "operator_unveiled": "agreed to lift a veil",
    "challenge_dropped": "ended a challenge, or put a proposal away",
}


@dataclass(frozen=True, slots=True)
class CasePost:
    """The post a case is about, named as the circle names it."""

    id: str
    kind: str
    name: str
    veiled: bool
    body: str
    took: str
    status: str
    wanted: str | None
    gone: bool


@dataclass(frozen=True, slots=True)
class Report:
    """A concern, without who had it."""

    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to look at, with a clock in whole hours. `version` makes two decisions a conflict."""

    id: str
    kind: str
    version: int
    age_hours: int
    due_in_hours: int
    claimed_by: str | None
    claimed_by_me: bool
    asks_for_help: str | None
    held: str | None
    reports: tuple[Report, ...]
    post: CasePost | None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The beginning of a post outside the queue: unanswered, or hidden."""

    id: str
    name: str
    body: str
    age_hours: int | None = None


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation that still works. Its code is not here: nobody has it any more but whom it was given to."""

    id: str
    role: str
    uses: int
    most_uses: int
    days_left: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the circle: never how active they are."""

    handle: str
    role: str
    alum: bool
    me: bool
    paused: str | None


@dataclass(frozen=True, slots=True)
class Removal:
    """A proposal to remove somebody, waiting for a second person."""

    id: str
    handle: str
    reason: str
    rule: int
    mine: bool


@dataclass(frozen=True, slots=True)
class OpenAppeal:
    """A measure that its member asks to look at again."""

    id: str
    words: str
    kind: str
    reason: str
    rule: int
    mine: bool


@dataclass(frozen=True, slots=True)
class LogRow:
    """One decision or look."""

    who: str | None
    action: str
    when: str
    detail: dict[str, object]

    @property
    def name(self) -> str:
        """An operator has no handle in a circle, and is named as what they are."""
        return self.who or ("An operator" if self.action.startswith("operator_") else "Somebody")


@dataclass(frozen=True, slots=True)
class StandIn:
    """Who is asked to step in when no facilitator is there, and whether they said yes."""

    handle: str
    agreed: bool


@dataclass(frozen=True, slots=True)
class Unveiling:
    """A veil that somebody asks to lift. Who asked may read the handle for some hours once two agreed."""

    id: str
    name: str | None
    body: str | None
    reason: str
    mine: bool
    agreed: bool
    hours_left: int | None


@dataclass(frozen=True, slots=True)
class RulesVersion:
    """House rules as they once were."""

    version: int
    sentences: tuple[str, ...]
    when: str


@dataclass(frozen=True, slots=True)
class FacilitatePage:
    """Everything the facilitator's page shows, from one call."""

    head: Head
    queue: tuple[Case, ...]
    unanswered: tuple[Excerpt, ...]
    hidden: tuple[Excerpt, ...]
    invitations: tuple[OpenInvitation, ...]
    people: tuple[Person, ...]
    removals: tuple[Removal, ...]
    appeals: tuple[OpenAppeal, ...]
    rules: tuple[str, ...]
    rules_history: tuple[RulesVersion, ...]
    watched_terms: tuple[str, ...]
    duty_starts: str | None
    duty_ends: str | None
    log: tuple[LogRow, ...]
    stand_in: StandIn | None
    stepped_in: tuple[str, ...]
    unveilings: tuple[Unveiling, ...]

    @property
    def alone(self) -> bool:
        return [person.role for person in self.people].count("facilitator") == 1


def due_in_words(hours: int) -> str:
    """Say when a case is due, calmly also when it is late."""
    if hours < 0:
        return f"due {-hours} {'hour' if hours == -1 else 'hours'} ago"
    return "due within the hour" if hours == 0 else f"due in {hours} {'hour' if hours == 1 else 'hours'}"
