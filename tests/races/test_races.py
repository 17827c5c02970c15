"""Two people after one thing, on real connections: one of them gets it, and the other is told."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Barrier, Event
from uuid import uuid4

import psycopg

from tests.sql.stage import Actor, Stage


def at_once(connect, actors: list[Actor], act) -> list:
    """Let everybody act in the same instant, each on a connection of their own; refusals come back as their name."""
    start = Barrier(len(actors))

    def one(actor: Actor):
        own = Actor(connect(), actor.account_id, actor.email)
        start.wait(timeout=20)
        try:
            return act(own)
        except psycopg.Error as refusal:
            return refusal.diag.message_primary

    with ThreadPoolExecutor(len(actors)) as crowd:
        return list(crowd.map(one, actors))


def people_in(stage: Stage, circle) -> int:
    return stage.connection.execute("select app.people_in(%s)", [circle]).fetchone()[0]


def test_twelve_people_race_for_the_last_seat(stage, connect):
    fay, *first = (stage.sign_up("seat") for _ in range(11))
    circle = stage.open_circle(fay, *first)
    code = stage.invite(fay, circle, code=f"RACE-{uuid4().hex[:16]}")
    crowd = [stage.sign_up("racer") for _ in range(12)]
    taken = {
        row[0]
        for row in stage.connection.execute(
            "select handle from app.memberships where circle_id = %s", [circle]
        )
    }
    free = [idea for idea in stage.sign_up("x").call("handle_ideas", many=20) * 2 if idea not in taken]
    handles = dict(zip((racer.account_id for racer in crowd), dict.fromkeys(free), strict=False))
    answers = at_once(
        connect,
        crowd,
        lambda racer: racer.call(
            "join_circle", code=code, handle=handles[racer.account_id], adult=True, version=1
        )["state"],
    )
    assert sorted(set(answers)) == ["circle_full", "joined"]
    assert answers.count("joined") == 1
    assert people_in(stage, circle) == 12


def test_a_code_for_one_lets_in_one(stage, connect):
    fay = stage.sign_up("fay")
    circle = stage.create_circle(fay)
    code = stage.invite(fay, circle, code=f"ONCE-{uuid4().hex[:16]}", uses=1)
    answers = at_once(
        connect, [stage.sign_up("racer") for _ in range(4)], lambda racer: stage.join(racer, code)["state"]
    )
    assert sorted(answers) == ["invitation_used_up"] * 3 + ["joined"]


def test_one_person_in_two_tabs_joins_once(stage, connect):
    fay, alice = stage.sign_up("fay"), stage.sign_up("alice")
    circle = stage.create_circle(fay)
    code = stage.invite(fay, circle, code=f"TABS-{uuid4().hex[:16]}")
    answers = at_once(connect, [alice] * 3, lambda tab: stage.join(tab, code)["state"])
    assert sorted(answers) == ["already_in", "already_in", "joined"]
    assert people_in(stage, circle) == 2


def test_ten_clicks_on_share_make_one_post(stage, connect):
    fay, alice, bob = (stage.sign_up(name) for name in ("fay", "alice", "bob"))
    circle, post = stage.open_circle(fay, alice, bob), uuid4()
    answers = at_once(
        connect,
        [alice] * 10,
        lambda click: click.call("share_post", id=post, circle=circle, kind="win", body="Once")["id"],
    )
    assert answers == [str(post)] * 10
    assert len(stage.feed(bob, circle)) == 1


def test_two_facilitators_claim_one_case(stage, connect):
    fay, gail, alice, bob = (stage.sign_up(name) for name in ("fay", "gail", "alice", "bob"))
    circle = stage.open_circle(fay, alice, bob)
    stage.join(gail, stage.invite(fay, circle, code=f"GAIL-{uuid4().hex[:16]}", role="facilitator"))
    post = stage.share(alice, circle)
    bob.call("report_post", id=uuid4(), circle=circle, post=post, reason="other")
    [case] = fay.call("facilitate_page", circle=circle)["queue"]
    answers = at_once(
        connect,
        [fay, gail],
        lambda one: one.call("claim_case", circle=circle, case_id=case["id"], version=case["version"]),
    )
    assert sorted(map(str, answers)) == sorted([str({"version": case["version"] + 1}), "case_moved"])


def test_two_reports_in_one_instant_are_one_case(stage, connect):
    fay, alice, bob, dora = (stage.sign_up(name) for name in ("fay", "alice", "bob", "dora"))
    circle = stage.open_circle(fay, alice, bob, dora)
    post = stage.share(alice, circle)
    answers = at_once(
        connect,
        [bob, dora],
        lambda one: one.call("report_post", id=uuid4(), circle=circle, post=post, reason="hurtful"),
    )
    assert answers == [None, None]
    [case] = fay.call("facilitate_page", circle=circle)["queue"]
    assert len(case["reports"]) == 2


def test_two_ways_of_leaving_never_leave_a_circle_without_a_facilitator(stage, connect):
    fay, gail, alice = (stage.sign_up(name) for name in ("fay", "gail", "alice"))
    circle = stage.open_circle(fay, alice)
    stage.join(gail, stage.invite(fay, circle, code=f"GAIL-{uuid4().hex[:16]}", role="facilitator"))
    answers = at_once(
        connect,
        [fay, gail],
        lambda one: one.call("leave_circle", circle=circle, delete_posts=False) or "left",
    )
    assert sorted(answers) == ["last_facilitator", "left"]


def weeks_later(stage: Stage, circle, weeks: int) -> None:
    """Let whole weeks pass for a circle and for what was logged in it."""
    for change in (
        "update app.circles set opened_at = opened_at - %(past)s * interval '1 week' where id = %(circle)s",
        "update app.memberships set joined_at = joined_at - %(past)s * interval '1 week' where circle_id = %(circle)s",
        "update app.steps set local_date = local_date - %(past)s * 7 where circle_id = %(circle)s",
    ):
        stage.connection.execute(change, {"past": weeks, "circle": circle})


def log(actor: Actor, circle, **more) -> dict:
    return actor.call("log_step", **({"id": uuid4(), "circle": circle, "kind": "contact"} | more))


def test_ten_readers_of_a_closed_week_publish_it_once(stage, connect):
    fay, *members = (stage.sign_up("reader") for _ in range(10))
    circle = stage.open_circle(fay, *members)
    for member in members:
        log(member, circle, amount=3)
    weeks_later(stage, circle, 3)
    first, *others = at_once(
        connect, [fay, *members], lambda reader: reader.call("momentum_page", circle=circle)["weeks"]
    )
    assert [week["steps"]["state"] for week in first] == ["shown", "quiet", "quiet"]
    assert others == [first] * 9
    assert stage.connection.execute(
        "select count(*) from app.snapshots where circle_id = %s", [circle]
    ).fetchone() == (3,)


def test_two_people_who_log_in_one_instant_both_count(stage, connect):
    fay, *members = (stage.sign_up("walker") for _ in range(5))
    circle = stage.open_circle(fay, *members)
    answers = at_once(connect, members, lambda member: log(member, circle, amount=2)["amount"])
    assert answers == [2] * 4
    weeks_later(stage, circle, 1)
    [week] = fay.call("momentum_page", circle=circle)["weeks"]
    assert week["steps"]["total"] == 8


def test_ten_taps_on_one_button_are_one_step(stage, connect):
    fay, alice, bob = (stage.sign_up(name) for name in ("fay", "alice", "bob"))
    circle, step = stage.open_circle(fay, alice, bob), uuid4()
    answers = at_once(connect, [alice] * 10, lambda tap: log(tap, circle, id=step)["id"])
    assert answers == [str(step)] * 10
    [day] = alice.call("my_steps", circle=circle)["days"]
    assert [logged["id"] for logged in day["steps"]] == [str(step)]


def test_a_week_is_published_as_it_was_at_one_moment(stage, connect):
    """Were the total older than its kinds, what came in between would be the difference: one person's step."""
    for _ in range(5):
        fay, *members = (stage.sign_up("walker") for _ in range(5))
        circle = stage.open_circle(fay, *members)
        for member in members:
            log(member, circle, amount=9)
        weeks_later(stage, circle, 1)
        going, enough = Barrier(2), Event()
        with ThreadPoolExecutor(1) as crowd:
            crowd.submit(log_on, connect(), circle, going, enough)
            going.wait(timeout=20)
            told = fay.call("momentum_page", circle=circle)["weeks"]
            enough.set()
        [week] = told
        assert week["mix"] == [{"kind": "contact", "count": week["steps"]["total"]}]
        assert fay.call("momentum_page", circle=circle)["weeks"] == told


def log_on(connection: psycopg.Connection, circle, going: Barrier, enough: Event) -> None:
    """Fill in one step after the other into the week that just closed."""
    for nth in count():
        connection.execute(
            "insert into app.steps (circle_id, id, membership_id, kind, local_date)"
            " select circle_id, gen_random_uuid(), membership_id, kind, local_date from app.steps"
            " where circle_id = %s order by created_at limit 1 offset %s",
            [circle, nth % 4],
        )
        if nth == 4:
            going.wait(timeout=20)
        if enough.is_set():
            return


def test_a_decision_and_a_change_take_post_and_case_in_one_order(stage, connect):
    """Whoever decides waits for the post before they hold its case: else two of them wait for each other."""
    fay, alice, bob = (stage.sign_up(name) for name in ("fay", "alice", "bob"))
    circle = stage.open_circle(fay, alice, bob)
    post = stage.share(alice, circle)
    bob.call("report_post", id=uuid4(), circle=circle, post=post, reason="other")
    [case] = fay.call("facilitate_page", circle=circle)["queue"]
    holding, deciding = connect(), connect()
    given = {
        "circle": circle,
        "case_id": case["id"],
        "version": case["version"],
        "action": "hidden",
        "reason": "x",
    }
    with ThreadPoolExecutor(1) as other, holding.transaction():
        holding.execute("select from app.posts where id = %s for update", [post])
        decided = other.submit(Actor(deciding, fay.account_id, fay.email).call, "decide_case", **given)
        waits_for_a_lock(stage, deciding)
        # The one who changes the post goes on to its case. Nobody holds that.
        holding.execute("select from app.cases where id = %s for update nowait", [case["id"]])
    assert decided.result(timeout=20) == {"closed": True}


def waits_for_a_lock(stage: Stage, connection: psycopg.Connection) -> None:
    waiting = "select wait_event_type = 'Lock' from pg_stat_activity where pid = %s"
    for _ in count():
        if stage.connection.execute(waiting, [connection.info.backend_pid]).fetchone() == (True,):
            return
