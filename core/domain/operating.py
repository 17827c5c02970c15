"""What an operator sees: numbers that point at nobody, and the decisions a circle cannot make alone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Overdue:
    """In how many circles cases of a kind are past their time. How many cases is not told."""

    kind: str
    circles: int


@dataclass(frozen=True, slots=True)
class Brought:
    """A removal to confirm or an appeal to answer, without anybody's handle. `mine` is what I decided before."""

    circle_id: str
    circle: str
    measure_id: str
    kind: str
    reason: str
    rule: str | None
    days: int
    appeal_id: str | None
    words: str | None
    mine: bool


@dataclass(frozen=True, slots=True)
class Veil:
    """A veil that a circle's only facilitator asks to lift."""

    id: str
    circle_id: str
    circle: str
    reason: str


@dataclass(frozen=True, slots=True)
class OperatorPage:
    """Everything the operator's page shows, from one call."""

    open: int
    lobby: int
    archived: int
    tens_of_people: int
    overdue: tuple[Overdue, ...]
    unattended: int
    without_facilitator: int
    purged: bool
    brought: tuple[Brought, ...]
    for_another: int
    unveilings: tuple[Veil, ...]

    @property
    def well(self) -> bool:
        return self.purged and not (self.overdue or self.unattended or self.without_facilitator)


def people_in_words(tens: int) -> str:
    """Say roughly how many people there are: an exact number could tell of one who came or went."""
    return f"More than {tens * 10} people" if tens else "Fewer than ten people"


def circles_in_words(many: int) -> str:
    return "one circle" if many == 1 else f"{many} circles"


def waiting_in_words(days: int) -> str:
    return {0: "It came today.", 1: "It came yesterday."}.get(days, f"It has waited for {days} days.")
