"""A circle's safety does not hang on one person: who steps in, when, and that nobody is seen coming and going."""

import json
from uuid import uuid4

import pytest

from tests.sql.test_operators import handle, with_old_log


def name(cast, member):
    cast.fay.call("name_stand_in", circle=cast.circle, handle=handle(member) if member else None)


def state(cast, connection, member) -> str | None:
    """What the page of this member would be told."""
    with connection.transaction(force_rollback=True):
        connection.execute("select set_config('request.jwt.claim.sub', %s, true)", [str(member.account_id)])
        connection.execute(
            "select set_config('request.jwt.claims', %s, true)", [json.dumps({"sub": str(member.account_id)})]
        )
        answer = connection.execute(
            "select app.stand_in_state(%(circle)s, app.my_membership(%(circle)s))", {"circle": cast.circle}
        ).fetchone()
    return answer[0]


@pytest.fixture
def agreed(cast):
    """Alice has agreed to stand in."""
    name(cast, cast.alice)
    cast.alice.call("accept_stand_in", circle=cast.circle, agree=True)


@pytest.fixture
def away(cast, agreed, connection):
    """Fay has been away for three days, and somebody has asked for a person."""
    assert agreed is None
    cast.bob.call("ask_for_help", id=uuid4(), circle=cast.circle)
    with_old_log(connection, cast)


def test_a_stand_in_is_named_asked_and_agrees(cast, connection):
    assert state(cast, connection, cast.alice) is None
    name(cast, cast.alice)
    name(cast, cast.alice)
    assert state(cast, connection, cast.alice) == "asked"
    shown = cast.fay.call("facilitate_page", circle=cast.circle)
    assert shown["stand_in"] == {"handle": handle(cast.alice), "agreed": False}
    for _ in range(2):
        cast.alice.call("accept_stand_in", circle=cast.circle, agree=True)
    name(cast, cast.alice)
    assert state(cast, connection, cast.alice) == "agreed"
    page = cast.fay.call("facilitate_page", circle=cast.circle)
    assert page["stand_in"] == {"handle": handle(cast.alice), "agreed": True}
    assert sorted(row["action"] for row in page["log"] if row["action"].startswith("stand_in")) == [
        "stand_in_agreed",
        "stand_in_named",
    ]


def test_saying_no_ends_it_and_so_does_the_facilitator(cast, connection, refused):
    name(cast, cast.alice)
    cast.alice.call("accept_stand_in", circle=cast.circle, agree=False)
    assert state(cast, connection, cast.alice) is None
    with refused("stand_in_not_named"):
        cast.alice.call("accept_stand_in", circle=cast.circle, agree=True)
    name(cast, cast.alice)
    name(cast, cast.bob)
    with refused("stand_in_not_named"):
        cast.alice.call("accept_stand_in", circle=cast.circle, agree=True)
    name(cast, None)
    assert cast.fay.call("facilitate_page", circle=cast.circle)["stand_in"] is None


def test_only_a_facilitator_names_and_only_a_member_is_named(cast, refused):
    with refused("facilitators_only"):
        cast.alice.call("name_stand_in", circle=cast.circle, handle=handle(cast.bob))
    for nobody in ("Nobody", handle(cast.fay)):
        with refused("member_not_found"):
            cast.fay.call("name_stand_in", circle=cast.circle, handle=nobody)


@pytest.mark.usefixtures("away")
def test_after_two_days_away_the_stand_in_becomes_a_facilitator(cast, connection):
    assert state(cast, connection, cast.alice) == "needed"
    for _ in range(2):
        cast.alice.call("step_in", circle=cast.circle)
    assert len(cast.alice.call("facilitate_page", circle=cast.circle)["queue"]) == 1
    page = cast.fay.call("facilitate_page", circle=cast.circle)
    assert (page["stepped_in"], page["stand_in"], page["me"]["role"]) == (
        [handle(cast.alice)],
        None,
        "facilitator",
    )
    assert [row["who"] for row in page["log"] if row["action"] == "stepped_in"] == [handle(cast.alice)]
    assert cast.alice.call("facilitate_page", circle=cast.circle)["stepped_in"] == []


@pytest.mark.usefixtures("away")
def test_opening_the_queue_is_being_there(cast, connection, refused):
    cast.fay.call("facilitate_page", circle=cast.circle)
    connection.execute("alter table app.log disable trigger user")
    connection.execute("delete from app.log where action = 'case_seen'")
    connection.execute("alter table app.log enable trigger user")
    assert state(cast, connection, cast.alice) == "agreed"
    with refused("nobody_needed"):
        cast.alice.call("step_in", circle=cast.circle)
    connection.execute("update app.facilitating_hours set last_hour = last_hour - interval '48 hours'")
    assert state(cast, connection, cast.alice) == "agreed"
    connection.execute("update app.facilitating_hours set last_hour = last_hour - interval '1 hour'")
    assert state(cast, connection, cast.alice) == "needed"


@pytest.mark.usefixtures("away")
def test_deciding_is_being_there_without_opening_the_queue(cast, connection):
    cast.fay.call("set_prompt", circle=cast.circle, prompt="What helped?")
    assert state(cast, connection, cast.alice) == "agreed"


@pytest.mark.usefixtures("away")
def test_one_facilitator_who_is_there_is_enough(cast, connection, stage):
    gail = stage.sign_up("gail")
    code = "GAILS-CODE-0000-0000"
    stage.join(gail, stage.invite(cast.fay, cast.circle, code=code, role="facilitator"))
    with_old_log(connection, cast)
    assert state(cast, connection, cast.alice) == "needed"
    gail.call("facilitate_page", circle=cast.circle)
    assert state(cast, connection, cast.alice) == "agreed"


@pytest.mark.usefixtures("agreed")
def test_while_nothing_waits_nobody_is_needed(cast, connection, refused):
    with_old_log(connection, cast)
    assert state(cast, connection, cast.alice) == "agreed"
    with refused("nobody_needed"):
        cast.alice.call("step_in", circle=cast.circle)


@pytest.mark.usefixtures("agreed")
def test_a_concern_about_ones_own_words_is_not_told_by_the_offer(cast, stage, connection):
    post = stage.share(cast.alice, cast.circle)
    cast.bob.call("report_post", id=uuid4(), circle=cast.circle, post=post, reason="hurtful", note="")
    with_old_log(connection, cast)
    assert state(cast, connection, cast.alice) == "agreed"


def test_who_has_not_agreed_or_was_not_asked_does_not_step_in(cast, connection, refused):
    name(cast, cast.alice)
    cast.bob.call("ask_for_help", id=uuid4(), circle=cast.circle)
    with_old_log(connection, cast)
    for somebody in (cast.alice, cast.bob):
        with refused("not_stand_in"):
            somebody.call("step_in", circle=cast.circle)


@pytest.mark.usefixtures("away")
def test_whoever_is_paused_is_not_called(cast, connection, refused):
    until = connection.execute("select current_date + 1").fetchone()[0]
    with connection.transaction():
        connection.execute(
            "insert into app.measures (circle_id, id, membership_id, kind, rule, reason, decided_by, ends_at)"
            " select %(circle)s, gen_random_uuid(), their.id, 'post_pause', 1, 'x', fays.id, %(until)s"
            " from app.memberships as their, app.memberships as fays"
            " where their.handle = %(alice)s and their.circle_id = %(circle)s"
            " and fays.role = 'facilitator' and fays.circle_id = %(circle)s",
            {"circle": cast.circle, "until": until, "alice": handle(cast.alice)},
        )
    with refused("nobody_needed"):
        cast.alice.call("step_in", circle=cast.circle)


@pytest.mark.usefixtures("away")
def test_three_circles_are_as_many_as_one_can_look_after(cast, stage, refused):
    for _ in range(3):
        stage.create_circle(cast.alice)
    with refused("three_circles"):
        cast.alice.call("step_in", circle=cast.circle)


@pytest.mark.usefixtures("away")
def test_no_member_sees_a_facilitator_come_and_go(cast):
    before = cast.bob.call("circle_page", circle=cast.circle)
    cast.fay.call("facilitate_page", circle=cast.circle)
    assert cast.bob.call("circle_page", circle=cast.circle) == before
