"""A circle that takes something on, and a calendar whose days can pass."""

from datetime import date
from uuid import UUID, uuid4

import psycopg

from tests import days
from tests.sql.stage import Actor


class Circle:
    """Speaks to the doors of one circle's challenges."""

    def __init__(self, connection: psycopg.Connection, circle: UUID) -> None:
        self.connection, self.id = connection, circle

    def propose(
        self, actor: Actor, template: str, starts_on, ends_on, *, challenge: str | None = None
    ) -> str:
        challenge = challenge or str(uuid4())
        actor.call(
            "propose_challenge",
            id=challenge,
            circle=self.id,
            template=template,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        return challenge

    def commit(self, actor: Actor, challenge: str, amount: int | None, per: str | None = "day") -> None:
        actor.call("commit_to_challenge", circle=self.id, challenge=challenge, amount=amount, per=per)

    def reserve(self, actor: Actor, challenge: str, day: date | None, *, on: bool = True) -> None:
        actor.call("reserve_day", circle=self.id, challenge=challenge, day=day, on_=on)

    def log(self, actor: Actor, kind: str, **more) -> UUID:
        step = uuid4()
        actor.call("log_step", id=step, circle=self.id, kind=kind, **more)
        return step

    def page(self, actor: Actor) -> dict:
        return actor.call("challenges_page", circle=self.id)

    def card(self, actor: Actor, challenge: str) -> dict:
        return next(card for card in self.page(actor)["running"] if card["id"] == challenge)

    def mine(self, actor: Actor, challenge: str) -> dict | None:
        return self.card(actor, challenge)["mine"]

    def sums(self, actor: Actor, challenge: str) -> tuple[int | None, int | None]:
        card = self.card(actor, challenge)
        return card["target"], card["done"]

    def membership(self, actor: Actor) -> UUID:
        return self.connection.execute(
            "select membership_id from app.identities where account_id = %s and circle_id = %s"
            " order by ended_at nulls first",
            [actor.account_id, self.id],
        ).fetchone()[0]

    def done(self, challenge: str) -> int:
        """Everything that was done for a challenge, today's too."""
        return self.connection.execute(
            "select sum(done)::integer from app.challenge_shares(%s, array[%s::uuid])", [self.id, challenge]
        ).fetchone()[0]

    def pass_days(self, many: int) -> None:
        """Let days pass for this circle: everything that carries a date lies so much further back."""
        days.move(self.connection, self.id, many)
