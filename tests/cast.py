"""The cast of the tests: Alice and Bob share a circle that Fay facilitates, Charlie is in none of it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import psycopg
from psycopg import sql

from core.data import cases, challenges, circles, posts
from core.domain.circles import DEFAULT_RULES
from core.domain.posts import PLAIN, Draft, Tone
from core.local.backend import Backend
from core.ui.session import Member


def start_circle(facilitator: Member, name: str = "Thursday circle") -> str:
    """Start a circle and return its id."""
    circle_id = str(uuid4())
    circles.create(
        facilitator.gateway,
        circle_id,
        name=name,
        purpose="Looking for work together.",
        time_zone="UTC",
        handle=circles.handle_ideas(facilitator.gateway)[0],
        rules=list(DEFAULT_RULES),
    )
    return circle_id


def join(member: Member, code: str) -> str:
    """Join with the first handle that is suggested, and be practised in answering."""
    invitation = circles.look_at_invitation(member.gateway, code)
    circle_id = circles.join(
        member.gateway, code, handle=invitation.handles[0], adult=True, version=invitation.version
    )
    posts.finish_practice(member.gateway)
    return circle_id


def handle_of(member: Member) -> str:
    """Return the handle somebody has in the first of their circles."""
    return circles.mine(member.gateway)[0].handle


def circle_of(facilitator: Member, *members: Member) -> str:
    """Start a circle that everybody joins through the real doors; with two members it is open."""
    circle_id = start_circle(facilitator)
    if members:
        code = circles.invite(facilitator.gateway, circle_id, uses=len(members))
        for member in members:
            join(member, code)
    posts.finish_practice(facilitator.gateway)
    return circle_id


def share(author: Member, circle_id: str, draft: Draft, *, tone: Tone = PLAIN) -> str:
    """Share a post and return its id. A newcomer's first two wait until they are let in."""
    post_id = str(uuid4())
    posts.share(author.gateway, post_id, circle_id, draft, tone=tone)
    return post_id


def let_in(facilitator: Member, circle_id: str) -> None:
    """Approve everything that waits."""
    for case in cases.facilitate_page(facilitator.gateway, circle_id).queue:
        if case.post is not None and case.post.status == "held":
            cases.decide(facilitator.gateway, circle_id, case, "approved")


def share_shown(author: Member, facilitator: Member, circle_id: str, draft: Draft) -> str:
    """Share a post that everybody in the circle can read."""
    post_id = share(author, circle_id, draft)
    let_in(facilitator, circle_id)
    return post_id


def run_challenge(facilitator: Member, circle_id: str, template: str, *, days: int = 7) -> str:
    """Propose a challenge that begins today, start it, and return its id."""
    challenge_id, today = str(uuid4()), datetime.now(UTC).date()
    challenges.propose(
        facilitator.gateway,
        challenge_id,
        circle_id,
        template,
        starts_on=today,
        ends_on=today + timedelta(days=days - 1),
    )
    challenges.start(facilitator.gateway, circle_id, challenge_id)
    return challenge_id


def take_part(circle_id: str, challenge_id: str, *members: Member) -> None:
    """Let everybody commit to one a day."""
    for member in members:
        challenges.commit(member.gateway, circle_id, challenge_id, amount=1, per="day")


def weeks_go_by(backend: Backend, circle_id: str, weeks: int) -> None:
    """Let whole weeks pass in a circle: everything that has a date there moves into the past by as much."""
    days = 7 * weeks
    moved = {
        "circles": "opened_at = opened_at - %(time)s where id = %(circle)s",
        "memberships": "joined_at = joined_at - %(time)s where circle_id = %(circle)s",
        "steps": "local_date = local_date - %(days)s, created_at = created_at - %(time)s where circle_id = %(circle)s",
        "check_ins": "week = week - %(days)s where circle_id = %(circle)s",
    }
    with psycopg.connect(host=backend.socket_dir, user="postgres", dbname="postgres") as connection:
        for table, change in moved.items():
            connection.execute(
                sql.SQL("update app.{} set ").format(sql.Identifier(table)) + sql.SQL(change),
                {"time": timedelta(days=days), "days": days, "circle": circle_id},
            )
