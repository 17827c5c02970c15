"""What told who wrote although no door says so, and what was lost on the way: one scene for each."""

from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest

from tests.sql.attacks.test_a_curious_member import handle_of, told, veil
from tests.sql.stage import Actor, Stage, today
from tests.sql.takes_on import Circle
from tests.sql.test_hurtful_words import UNKIND, change, queue, say
from tests.sql.test_momentum import living, took, week_of, weeks_ago

__all__ = ["living"]

STAY = {"delete_posts": False}


def page(facilitator: Actor, cast) -> dict:
    return facilitator.call("facilitate_page", circle=cast.circle)


def pause(facilitator: Actor, cast, post, **more) -> str:
    given = {
        "id": uuid4(),
        "kind": "post_pause",
        "until": today() + timedelta(days=7),
        "rule": 1,
        "reason": "To cool down",
    }
    return told(facilitator, "set_measure", circle=cast.circle, post=post, **{**given, **more})


def purge_later(connection, circle) -> None:
    """Let two hours pass for what was taken back, and clean up."""
    connection.execute(
        "update app.posts set deleted_at = deleted_at - interval '2 hours' where circle_id = %s", [circle]
    )
    connection.execute("select app.purge()")


@pytest.fixture
def gil(cast, stage) -> Actor:
    """A second facilitator."""
    gil = stage.sign_up("gil")
    stage.join(gil, stage.invite(cast.fay, cast.circle, code=f"SECO-{uuid4().hex[:16]}", role="facilitator"))
    stage.settle(cast.circle)
    return gil


# --- who wrote -------------------------------------------------------------------------------------------------------


def test_pausing_an_author_and_waiting_until_the_post_is_gone(cast, stage, connection):
    """The list of members shows pauses by handle; one that was set through a post is never among them."""

    def paused() -> list[str]:
        return [member["handle"] for member in page(cast.fay, cast)["members"] if member["paused"]]

    post = veil(stage, cast.bob, cast.circle)
    pause(cast.fay, cast, post)
    cast.bob.call("delete_post", circle=cast.circle, post=post)
    purge_later(connection, cast.circle)
    assert connection.execute("select count(*) from app.posts where id = %s", [post]).fetchone() == (0,)
    assert paused() == []
    with connection.transaction(force_rollback=True):
        connection.execute("update app.measures set via_post_id = null")  # as the table once did by itself
        assert paused() == [handle_of(cast.bob, cast.circle)]


def test_asking_by_a_refusal_whether_the_author_has_left(cast, stage, without):
    his, hers = (veil(stage, author, cast.circle) for author in (cast.bob, cast.dora))
    cast.bob.call("leave_circle", circle=cast.circle, **STAY)

    def answers(**more) -> list[str]:
        with cast.fay.connection.transaction(force_rollback=True):
            return [pause(cast.fay, cast, post, **more) for post in (his, hers)]

    assert answers(reason="") == ["text_missing"] * 2
    with without("app.set_measure", "words := app.checked_text(_reason, 600);", "words := _reason;"):
        assert len(set(answers(reason=""))) == 2


def test_asking_by_the_same_id_twice_whether_the_author_has_left(cast, stage, without):
    his, hers = (veil(stage, author, cast.circle) for author in (cast.bob, cast.dora))
    cast.bob.call("leave_circle", circle=cast.circle, **STAY)

    def answers() -> list[str]:
        second = []
        with cast.fay.connection.transaction(force_rollback=True):
            for post in (his, hers):
                once = uuid4()
                pause(cast.fay, cast, post, id=once)
                second.append(pause(cast.fay, cast, post, id=once, rule=99))
        return second

    assert len(set(answers())) == 1
    with without(
        "app.set_measure",
        "select from app.log where circle_id = _circle and detail ->> 'measure_id' = _id::text",
        "select from app.measures where circle_id = _circle and id = _id",
    ):
        assert len(set(answers())) == 2


def test_reading_in_the_log_which_facilitator_did_not_look(cast, stage, gil, without):
    """Gil looks at no case about herself: two looks of Fay's and one of hers would say whose the other is."""
    for author in (gil, cast.bob):
        post = veil(stage, author, cast.circle)
        cast.dora.call("report_post", id=uuid4(), circle=cast.circle, post=post, reason="other")
    page(cast.fay, cast)
    page(gil, cast)

    def looks() -> set[str]:
        return {row["who"] for row in page(cast.fay, cast)["log"] if row["action"] == "case_seen"}

    assert looks() == {handle_of(cast.fay, cast.circle)}
    with without("app.facilitate_page", "and (log.action <> 'case_seen' or log.actor_id = me)", ""):
        assert handle_of(gil, cast.circle) in looks()


def test_seeing_which_appeals_go_out_of_the_circle(cast, stage, gil, without):
    """Against a pause through a veiled post: whether Gil may decide it would say whether she wrote."""

    def brought(author: Actor) -> tuple[int, int, int]:
        with cast.fay.connection.transaction(force_rollback=True):
            measure = uuid4()
            pause(cast.fay, cast, veil(stage, author, cast.circle), id=measure)
            author.call("appeal", id=uuid4(), circle=cast.circle, measure=measure, words="Please look")
            brought = cast.olga.call("operator_page")["brought"]
            asked = [one for one in brought if one["circle_id"] == str(cast.circle)]
            return len(asked), *(len(page(one, cast)["appeals"]) for one in (cast.fay, gil))

    assert brought(gil) == brought(cast.bob) == (1, 0, 0)
    with without("app.circle_can_decide", "not app.names_nobody(_measure) and", ""):
        assert brought(gil) != brought(cast.bob)


def test_deciding_an_appeal_that_an_operator_decides(cast, stage, gil):
    measure, appeal = uuid4(), uuid4()
    pause(cast.fay, cast, veil(stage, cast.bob, cast.circle), id=measure)
    cast.bob.call("appeal", id=appeal, circle=cast.circle, measure=measure, words="Please look")
    decide = {"circle": cast.circle, "appeal": appeal, "lifted": True, "answer": "Fine"}
    assert told(gil, "decide_appeal", **decide) == "case_not_found"
    cast.olga.call("operator_decide_appeal", **decide)
    assert [row["appeal"]["lifted"] for row in cast.bob.call("me_page")["decisions"]] == [True]


def test_polling_the_queue_for_the_minute_of_a_post_for_later(cast, stage, connection, without):
    """Fay alone can see that it waits; from the next full hour on she does."""
    cast.fay.call("set_watched_terms", circle=cast.circle, terms=["boss"])
    post = stage.share(cast.bob, cast.circle, "My boss", kind="note", veiled=True, delay_hours=6)
    assert queue(cast) == []
    with without("app.is_listed", "_case.kind <> 'hold'", "true"):
        assert len(queue(cast)) == 1
    connection.execute(
        "update app.cases set opened_at = opened_at - interval '1 hour' where circle_id = %s", [cast.circle]
    )
    assert [case["post"]["id"] for case in queue(cast)] == [str(post)]


def test_reading_the_order_of_writing_in_the_queue(cast, connection, without):
    for _ in range(4):
        say(cast.bob, cast.circle, veiled=True)
    rows = connection.execute(
        "select id from app.cases where circle_id = %s order by id desc", [cast.circle]
    ).fetchall()
    for minute, (case,) in enumerate(rows):
        connection.execute(
            "update app.cases set due_at = date_trunc('hour', due_at) + make_interval(mins => %s) where id = %s",
            [minute, case],
        )
    written = [str(case) for (case,) in rows]

    def shown() -> list[str]:
        return [case["id"] for case in queue(cast)]

    assert shown() == sorted(written)
    with without("app.facilitate_page", "date_trunc('hour', cases.due_at)", "cases.due_at"):
        assert shown() == written


def test_reckoning_the_second_with_a_zone_of_ones_own(cast, connection, without):
    for zone in ("<X>-05:13:22", "<X>+167:00:00", "EST5EDT,M3.2.0,M11.1.0", ""):
        assert told(cast.fay, "save_profile", time_zone=zone) == "time_zone_unknown"
    cast.fay.call("save_profile", time_zone="Asia/Kolkata")

    def labels() -> set[str]:
        """Around noon in India, which is half an hour into an hour."""
        noon = "((now() at time zone 'Asia/Kolkata')::date + time '12:00') at time zone 'Asia/Kolkata'"
        return {
            connection.execute(
                f"select app.coarse_time({noon} + %s * interval '1 minute', 'Asia/Kolkata')", [minutes]
            ).fetchone()[0]
            for minutes in (-20, 20)
        }

    assert len(labels()) == 1
    with without("app.coarse_time", "date_trunc('hour', _at) at time zone", "_at at time zone"):
        assert len(labels()) == 2


def test_reckoning_the_pulse_back(cast, connection):
    """Without the secret in it, the number of changes is found by trying."""
    pulse = cast.alice.call("circle_pulse", circle=cast.circle)
    counts, key = connection.execute(
        "select changes, pulse_key from app.circles where id = %s", [cast.circle]
    ).fetchone()
    tried = (
        "select %s in (select md5(%s::text || changes || %s || posts)"
        " from generate_series(0, 50) as changes, generate_series(0, 5) as posts)"
    )
    for known, gap in ((cast.circle, ""), (cast.circle, " ")):
        assert connection.execute(tried, [pulse, known, gap]).fetchone() == (False,)
    assert counts < 50
    assert connection.execute(tried, [pulse, key, " "]).fetchone() == (True,)


# --- one person as two ---------------------------------------------------------------------------------------------


def rejoin(stage: Stage, cast, actor: Actor) -> None:
    actor.call("leave_circle", circle=cast.circle, **STAY)
    stage.join(actor, stage.invite(cast.fay, cast.circle, code=f"BACK-{uuid4().hex[:16]}"))


APART = ("app.people_of", "identities.account_id from", "identities.membership_id from")


def test_subtracting_oneself_twice_from_a_week(living, stage, connection, without):
    week = weeks_ago(1)
    took(connection, living.alice, living.circle, week, application=4)
    took(connection, living.bob, living.circle, week, application=7)
    rejoin(stage, living, living.alice)
    in_it = datetime.combine(week + timedelta(days=2), time(), UTC)
    connection.execute("update app.memberships set left_at = %s where left_at is not null", [in_it])
    connection.execute(
        "update app.memberships set joined_at = %s where joined_at > now() - interval '1 day'", [in_it]
    )
    connection.execute(
        "insert into app.steps (circle_id, id, membership_id, kind, local_date, amount)"
        " values (%s, %s, %s, 'application', %s, 4)",
        [living.circle, uuid4(), Circle(connection, living.circle).membership(living.alice), week],
    )

    def published() -> dict:
        with connection.transaction(force_rollback=True):
            return week_of(living.alice, living.circle, week)["steps"]

    assert published()["state"] == "quiet"
    with without(*APART), without("app.present_between", "count(distinct identities.account_id)", "count(*)"):
        assert published()["total"] == 15, "of which eight are hers"


def test_meeting_the_five_of_energy_by_coming_back(living, stage, connection, without):
    for actor, energy in ((living.bob, "low"), *[(living.alice, "high")] * 4):
        actor.call("say_energy", circle=living.circle, energy=energy)
        if actor is living.alice:
            rejoin(stage, living, actor)
    connection.execute("update app.check_ins set week = week - 7 where circle_id = %s", [living.circle])

    def published() -> str:
        with connection.transaction(force_rollback=True):
            return week_of(living.alice, living.circle, weeks_ago(1))["energy"]["state"]

    assert published() == "quiet"
    with without(*APART):
        assert published() == "shown"


def test_reading_a_share_from_a_bar_by_coming_back(cast, stage, connection, without):
    together = Circle(connection, cast.circle)
    challenge = together.propose(cast.alice, "refresh_material", today(), today() + timedelta(days=20))
    cast.fay.call("start_challenge", circle=cast.circle, challenge=challenge)
    for actor, amount in ((cast.bob, 5), (cast.alice, 2), (cast.alice, 3)):
        if amount == 3:
            rejoin(stage, cast, actor)
        together.commit(actor, challenge, 1)
        together.log(actor, "materials", amount=amount)
    together.pass_days(1)

    def bar() -> int | None:
        with connection.transaction(force_rollback=True):
            return together.sums(cast.dora, challenge)[1]

    assert not bar()
    with without(*APART):
        assert bar() == 10


def test_supporting_ones_own_proposal_twice(cast, stage, connection, without):
    together = Circle(connection, cast.circle)
    challenge = together.propose(cast.alice, "walk_a_day", today(), today() + timedelta(days=20))
    rejoin(stage, cast, cast.alice)

    def running() -> int:
        with connection.transaction(force_rollback=True):
            cast.alice.call("support_challenge", circle=cast.circle, challenge=challenge)
            return len(together.page(cast.alice)["running"])

    assert running() == 0
    with without(*APART):
        assert running() == 1


def test_making_every_veiled_post_wait_by_coming_back(cast, stage, without):
    rejoin(stage, cast, cast.alice)

    def state() -> str:
        with cast.bob.connection.transaction(force_rollback=True):
            return cast.bob.call(
                "share_post", id=uuid4(), circle=cast.circle, kind="note", body="Hm", veiled=True
            )["state"]

    assert state() == "shown"
    with without(*APART):
        assert state() == "held"


# --- reports and decisions -----------------------------------------------------------------------------------------


def report(cast, post, reason: str = "hurtful") -> None:
    cast.dora.call("report_post", id=uuid4(), circle=cast.circle, post=post, reason=reason)


def test_learning_from_the_clock_that_one_was_reported(cast, without):
    once = {"id": uuid4(), "circle": cast.circle, "kind": "note", "body": "Hm"}
    cast.bob.call("share_post", **once)
    report(cast, once["id"])
    assert cast.bob.call("share_post", **once)["due_in_hours"] is None
    with without("app.own_state", "and _post.status = 'held'", ""):
        assert cast.bob.call("share_post", **once)["due_in_hours"] == 24


def test_closing_a_case_about_oneself_by_taking_back_and_undoing(cast, stage, without):
    post = stage.share(cast.bob, cast.circle, kind="note")
    report(cast, post)

    def left() -> list[str]:
        with cast.bob.connection.transaction(force_rollback=True):
            for door in ("delete_post", "undelete_post"):
                cast.bob.call(door, circle=cast.circle, post=post)
            return [case["kind"] for case in queue(cast)]

    assert left() == ["harassment"]
    with without("app.undelete_post", "and decision = 'withdrawn'", "and false"):
        assert left() == []


def test_closing_a_case_about_oneself_by_saying_it_worse_and_better(cast, stage, without):
    post = stage.share(cast.bob, cast.circle, kind="note")
    report(cast, post, "other")

    def left() -> int:
        with cast.bob.connection.transaction(force_rollback=True):
            change(cast.bob, cast.circle, post, UNKIND)
            change(cast.bob, cast.circle, post)
            return len(queue(cast))

    assert left() == 1
    with without(
        "app.let_go_on",
        "and not exists (select from app.reports",
        "and true or exists (select from app.reports",
    ):
        assert left() == 0


def test_coming_back_unseen_after_being_sent_back(cast, without):
    post = say(cast.bob, cast.circle)["id"]
    [case] = queue(cast)
    cast.fay.call(
        "decide_case",
        circle=cast.circle,
        case_id=case["id"],
        version=case["version"],
        action="sent_back",
        reason="Kinder, please",
    )

    def state() -> tuple[str, int]:
        with cast.bob.connection.transaction(force_rollback=True):
            change(cast.bob, cast.circle, post, UNKIND)
            return change(cast.bob, cast.circle, post)["state"], len(queue(cast))

    assert state() == ("held", 1)
    with without("app.let_go_on", "or app.was_sent_back(_post)", ""):
        assert state() == ("shown", 0)


def test_escaping_the_wait_after_a_removal_by_deleting_what_was_removed(cast, stage, connection, without):
    _, _, post = (stage.share(cast.bob, cast.circle, "Words of mine", kind="note") for _ in range(3))
    connection.execute("update app.posts set status = 'removed' where id = %s", [post])
    cast.bob.call("delete_post", circle=cast.circle, post=post)

    def next_one() -> str:
        with connection.transaction(force_rollback=True):
            purge_later(connection, cast.circle)
            words = connection.execute("select body from app.posts where id = %s", [post]).fetchone()
            assert words in {("",), None}
            return cast.bob.call("share_post", id=uuid4(), circle=cast.circle, kind="note", body="Another")[
                "state"
            ]

    assert next_one() == "held"
    with without("app.is_needed", "_post.status = 'removed'", "false"):
        assert next_one() == "shown"


def test_a_call_for_help_outlives_the_words(cast, stage, connection, without):
    """Whoever takes their words back may still need somebody."""
    post = stage.share(cast.bob, cast.circle, "I cannot go on", kind="note", worrying=True)
    cast.bob.call("delete_post", circle=cast.circle, post=post)

    def called() -> list[tuple[str, bool]]:
        with connection.transaction(force_rollback=True):
            purge_later(connection, cast.circle)
            return [(case["post"]["body"], case["post"]["gone"]) for case in queue(cast)]

    assert called() == [("", True)]
    with without("app.is_needed", "cases.kind = 'crisis'", "false"):
        assert called() == []


def test_answers_of_others_outlive_the_thread(cast, stage, connection, without):
    """What Dora wrote is hers: it stays among her kept words. The author's own answers go with the thread."""
    thread = stage.share(cast.bob, cast.circle, kind="note")
    theirs = stage.reply(cast.dora, cast.circle, thread, "You are not alone")
    stage.reply(cast.bob, cast.circle, thread, "My own answer")
    cast.bob.call("thank", circle=cast.circle, reply=theirs)
    cast.bob.call("delete_post", circle=cast.circle, post=thread)

    def kept() -> list[str]:
        with connection.transaction(force_rollback=True):
            purge_later(connection, cast.circle)
            left = connection.execute(
                "select count(*) from app.posts where circle_id = %s"
                " and body in ('My own answer', 'A first interview')",
                [cast.circle],
            ).fetchone()
            assert left == (0,)
            return [thanked["words"] for thanked in cast.dora.call("me_page")["thanks"]]

    assert kept() == ["You are not alone"]
    with without("app.is_needed", "replies.deleted_at is null", "false"):
        assert kept() == []


def test_dismissing_what_then_waits_for_ever(cast, without):
    say(cast.bob, cast.circle)
    [case] = queue(cast)
    given = {"circle": cast.circle, "case_id": case["id"], "version": case["version"], "action": "dismissed"}
    assert told(cast.fay, "decide_case", **given) == "decision_unknown"
    with without("app.decide_case", "_action = 'dismissed' and exists", "false and exists"):
        assert told(cast.fay, "decide_case", **given) != "decision_unknown"


def test_a_second_request_is_not_swallowed(cast, stage, without):
    measure, first = uuid4(), {"id": uuid4(), "words": "Please look"}
    pause(cast.fay, cast, veil(stage, cast.bob, cast.circle), id=measure)

    def asked(**more) -> str:
        return told(cast.bob, "appeal", circle=cast.circle, measure=measure, **more)

    assert asked(**first) == asked(**first) == "None"
    assert asked(id=uuid4(), words="And hear this too") == "appeal_made"
    with without("app.appeal", "and measure_id = _measure and id <> _id", "and false"):
        assert asked(id=uuid4(), words="And hear this too") == "None"


def test_speaking_through_changes_while_paused(cast, stage, without):
    post = stage.share(cast.bob, cast.circle, kind="note")
    pause(cast.fay, cast, post)
    words = {"circle": cast.circle, "post": post, "body": "And another thing"}
    assert told(cast.bob, "edit_post", **words) == "posts_paused"
    with without(
        "app.put_changes",
        "perform app.need_voice",
        "perform 1 from (select 1) as nothing where null = app.need_voice",
    ):
        assert "posts_paused" not in told(cast.bob, "edit_post", **words)


def test_a_new_facilitator_reads_setbacks_from_before_they_joined(cast, stage, connection, without):
    veil(stage, cast.bob, cast.circle)
    stage.later(cast.circle, 30)
    eve = stage.sign_up("eve")
    stage.join(eve, stage.invite(cast.fay, cast.circle, code=f"LATE-{uuid4().hex[:16]}", role="facilitator"))
    connection.execute(
        "update app.memberships set sees_from = '2020-01-01' where sees_from < now() - interval '1 day'"
    )
    assert len(page(cast.fay, cast)["unanswered"]) == 1
    assert page(eve, cast)["unanswered"] == []
    with without("app.facilitate_page", "where waiting.shown_at >= from_when", ""):
        assert len(page(eve, cast)["unanswered"]) == 1


# --- who is not there ----------------------------------------------------------------------------------------------


def test_reading_as_a_newcomer_what_was_written_before_the_past_was_opened(cast, stage, connection, without):
    """It was to come later, and came when the past was open."""
    stage.share(cast.bob, cast.circle, "For later", kind="note", delay_hours=3)
    connection.execute(
        "update app.posts set created_at = created_at - interval '2 days', shown_at = now() - interval '30 hours'"
    )
    cast.fay.call("set_history", circle=cast.circle, shared=True)
    connection.execute("update app.circles set history_opened_at = now() - interval '36 hours'")

    def reads() -> bool:
        with connection.transaction(force_rollback=True):
            eve = stage.sign_up("eve")
            stage.join(eve, stage.invite(cast.fay, cast.circle, code=f"LATE-{uuid4().hex[:16]}"))
            return "For later" in told(eve, "circle_page", circle=cast.circle)

    connection.execute("update app.posts set shown_hour = date_trunc('hour', shown_at)")
    assert not reads()
    with without("app.add_membership", "app.open_since(kept)", "kept.history_opened_at"):
        assert reads()


def test_counting_on_a_seat_that_nobody_sits_on(cast, connection):
    """An erased account leaves: else the veil held for four would hide one of three."""
    gone = "delete from auth.users where id = %s"
    with connection.transaction(force_rollback=True):
        connection.execute("alter table app.identities disable trigger identities_leave")
        connection.execute(gone, [cast.bob.account_id])
        assert cast.alice.call("circle_page", circle=cast.circle)["me"]["veil_ready"]
    connection.execute(gone, [cast.bob.account_id])
    head = cast.alice.call("circle_page", circle=cast.circle)
    assert (head["circle"]["people"], head["me"]["veil_ready"]) == (3, False)


def test_hiding_behind_being_the_second_facilitator(cast, stage, gil, without):
    """Whom nobody in the circle may unveil an operator may, and Fay hears it from no answer before."""

    stage.settle_facilitators(cast.circle)

    def second_person(author: Actor) -> list[str]:
        with cast.fay.connection.transaction(force_rollback=True):
            asked = uuid4()
            reason = {"post": veil(stage, author, cast.circle), "reason": "I fear for them"}
            cast.fay.call("ask_to_unveil", id=asked, circle=cast.circle, **reason)
            agree = {"circle": cast.circle, "unveiling": asked}
            return [
                told(gil, "agree_to_unveiling", **agree),
                told(cast.olga, "operator_agree_to_unveiling", **agree),
            ]

    assert second_person(gil) == ["own_case", "None"]
    with without("app.circle_can_unveil", "and not app.wrote(_asked.circle_id, _asked.post_id, id)", ""):
        assert second_person(gil) == ["own_case", "circle_decides"]


def test_the_only_facilitator_waits_for_nobody(cast, stage, connection):
    """Whom nobody can let in comes in when the day is over, unless the words may hurt somebody."""
    cast.fay.call("set_watched_terms", circle=cast.circle, terms=["boss"])
    stage.share(cast.fay, cast.circle, "My boss", kind="note", veiled=True)
    say(cast.fay, cast.circle)
    stage.share(cast.bob, cast.circle, "His boss", kind="note")
    held = "select body from app.posts where status = 'held' and circle_id = %s order by body"

    def waiting() -> list[str]:
        connection.execute("select app.purge()")
        return [body for (body,) in connection.execute(held, [cast.circle]).fetchall()]

    assert waiting() == ["His boss", "My boss", UNKIND]
    connection.execute(
        "update app.cases set due_at = now() - interval '1 minute' where circle_id = %s", [cast.circle]
    )
    assert waiting() == ["His boss", UNKIND]
    assert "My boss" in told(cast.alice, "circle_page", circle=cast.circle)
