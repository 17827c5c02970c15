"""Momentum once more, in Python and from its description alone: what the database publishes must equal this.

Nothing here was read off the SQL. It is slow and plain on purpose: people, steps and posts are lists, and every
number is counted from them anew.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from statistics import median
from zoneinfo import ZoneInfo

EFFORT, FEELING = 3, 5
NEEDED = {"steps": EFFORT, "wins": EFFORT} | dict.fromkeys(
    ("setbacks", "bounce", "answered", "energy"), FEELING
)
BANDS = ((1, 5), (6, 10), (11, 20), (21, 40), (41, 80), (81, 160), (161, 320), (321, 10_000))
QUIET = {"state": "quiet"}
WEEK, DAY = timedelta(weeks=1), timedelta(days=1)


@dataclass
class Person:
    name: str
    zone: ZoneInfo
    joined: date
    left: date | None = None
    erased: bool = False
    breaks: list[tuple[date, date]] = field(default_factory=list)

    def there(self, first: date, last: date) -> bool:
        return not self.erased and self.joined <= last and (self.left is None or self.left >= first)


@dataclass
class Step:
    id: str
    who: str
    kind: str
    day: date
    amount: int
    made: datetime
    deleted: bool = False


@dataclass
class Reply:
    who: str
    at: datetime
    unlinked: bool = False
    deleted: bool = False


@dataclass
class Post:
    id: str
    kind: str
    who: str
    veiled: bool
    wanted: str
    day: date
    made: datetime
    shown: datetime
    status: str
    unlinked: bool = False
    deleted: bool = False
    replies: list[Reply] = field(default_factory=list)

    @property
    def handle(self) -> str | None:
        """Who everybody sees as its author."""
        return None if self.veiled or self.unlinked else self.who

    def told(self) -> bool:
        return self.status == "shown" and not self.deleted

    def answered_within_a_day(self) -> bool:
        return any(
            reply.who != self.who
            and not reply.deleted
            and reply.at <= self.shown + DAY
            # Of two people who left nobody can say any more whether they are one.
            and not (reply.unlinked and self.unlinked and not self.veiled)
            for reply in self.replies
        )


def count(by_person: dict[str | None, int], needed: int, present: int | None = None) -> dict:
    """A number, a band or silence. Whoever is None carries no handle: may be any of the others, and is nobody new."""
    total, people = sum(by_person.values()), [name for name in by_person if name is not None]
    largest = max((by_person[name] for name in people), default=0) + by_person.get(None, 0)
    if len(people) < needed:
        return QUIET
    dominated = Fraction(largest, total) > Fraction(6, 10)
    if present is not None and present <= needed + 1:
        few_to_share = total < 2 * needed or (dominated and total - largest < 2 * (needed - 1))
        if few_to_share:
            return QUIET
    if dominated:
        low, high = next(band for band in BANDS if band[0] <= min(total, 10_000) <= band[1])
        return {"state": "band", "low": low, "high": high}
    return {"state": "shown", "total": total}


def mix(cells: dict[tuple[str, str], int], present: int) -> list[dict] | None:
    """The kinds that can be told, the others folded until the fold hides everybody in it; null if none is left."""
    by_kind: Counter[str] = Counter()
    for (_, kind), amount in cells.items():
        by_kind[kind] += amount
    smallest_first = sorted(sorted(by_kind, reverse=True), key=by_kind.__getitem__)
    hidden = [kind for kind in smallest_first if not tellable(cells, [kind], present)]
    open_kinds = [kind for kind in smallest_first if kind not in hidden]
    while hidden and not (len(hidden) >= 2 and tellable(cells, hidden, present)):
        if not open_kinds:
            return None
        hidden.append(open_kinds.pop(0))
    if not open_kinds:
        return None
    told = [{"kind": kind, "count": by_kind[kind]} for kind in reversed(open_kinds)]
    return [*told, {"kind": "other", "count": sum(by_kind[kind] for kind in hidden)}] if hidden else told


def tellable(cells: dict[tuple[str, str], int], kinds: list[str], present: int) -> bool:
    return count(per_person(cells, kinds), EFFORT, present)["state"] == "shown"


def per_person(
    cells: dict[tuple[str, str], int], kinds: Iterable[str] | None = None
) -> dict[str | None, int]:
    people: Counter[str | None] = Counter()
    for (who, kind), amount in cells.items():
        if kinds is None or kind in kinds:
            people[who] += amount
    return people


@dataclass
class Snapshot:
    numbers: dict
    blocks: dict
    # What stood behind the steps when they were published: (who, kind) to how many.
    cells: dict[tuple[str, str], int]
    block_cells: dict[tuple[str, str, date], int]


@dataclass
class History:
    """One circle, everything that happened in it, and what was published."""

    zone: ZoneInfo
    opened: datetime
    people: dict[str, Person] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    energy: dict[tuple[str, date], int] = field(default_factory=dict)
    published: dict[date, Snapshot] = field(default_factory=dict)

    # Questions

    def today(self, who: str, now: datetime) -> date:
        return now.astimezone(self.people[who].zone).date()

    def monday(self, now: datetime) -> date:
        today = now.astimezone(self.zone).date()
        return today - timedelta(days=today.weekday())

    def open_days(self, who: str, now: datetime) -> list[date]:
        """Days that can be filled in: today and those that ended less than 48 hours ago, newest first."""
        person, today = self.people[who], self.today(who, now)
        days = [today]
        while now < instant(days[-1], person.zone) + timedelta(hours=48):
            days.append(days[-1] - DAY)
        return days

    def cells(self, first: date, last: date) -> dict[tuple[str, str], int]:
        found: Counter[tuple[str, str]] = Counter()
        for step in self.steps:
            if first <= step.day <= last and not step.deleted:
                found[step.who, step.kind] += step.amount
        return dict(found)

    def present(self, first: date, last: date) -> int:
        return sum(person.there(first, last) for person in self.people.values())

    # Publishing

    def publish(self, now: datetime) -> None:
        closes = self.monday(now)
        opened_on = self.opened.astimezone(self.zone).date()
        first = opened_on - timedelta(days=opened_on.weekday())
        due = max(self.published) + WEEK if self.published else first
        while due < closes:
            self.published[due] = self.snapshot(due, now)
            due += WEEK

    def snapshot(self, week: date, now: datetime) -> Snapshot:
        sunday = week + timedelta(days=6)
        numbers = {measure: self.value(measure, week, sunday, now) for measure in NEEDED}
        cells = self.cells(week, sunday)
        if numbers["steps"]["state"] == "shown":
            numbers["mix"] = mix(cells, self.present(week, sunday))
        before = [self.published.get(week - many * WEEK) for many in (1, 2, 3)]
        blocks = {}
        for measure in NEEDED:
            silent = all(
                told is not None and told.numbers[measure] == QUIET and measure not in told.blocks
                for told in before
            )
            if numbers[measure] == QUIET and silent:
                together = self.value(measure, week - 3 * WEEK, sunday, now)
                if together != QUIET:
                    blocks[measure] = together
        block_cells = {
            (who, kind, week - many * WEEK): amount
            for many in range(4)
            for (who, kind), amount in self.cells(week - many * WEEK, sunday - many * WEEK).items()
        }
        return Snapshot(numbers, blocks, cells, block_cells)

    def value(self, measure: str, first: date, last: date, now: datetime) -> dict:
        if measure == "steps":
            return count(per_person(self.cells(first, last)), EFFORT, self.present(first, last))
        if measure in {"wins", "setbacks"}:
            return self.posts_value(measure.removesuffix("s"), first, last)
        if measure == "bounce":
            return self.bounce(first, last, now)
        if measure == "answered":
            return self.answered(first, last)
        return self.energy_band(first, last)

    def posts_value(self, kind: str, first: date, last: date) -> dict:
        shown = Counter(
            post.handle
            for post in self.posts
            if post.kind == kind and post.told() and self.in_weeks(shown_hour(post.shown), first, last)
        )
        return count(shown, NEEDED[f"{kind}s"])

    def in_weeks(self, moment: datetime, first: date, last: date) -> bool:
        return instant(first, self.zone) <= moment < instant(last + DAY, self.zone)

    def bounce(self, first: date, last: date, now: datetime) -> dict:
        days = defaultdict(list)
        for post in self.posts:
            if post.kind == "setback" and post.told() and post.shown <= now and post.handle is not None:
                back = [
                    step.day
                    for step in self.steps
                    if step.who == post.who
                    and not step.deleted
                    and step.made > post.made
                    and post.day <= step.day <= post.day + timedelta(days=28)
                ]
                if back and first <= min(back) <= last:
                    days[post.who].append((min(back) - post.day).days)
        if len(days) < FEELING:
            return QUIET
        return {"state": "shown", "days": round(median(median(own) for own in days.values()))}

    def answered(self, first: date, last: date) -> dict:
        waited = [
            post
            for post in self.posts
            if post.kind == "setback"
            and post.told()
            and post.wanted != "logging"
            and self.in_weeks(post.shown + DAY, first, last)
        ]
        if len({post.handle for post in waited} - {None}) < FEELING:
            return QUIET
        share = Fraction(sum(post.answered_within_a_day() for post in waited), len(waited))
        steps = (
            (Fraction(9, 10), "nearly_all"),
            (Fraction(6, 10), "most"),
            (Fraction(4, 10), "half"),
            (0, "fewer"),
        )
        return {"state": "shown", "band": next(band for least, band in steps if share >= least)}

    def energy_band(self, first: date, last: date) -> dict:
        levels = defaultdict(list)
        for (who, week), level in self.energy.items():
            if first <= week <= last and not self.people[who].erased:
                levels[who].append(level)
        if len(levels) < FEELING:
            return QUIET
        mean = sum(Fraction(sum(own), len(own)) for own in levels.values()) / len(levels)
        steps = ((Fraction(167, 100), "low"), (Fraction(234, 100), "steady"), (10, "high"))
        return {"state": "shown", "band": next(band for below, band in steps if mean < below)}

    # What one member reads

    def weeks(self, now: datetime) -> list[dict]:
        return [self.week(week) for week in sorted(self.published) if week >= self.monday(now) - 12 * WEEK]

    def week(self, week: date) -> dict:
        numbers = dict(self.published[week].numbers)
        if numbers["steps"]["state"] == "shown":
            before = [self.published.get(week - many * WEEK) for many in (1, 2, 3, 4)]
            totals = [told.numbers["steps"].get("total") for told in before if told]
            shown = [total for total in totals if total is not None]
            numbers["steps"] = numbers["steps"] | {"median": median(shown) if shown else None}
        return {"mix": None} | numbers | {"week": str(week), "note": None}

    def blocks(self, now: datetime) -> list[dict]:
        return [
            {"measure": measure, "from": str(week - 3 * WEEK), "to": str(week), "value": value}
            for week in sorted(self.published)
            if week >= self.monday(now) - 12 * WEEK
            for measure, value in sorted(self.published[week].blocks.items())
        ]

    def mine(self, who: str, now: datetime) -> dict:
        monday = self.monday(now)
        return {
            "weeks": [
                {"week": str(week), "steps": self.own(who, week), "share": self.share(who, week)}
                for week in sorted(self.published)
                if week >= monday - 12 * WEEK
            ],
            "energy": {1: "low", 2: "steady", 3: "high"}.get(self.energy.get((who, monday), 0)),
        }

    def own(self, who: str, week: date) -> int:
        return sum(self.cells_of(who, week, week + timedelta(days=6)).values())

    def cells_of(self, who: str, first: date, last: date) -> dict[tuple[str, str], int]:
        return {cell: amount for cell, amount in self.cells(first, last).items() if cell[0] == who}

    def share(self, who: str, week: date) -> float | None:
        total = self.published[week].numbers["steps"].get("total")
        if total is None:
            return None
        counted = sum(amount for (whose, _), amount in self.published[week].cells.items() if whose == who)
        exact = Decimal(counted) / Decimal(total)
        return float(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))

    def index(self, who: str, now: datetime) -> float | None:
        """My steps, each fading by half in thirteen days; a day of rest, or of a break, lets nothing fade."""
        today = self.today(who, now)
        effort: Counter[date] = Counter()
        rested = set()
        for step in self.steps:
            if step.who == who and not step.deleted and step.day <= today:
                if step.kind == "rest":
                    rested.add(step.day)
                else:
                    effort[step.day] += step.amount
        for first, last in self.people[who].breaks:
            rested |= {first + many * DAY for many in range((last - first).days + 1)}
        rested -= set(effort)
        if not effort:
            return None
        return sum(
            amount * 0.5 ** (((today - day).days - sum(day < rest < today for rest in rested)) / 13)
            for day, amount in effort.items()
        )


def instant(day: date, zone: ZoneInfo) -> datetime:
    """When a day begins there."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def shown_hour(moment: datetime) -> datetime:
    """The hour a post stands under: nobody reads more of when it came."""
    return moment.replace(minute=0, second=0, microsecond=0)
