"""Circles as plain values, and the house rules a new one begins with."""

from dataclasses import dataclass

DEFAULT_RULES: tuple[str, ...] = (
    "What is said here stays here.",
    "We leave out names, employers and places, our own and other people's.",
    "Nobody is compared with anybody.",
    "We acknowledge first, and give advice only where it is asked for.",
    "We talk about what happened, not about what somebody is.",
    "Anybody may rest, and nobody has to say why.",
    "Nothing is sold and nobody is recruited here.",
    "If somebody may be in danger, we say so at once.",
)


@dataclass(frozen=True, slots=True)
class CircleCard:
    """One of my circles, as the page frame names it. `country` is my own, for the help lines."""

    circle_id: str
    name: str
    handle: str
    role: str
    open: bool
    members: int
    alum: bool
    country: str | None
