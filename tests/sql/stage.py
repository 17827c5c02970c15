"""A stage for scenes in SQL: real roles, real claims, one transaction that is never kept.

A scene names its people. Everybody acts through the doors in `public`, as the API role `authenticated` with a
token's claims, exactly as the Data API would call them.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from tests import days

CODE = "ABCD-EFGH-JKMN-PQRS"
ZONE = "Europe/Berlin"
RULES = ["What is said here stays here.", "Nobody is compared."]


def today() -> date:
    """The day it is for everybody in a scene: a member's time zone begins as the circle's."""
    return datetime.now(ZoneInfo(ZONE)).date()


@dataclass
class Actor:
    """One person with an account, or a visitor without one."""

    connection: psycopg.Connection
    account_id: UUID | None
    email: str = ""

    def call(self, door: str, **arguments: object):
        """Call a door with this person's rights; a refusal raises and undoes only this call."""
        role = "authenticated" if self.account_id else "anon"
        claims = {"sub": str(self.account_id), "role": role} if self.account_id else {"role": role}
        named = sql.SQL(", ").join(
            sql.SQL("{} => {}").format(sql.Identifier(name), sql.Placeholder(name)) for name in arguments
        )
        call = sql.SQL("select public.{}({})").format(sql.Identifier(door), named)
        values = {
            name: Jsonb(value) if isinstance(value, dict) else value for name, value in arguments.items()
        }
        with self.connection.transaction(), self.connection.cursor() as cursor:
            cursor.execute(
                "select set_config('role', %s, true), set_config('request.jwt.claims', %s, true),"
                " set_config('request.jwt.claim.sub', %s, true)",
                [role, json.dumps(claims), claims.get("sub", "")],
            )
            answer = cursor.execute(call, values).fetchone()
            cursor.execute("reset role")
            return answer[0] if answer else None


class Stage:
    """Signs people up and opens circles through the doors."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def sign_up(self, name: str) -> Actor:
        account_id, email = uuid4(), f"{name}.{uuid4().hex[:6]}@example.org"
        self.connection.execute("insert into auth.users (id, email) values (%s, %s)", [account_id, email])
        return Actor(self.connection, account_id, email)

    def appoint(self, actor: Actor) -> Actor:
        """Make somebody an operator, as whoever runs the database does."""
        self.connection.execute(
            "update auth.users set email_confirmed_at = now() where id = %s", [actor.account_id]
        )
        self.connection.execute("select app.appoint_operator(%s)", [actor.email])
        return actor

    def visitor(self) -> Actor:
        return Actor(self.connection, None)

    def handle(self, actor: Actor) -> str:
        """Pick a handle that nobody has yet: two people of a scene must not collide by chance."""
        taken = {row[0] for row in self.connection.execute("select handle from app.memberships")}
        return next(idea for idea in actor.call("handle_ideas", many=20) if idea not in taken)

    def create_circle(self, facilitator: Actor, name: str = "Monday circle") -> UUID:
        circle = uuid4()
        facilitator.call(
            "create_circle",
            id=circle,
            name=name,
            purpose="",
            time_zone=ZONE,
            handle=self.handle(facilitator),
            rules=RULES,
        )
        return circle

    def invite(
        self, facilitator: Actor, circle: UUID, *, code: str = CODE, role: str = "member", uses: int = 12
    ) -> str:
        facilitator.call(
            "create_invitation", id=uuid4(), circle=circle, code=code, role=role, days=7, uses=uses
        )
        return code

    def join(self, actor: Actor, code: str) -> dict:
        return actor.call("join_circle", code=code, handle=self.handle(actor), adult=True, version=1)

    def settle_facilitators(self, circle: UUID) -> None:
        """Let everybody who facilitates have done so for more than a week."""
        days.settle_facilitators(self.connection, circle)

    def open_circle(self, facilitator: Actor, *members: Actor, settled: bool = True) -> UUID:
        """A circle where everybody is in; `settled` people's posts no longer wait as a newcomer's first two."""
        circle = self.create_circle(facilitator)
        code = self.invite(facilitator, circle, code=f"ABCD-{uuid4().hex[:16]}")
        for member in members:
            assert self.join(member, code)["state"] == "joined"
            member.call("finish_practice")
        if settled:
            self.settle(circle)
        return circle

    def settle(self, circle: UUID) -> None:
        """Make newcomers of nobody: two old posts each, deleted before the feed of a scene, and a month gone by."""
        self.connection.execute(
            "update app.memberships set joined_at = joined_at - interval '30 days' where circle_id = %s",
            [circle],
        )
        self.connection.execute(
            """
            with fresh as (
              insert into app.posts
                (circle_id, id, kind, body, membership_id, shown_at, shown_hour, local_date, deleted_at)
              select circle_id, gen_random_uuid(), 'note', id::text, id, '2026-01-01', '2026-01-01',
                '2026-01-01', now()
              from app.memberships, generate_series(1, 2) where circle_id = %s returning circle_id, id, body
            )
            insert into app.post_authors (circle_id, post_id, membership_id) select circle_id, id, body::uuid from fresh
            """,
            [circle],
        )

    def share(
        self, actor: Actor, circle: UUID, body: str = "A first interview", *, kind: str = "win", **more
    ) -> UUID:
        post = uuid4()
        actor.call("share_post", id=post, circle=circle, kind=kind, body=body, **more)
        return post

    def reply(self, actor: Actor, circle: UUID, post: UUID, body: str = "I read you.", **more) -> UUID:
        reply = uuid4()
        actor.call("reply_to_post", id=reply, circle=circle, post=post, body=body, **more)
        return reply

    def feed(self, actor: Actor, circle: UUID, **more) -> list[dict]:
        return actor.call("circle_page", circle=circle, **more)["posts"]

    def later(self, circle: UUID, hours: int) -> None:
        """Let hours pass for everything said in a circle."""
        shift = f"{hours} hours"
        self.connection.execute(
            "update app.posts set shown_at = shown_at - %s::interval, created_at = created_at - %s::interval,"
            " shown_hour = shown_hour - %s::interval where circle_id = %s",
            [shift, shift, shift, circle],
        )
        self.connection.execute(
            "update app.memberships set sees_from = sees_from - %s::interval where circle_id = %s",
            [shift, circle],
        )
