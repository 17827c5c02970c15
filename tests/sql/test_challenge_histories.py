"""Random histories of a circle and its challenges, checked after every event against a ledger kept in Python."""

from datetime import timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as some

from tests.sql.ledger import Challenge, Ledger, Page, Person, Seat, Step
from tests.sql.stage import ZONE, Actor, Stage
from tests.sql.takes_on import Circle

DAY = timedelta(days=1)
ZONES = ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"]
MEMBERS = some.integers(1, 4)
WHICH = some.integers(0, 1)
AMOUNTS = some.integers(1, 4)
PER = some.sampled_from(["day", "week"])
# What can happen, how often of a hundred, and with what.
EVENTS = {
    "log": (20, MEMBERS, WHICH, some.integers(0, 2), AMOUNTS, some.integers(0, 3)),
    "a_good_day": (12, WHICH, some.lists(some.integers(0, 4), min_size=4, max_size=4)),
    "wait": (18, some.integers(1, 4)),
    "commit": (10, MEMBERS, WHICH, AMOUNTS, PER),
    "reserve": (10, MEMBERS, WHICH, some.integers(-3, 6), some.integers(0, 3)),
    "rest": (6, MEMBERS, some.integers(0, 9)),
    "move": (6, MEMBERS, some.sampled_from(ZONES)),
    "delete": (4, MEMBERS, some.integers(0, 5)),
    "change": (4, WHICH, some.integers(-1, 20)),
    "end_rest": (3, MEMBERS),
    "leave": (3, MEMBERS, WHICH),
    "alum": (3, MEMBERS, some.booleans()),
    "come_back": (2, MEMBERS),
    "leave_circle": (1, MEMBERS),
    "end": (1, WHICH),
    "erase": (1, MEMBERS),
}
HAPPENING = some.sampled_from([name for name, (often, *_) in EVENTS.items() for _ in range(often)]).flatmap(
    lambda name: some.tuples(some.just(name), *EVENTS[name][1:])
)
BEGINNINGS = some.tuples(some.integers(3, 12), some.integers(3, 12), some.integers(0, 3))
SHARES = some.lists(some.tuples(MEMBERS, WHICH, AMOUNTS, PER), min_size=6, max_size=10)


class History:
    """One circle lived twice: through the doors, and in the ledger."""

    def __init__(self, stage: Stage, actors: list[Actor], circle, beginning: tuple[int, int, int]) -> None:
        self.stage, self.actors, self.fay = stage, actors, actors[0]
        self.together = Circle(stage.connection, circle)
        now = stage.connection.execute("select now()").fetchone()[0]
        self.ledger = Ledger(now, ZONE)
        self.people = [Person(ZONE) for _ in actors]
        self.ledger.seats = {who: Seat(person) for who, person in enumerate(self.people)}
        self.seat = dict(enumerate(range(len(actors))))
        first, second, later = beginning
        self.begin("application_a_day", "application", 0, first, needs_note=True)
        self.begin("refresh_material", "materials", later, second, needs_note=False)
        self.bars: dict[str, list] = {}
        self.behind: dict[str, dict[int, int]] = {}

    def begin(self, template: str, kind: str, later: int, length: int, *, needs_note: bool) -> None:
        starts = self.ledger.today() + later * DAY
        ends = starts + (length - 1) * DAY
        challenge = self.together.propose(self.fay, template, starts, ends)
        self.fay.call("start_challenge", circle=self.together.id, challenge=challenge)
        self.ledger.challenges[challenge] = Challenge(kind, needs_note, starts, ends)

    def here(self, who: int) -> bool:
        return self.seat[who] in self.ledger.seats and self.ledger.seats[self.seat[who]].here

    def real(self, day):
        return day - self.ledger.passed * DAY

    def pick(self, which: int) -> tuple[str, Challenge]:
        return list(self.ledger.challenges.items())[which % len(self.ledger.challenges)]

    def told(self, expected: str | None, door) -> None:
        """Call a door, which must refuse exactly as the ledger does."""
        refusal = None
        try:
            door()
        except psycopg.Error as raised:
            refusal = raised.diag.message_primary
        assert refusal == expected
        event(f"refused: {refusal}")

    # --- events ---

    def commit(self, who: int, which: int, amount: int, per: str) -> None:
        name, challenge = self.pick(which)
        expected = self.ledger.commit(self.seat[who], challenge, amount, per)
        self.told(expected, lambda: self.together.commit(self.actors[who], name, amount, per))

    def log(self, who: int, which: int, back: int, amount: int, noted: int) -> None:
        seat = self.ledger.seats[self.seat[who]]
        day = self.ledger.today(seat.person.zone) - back * DAY
        kind = self.pick(which)[1].kind
        step = Step(uuid4(), kind, day, amount, bool(noted))
        known = day >= self.ledger.earliest(seat.person.zone)
        if known:
            seat.steps.append(step)
        given_ = {"kind": kind, "day": self.real(day), "amount": amount, "note": "It fits" if noted else ""}
        self.told(
            None if known else "step_day_past",
            lambda: self.actors[who].call("log_step", id=step.id, circle=self.together.id, **given_),
        )

    def a_good_day(self, which: int, amounts: list[int]) -> None:
        """Several do something on one day."""
        for who, amount in enumerate(amounts, start=1):
            if amount and self.here(who):
                self.log(who, which, 0, amount, 1)

    def delete(self, who: int, place: int) -> None:
        steps = self.ledger.seats[self.seat[who]].steps
        if steps:
            step = steps[place % len(steps)]
            step.deleted = True
            self.actors[who].call("delete_step", circle=self.together.id, step=step.id)

    def rest(self, who: int, more: int) -> None:
        until = self.ledger.today(self.people[who].zone) + more * DAY
        self.ledger.rest(self.people[who], until)
        self.actors[who].call("take_break", until=self.real(until))

    def end_rest(self, who: int) -> None:
        self.ledger.end_rest(self.people[who])
        self.actors[who].call("end_break")

    def reserve(self, who: int, which: int, offset: int, on: int) -> None:
        name, challenge = self.pick(which)
        day = self.ledger.today(self.people[who].zone) + offset * DAY
        expected = self.ledger.reserve(self.seat[who], challenge, day, on=bool(on))
        self.told(
            expected, lambda: self.together.reserve(self.actors[who], name, self.real(day), on=bool(on))
        )

    def leave(self, who: int, which: int) -> None:
        name, challenge = self.pick(which)
        self.ledger.leave(self.seat[who], challenge)
        self.actors[who].call("leave_challenge", circle=self.together.id, challenge=name)

    def leave_circle(self, who: int) -> None:
        self.ledger.part(self.seat[who])
        self.ledger.seats[self.seat[who]].here = False
        self.actors[who].call("leave_circle", circle=self.together.id, delete_posts=False)

    def come_back(self, who: int) -> None:
        code = self.stage.invite(self.fay, self.together.id, code=f"BACK-{uuid4().hex[:16]}")
        self.stage.join(self.actors[who], code)
        self.seat[who] = len(self.actors) + max([0, *self.ledger.seats])
        self.ledger.seats[self.seat[who]] = Seat(self.people[who])

    def alum(self, who: int, alum: bool) -> None:
        seat = self.ledger.seats[self.seat[who]]
        if alum and not seat.alum:
            self.ledger.part(self.seat[who])
        seat.alum = alum
        self.actors[who].call("become_alum", circle=self.together.id, alum=alum)

    def move(self, who: int, zone: str) -> None:
        self.people[who].zone = zone
        self.actors[who].call("save_profile", time_zone=zone)

    def change(self, which: int, later: int) -> None:
        name, challenge = self.pick(which)
        ends = self.ledger.today() + later * DAY
        given_ = {"ends_on": self.real(ends), "note": "A holiday"}
        self.told(
            self.ledger.change(challenge, ends),
            lambda: self.fay.call("change_challenge", circle=self.together.id, challenge=name, **given_),
        )

    def end(self, which: int) -> None:
        name, challenge = self.pick(which)
        if self.ledger.end(challenge):
            self.fay.call("drop_challenge", circle=self.together.id, challenge=name)

    def erase(self, who: int) -> None:
        gone = [seat for seat, kept in self.ledger.seats.items() if kept.person is self.people[who]]
        for seat in gone:
            self.ledger.erase(seat)
        self.stage.connection.execute("delete from auth.users where id = %s", [self.actors[who].account_id])

    def wait(self, many: int) -> None:
        self.together.pass_days(many)
        self.ledger.passed += many

    def live(self, what: str, *how) -> None:
        """Let one event happen where it can."""
        anywhere = {"change", "end", "wait", "a_good_day"}
        if what in anywhere or (
            self.here(how[0]) != (what == "come_back") and self.seat[how[0]] in self.ledger.seats
        ):
            getattr(self, what)(*how)
            event(what)

    # --- what everybody reads ---

    def check(self, *readers: int) -> None:
        for who in readers:
            if self.here(who):
                self.check_page(who)
        for name, challenge in self.ledger.challenges.items():
            self.check_block(name, challenge)

    def check_block(self, name: str, challenge: Challenge) -> None:
        """Whenever a bar has moved, at least three people did something since it moved last."""
        bar = self.stage.connection.execute(
            "select told_done, (select array_agg(array[membership_id::text, done::text] order by 1)"
            " from app.challenge_told where challenge_id = id) from app.challenges where id = %s",
            [name],
        ).fetchone()
        if bar[0] is None or bar == self.bars.get(name):
            return
        closed = min(challenge.told_until - DAY, challenge.last(self.ledger.today()))
        if challenge.frozen:
            closed = challenge.last(self.ledger.today())
        now = {seat: self.ledger.done(challenge, seat, closed) for seat in challenge.pages}
        before = self.behind.get(name, {})
        if bar[0] != self.bars.get(name, [None])[0]:
            assert len([seat for seat, done in now.items() if done > before.get(seat, 0)]) >= 3
            event("a block was told")
        self.bars[name], self.behind[name] = bar, now

    def check_page(self, who: int) -> None:
        page = self.together.page(self.actors[who])
        self.ledger.read()
        shown = {card["id"]: card for card in page["running"] + page["ended"]}
        assert set(shown) == set(self.ledger.challenges)
        running = {card["id"] for card in page["running"]}
        today = self.ledger.seat_today(self.seat[who])
        for name, challenge in self.ledger.challenges.items():
            still = not challenge.ended and challenge.last(self.ledger.today()) >= today
            assert (name in running) == still
            self.check_card(who, challenge, shown[name])

    def check_card(self, who: int, challenge: Challenge, card: dict) -> None:
        seat = self.seat[who]
        sums, mine = self.ledger.sums(challenge, seat), self.ledger.mine(challenge, seat)
        if challenge.frozen:
            mine = challenge.frozen[1].get(seat)
            event("frozen with numbers" if sums[1] is not None else "frozen, few people")
        assert (card["target"], card["done"]) == sums
        assert card.get("final", False) == (challenge.frozen is not None)
        # Whoever left a running challenge has no part in it any more, though what they did is in its sum.
        shown = "final" in card or challenge.pages.get(seat, Page()).taking_part
        told = card["mine"] and (card["mine"]["target"], card["mine"]["done"])
        assert told == (mine if shown else None)
        event(f"target {'shown' if sums[0] is not None else 'quiet'}")
        event(f"bar {'shown' if sums[1] is not None else 'quiet'}")


@pytest.fixture
def living(stage) -> tuple[Stage, list[Actor], UUID]:
    """Five people and their circle, from which every history begins."""
    actors = [stage.sign_up(name) for name in ("fay", "alice", "bob", "dora", "edith")]
    return stage, actors, stage.open_circle(*actors)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(beginning=BEGINNINGS, shares=SHARES, events=some.lists(HAPPENING, min_size=15, max_size=40))
def test_targets_and_bars_are_the_sum_whatever_happens(living, beginning, shares, events):
    stage, actors, circle = living
    with stage.connection.transaction(force_rollback=True):
        history = History(stage, actors, circle, beginning)
        for share in shares:
            history.live("commit", *share)
        for place, (what, *how) in enumerate(events):
            history.live(what, *how)
            history.check(0, 1 + place % 4)
        history.check(*range(5))
