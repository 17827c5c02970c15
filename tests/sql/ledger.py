"""What a circle's challenges must add up to, reckoned day by day without the database.

A ledger keeps one page per member and challenge: which days ask for how much, and on which days an act counts. Every
event changes the pages from some day on and never before it. Days are real dates plus the days that have passed.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
HORIZON = 60
Sums = tuple[int | None, int | None]


def span(first: date, last: date) -> set[date]:
    return {first + n * DAY for n in range((last - first).days + 1)}


@dataclass
class Step:
    id: object
    kind: str
    day: date
    amount: int
    noted: bool
    deleted: bool = False


@dataclass
class Person:
    zone: str
    breaks: list[tuple[date, date]] = field(default_factory=list)

    def rests(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.breaks)


@dataclass
class Page:
    """One member's page for one challenge."""

    asked: dict[date, tuple[int, str]] = field(default_factory=dict)
    counting: set[date] = field(default_factory=set)
    reserve: set[date] = field(default_factory=set)
    taking_part: bool = False
    parted: bool = False

    def take_on(self, first: date, amount: int, per: str) -> None:
        days = span(first, first + HORIZON * DAY)
        self.asked |= dict.fromkeys(days, (amount, per))
        self.counting |= days
        self.taking_part, self.parted = True, False

    def end(self, day: date, *, parted: bool) -> None:
        """Ask for nothing from this day on; what is done on it counts still. `parted` is known to everybody."""
        if self.taking_part:
            self.asked = {kept: share for kept, share in self.asked.items() if kept < day}
            self.counting = {kept for kept in self.counting if kept <= day}
        self.taking_part, self.parted = False, self.parted or parted


@dataclass
class Seat:
    """A membership: whoever comes back has a new one."""

    person: Person
    here: bool = True
    alum: bool = False
    steps: list[Step] = field(default_factory=list)


@dataclass
class Challenge:
    kind: str
    needs_note: bool
    starts: date
    ends: date
    later: tuple[date, date] | None = None
    ended: date | None = None
    pages: dict[int, Page] = field(default_factory=dict)
    told: int | None = None
    told_of: dict[int, int] = field(default_factory=dict)
    told_until: date | None = None
    frozen: tuple[int | None, dict[int, Sums]] | None = None

    def last(self, today: date) -> date:
        ends = self.later[0] if self.later and self.later[1] <= today else self.ends
        return min(ends, self.ended or ends)

    def counts(self, step: Step) -> bool:
        return step.kind == self.kind and not step.deleted and (step.noted or not self.needs_note)


@dataclass
class Ledger:
    now: datetime
    zone: str
    seats: dict[int, Seat] = field(default_factory=dict)
    challenges: dict[str, Challenge] = field(default_factory=dict)
    passed: int = 0

    def today(self, zone: str | None = None) -> date:
        return self.now.astimezone(ZoneInfo(zone or self.zone)).date() + self.passed * DAY

    def earliest(self, zone: str) -> date:
        """The oldest day that ended less than 48 hours ago there."""
        here = ZoneInfo(zone)
        real = self.now.astimezone(here).date()
        days = [real - n * DAY for n in range(4)]
        still = [
            day
            for day in days
            if self.now < datetime.combine(day + DAY, time(), here).astimezone(UTC) + timedelta(hours=48)
        ]
        return min(still) + self.passed * DAY

    def seat_today(self, seat: int) -> date:
        return self.today(self.seats[seat].person.zone)

    # --- events ---

    def commit(self, seat: int, challenge: Challenge, amount: int, per: str) -> str | None:
        today = self.seat_today(seat)
        if challenge.ended or challenge.last(self.today()) < today:
            return "challenge_over"
        page = challenge.pages.setdefault(seat, Page())
        first = today + DAY if today in page.asked else max(today, challenge.starts)
        page.take_on(first, amount, per)
        return None

    def leave(self, seat: int, challenge: Challenge, *, parted: bool = False) -> None:
        today = self.seat_today(seat)
        if challenge.last(self.today()) >= today and seat in challenge.pages:
            done = [step.day for step in self.seats[seat].steps if not step.deleted]
            challenge.pages[seat].end(max([today, *done]), parted=parted)

    def part(self, seat: int) -> None:
        """Leave the circle, or land."""
        for challenge in self.challenges.values():
            self.leave(seat, challenge, parted=True)

    def erase(self, seat: int) -> None:
        for challenge in self.challenges.values():
            challenge.pages.pop(seat, None)
            challenge.told_of.pop(seat, None)
        del self.seats[seat]

    def reserve(self, seat: int, challenge: Challenge, day: date, *, on: bool) -> str | None:
        page = challenge.pages.get(seat, Page())
        around = [len(page.reserve & span(day - n * DAY, day + (6 - n) * DAY)) for n in range(7)]
        if not page.counting:
            return "commitment_missing"
        if not challenge.starts <= day <= challenge.last(self.today()):
            return "reserve_day_outside"
        if day < self.earliest(self.seats[seat].person.zone):
            return "step_day_past"
        if on and day not in page.reserve and max(around) >= 2:
            return "reserve_days_used"
        page.reserve = page.reserve | {day} if on else page.reserve - {day}
        return None

    def rest(self, person: Person, until: date) -> None:
        today = self.today(person.zone)
        for first, last in person.breaks:
            if first <= today <= last:
                person.breaks.remove((first, last))
                person.breaks.append((first, until))
                return
        person.breaks = [taken for taken in person.breaks if taken[0] != today] + [(today, until)]

    def end_rest(self, person: Person) -> None:
        today = self.today(person.zone)
        begun = [taken for taken in person.breaks if taken[0] < today]
        person.breaks = [(first, min(last, today - DAY)) for first, last in begun]

    def change(self, challenge: Challenge, ends: date) -> str | None:
        today = self.today()
        if challenge.ended or challenge.last(today) < today:
            return "challenge_over"
        if not max(today, challenge.starts + 2 * DAY) <= ends <= challenge.starts + 41 * DAY:
            return "challenge_dates"
        challenge.ends, challenge.later = challenge.last(today), (ends, today + DAY)
        return None

    def end(self, challenge: Challenge) -> bool:
        """End it with today; say whether it had begun at all."""
        today = self.today()
        if challenge.starts > today:
            return False
        if not challenge.ended and challenge.last(today) >= today:
            challenge.ended = today
        return True

    # --- sums ---

    def read(self) -> None:
        """Do what a page does before it is drawn: tell the bars, and write down what has closed everywhere on earth."""
        for challenge in self.challenges.values():
            if challenge.frozen or not challenge.pages:
                continue
            open_from = min(self.seat_today(seat) for seat in challenge.pages)
            if challenge.told_until is None or challenge.told_until < open_from:
                challenge.told_until = open_from
                self._tell(challenge, open_from - DAY)
        for challenge in self.challenges.values():
            due = challenge.last(self.today()) + DAY - self.passed * DAY
            over = datetime.combine(due, time(12), UTC) + timedelta(hours=48)
            if not challenge.frozen and self.now >= over:
                self._tell(challenge, challenge.last(self.today()))
                mine = {seat: self.mine(challenge, seat) for seat in challenge.pages}
                challenge.frozen = self._together(challenge), {k: v for k, v in mine.items() if v}

    def _tell(self, challenge: Challenge, until: date) -> None:
        """Add to the bar what three or more did since, if so few days of so few people do not speak for each."""
        last = min(until, challenge.last(self.today()))
        here = [seat for seat, page in challenge.pages.items() if any(day <= last for day in page.counting)]
        done = {seat: self.done(challenge, seat, last) for seat in here}
        more = {seat: done[seat] - challenge.told_of.get(seat, 0) for seat in here}
        gained = sorted(many for many in more.values() if many > 0)
        if len(gained) < 3:
            return
        largest = gained[-1]
        small = sum(gained) < 6 or (largest > 0.6 * sum(gained) and sum(gained[:-1]) < 4)
        if len(here) <= 4 and small:
            return
        challenge.told = (challenge.told or 0) + sum(more.values())
        challenge.told_of |= done

    def mine(self, challenge: Challenge, seat: int) -> Sums | None:
        """One member's own target and what they did."""
        page, last = challenge.pages.get(seat), challenge.last(self.today())
        if page is None or not [day for day in page.counting if day <= last]:
            return None
        return self._target(challenge, seat), self.done(challenge, seat, last)

    def sums(self, challenge: Challenge, viewer: int) -> Sums:
        """The circle's target and what is done, as one member reads it: of their own doing all of it."""
        mine = challenge.frozen[1].get(viewer) if challenge.frozen else self.mine(challenge, viewer)
        own = (mine[1] if mine else 0) - challenge.told_of.get(viewer, 0)
        together = challenge.frozen[0] if challenge.frozen else self._together(challenge)
        return together, None if challenge.told is None else challenge.told + own

    def _together(self, challenge: Challenge) -> int | None:
        """What everybody set out to do, while three people cover each other."""
        if sum(self._covers(challenge, seat) for seat in challenge.pages) < 3:
            return None
        return sum(self._target(challenge, seat) for seat in challenge.pages)

    def _active(self, challenge: Challenge, seat: int) -> list[date]:
        page, person = challenge.pages[seat], self.seats[seat].person
        last = challenge.last(self.today())
        return [d for d in page.asked if d <= last and d not in page.reserve and not person.rests(d)]

    def _covers(self, challenge: Challenge, seat: int) -> bool:
        begun = any(day <= self.seat_today(seat) for day in self._active(challenge, seat))
        return begun and not challenge.pages[seat].parted

    def _target(self, challenge: Challenge, seat: int) -> int:
        shares = [challenge.pages[seat].asked[day] for day in self._active(challenge, seat)]
        daily = sum(amount for amount, per in shares if per == "day")
        weekly = sum(amount for amount, per in shares if per == "week")
        return daily + (max(1, weekly // 7) if weekly else 0)

    def done(self, challenge: Challenge, seat: int, until: date) -> int:
        """What somebody did for it until the end of this day."""
        counting = challenge.pages[seat].counting
        return sum(
            step.amount
            for step in self.seats[seat].steps
            if challenge.counts(step) and step.day in counting and step.day <= until
        )
