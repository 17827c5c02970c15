"""What a curious member tries, door by door. Each attack fails, and works once its defence is taken out."""

from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest

from tests.sql.stage import today
from tests.sql.takes_on import Circle
from tests.sql.test_momentum import took, week_of, weeks_ago

FIRST_MEMBER = "select id from app.memberships where circle_id = _circle limit 1"


def told(actor, door: str, **arguments) -> str:
    """The whole answer as text, or the name of the refusal."""
    try:
        with actor.connection.transaction():
            return str(actor.call(door, **arguments))
    except psycopg.Error as refusal:
        return refusal.diag.message_primary


def handle_of(actor, circle) -> str:
    return next(mine["handle"] for mine in actor.call("my_circles") if mine["circle_id"] == str(circle))


def veil(stage, actor, circle, body: str = "A no") -> str:
    return str(stage.share(actor, circle, body, kind="setback", veiled=True, details={"wanted": "heard"}))


# --- other circles -----------------------------------------------------------------------------------------------


def test_reading_a_circle_by_its_id(cast, stage, without):
    stage.share(cast.alice, cast.circle, "Ours alone")
    stage.open_circle(cast.charlie, stage.sign_up("eve"), stage.sign_up("gil"))
    assert told(cast.charlie, "circle_page", circle=cast.circle) == "circle_not_found"
    refusal = "raise sqlstate 'PT404' using message = 'circle_not_found'"
    with without("app.need_member", refusal, f"return ({FIRST_MEMBER})"):
        assert "Ours alone" in told(cast.charlie, "circle_page", circle=cast.circle)


def test_telling_a_foreign_circle_from_none(cast, without):
    def answers() -> set[str]:
        return {told(cast.charlie, "circle_page", circle=circle) for circle in (cast.circle, uuid4())}

    assert len(answers()) == 1
    with without(
        "app.need_member",
        "elsif me is null then",
        "elsif me is null and exists (select from app.circles where id = _circle) then"
        " raise sqlstate 'PT403' using message = 'not_allowed'; elsif me is null then",
    ):
        assert len(answers()) == 2


def test_reading_on_after_leaving(cast, stage, without):
    stage.share(cast.alice, cast.circle, "Said after he left")
    cast.bob.call("leave_circle", circle=cast.circle, delete_posts=False)
    assert told(cast.bob, "circle_page", circle=cast.circle) == "circle_not_found"
    with without("app.my_membership", "and ended_at is null", ""):
        assert "Said after he left" in told(cast.bob, "circle_page", circle=cast.circle)


def test_reading_what_was_said_before_joining(cast, stage, without):
    stage.share(cast.alice, cast.circle, "Said before")
    stage.later(cast.circle, 25)
    eve = stage.sign_up("eve")
    stage.join(eve, stage.invite(cast.fay, cast.circle, code="ABCD-EFGH-MORE-PEOP"))
    assert "Said before" not in told(eve, "circle_page", circle=cast.circle)
    with without("app.circle_page", "date_trunc('hour', from_when)", "'-infinity'"):
        assert "Said before" in told(eve, "circle_page", circle=cast.circle)


def test_guessing_invitations(cast, stage, without):
    """After ten wrong tries the right one is answered like any other, whichever door is tried."""
    code = stage.invite(cast.fay, cast.circle, code="ABCD-EFGH-RIGH-TONE")

    def last_answers() -> set[str]:
        for number in range(10):
            cast.charlie.call("look_at_invitation", code=f"GUESS-{number}")
        joining = {"handle": stage.handle(cast.charlie), "adult": True, "version": 1}
        with cast.charlie.connection.transaction(force_rollback=True):
            return {
                cast.charlie.call(door, code=tried, **more)["state"]
                for tried in (code, "GUESS-AGAIN")
                for door, more in (("look_at_invitation", {}), ("join_circle", joining))
            }

    with without("app.try_code", "if 10 <=", "if 10000 <="):
        assert last_answers() == {"invitation_bad", "open", "joined"}
    assert last_answers() == {"too_many_tries"}


# --- who wrote a veiled post -------------------------------------------------------------------------------------


def test_finding_the_handle_on_a_veiled_post(cast, stage, without):
    handle = handle_of(cast.bob, cast.circle)
    veil(stage, cast.bob, cast.circle)
    assert handle not in told(cast.alice, "circle_page", circle=cast.circle)
    with without(
        "app.posts_json",
        "coalesce(posts.pseudonym, memberships.handle)",
        "(select handle from app.post_authors as a join app.memberships as m on m.id = a.membership_id"
        " where a.post_id = posts.id)",
    ):
        assert handle in told(cast.alice, "circle_page", circle=cast.circle)


def test_waiting_for_the_author_to_answer_in_their_own_thread(cast, stage, without):
    handle = handle_of(cast.bob, cast.circle)

    def answered() -> str:
        post = veil(stage, cast.bob, cast.circle)
        stage.reply(cast.bob, cast.circle, post, "Thank you all")
        return told(cast.alice, "circle_page", circle=cast.circle)

    assert handle not in answered()
    with without(
        "app.put_reply",
        "case when not (mine and thread.pseudonym is not null) then me end, case when mine then thread.pseudonym end",
        "me, null",
    ):
        assert handle in answered()


def test_ruling_out_who_shared_their_weekly_win_by_name(cast, stage, without):
    stage.share(cast.bob, cast.circle, "My week", veiled=True, details={"weekly": True})

    def is_weekly(reader) -> bool:
        return stage.feed(reader, cast.circle)[0]["weekly"]

    assert (is_weekly(cast.alice), is_weekly(cast.bob)) == (False, True)
    with without(
        "app.posts_json", "texts.weekly and (texts.mine or texts.pseudonym is null)", "texts.weekly"
    ):
        assert is_weekly(cast.alice)


def test_linking_two_threads_by_their_pseudonyms(cast, stage, without):
    def names_of_two_authors() -> tuple[list[str], list[str]]:
        his = [veil(stage, cast.bob, cast.circle) for _ in range(4)]
        hers = [veil(stage, cast.dora, cast.circle) for _ in range(4)]
        names = {post["id"]: post["name"] for post in stage.feed(cast.alice, cast.circle)}
        return [names[post] for post in his], [names[post] for post in hers]

    his, _ = names_of_two_authors()
    assert len(set(his)) > 1
    with without("app.put_post", "app.random_name()", "'Name ' || left(md5(me::text), 4)"):
        his, hers = names_of_two_authors()
        assert len(set(his)) == len(set(hers)) == 1
        assert set(his) != set(hers)


def test_reading_the_order_of_an_hour(cast, stage, without):
    """Ten posts within one hour: their order tells nothing about who came when."""
    posts = [veil(stage, cast.bob, cast.circle) for _ in range(10)]

    def shown() -> list[str]:
        return [post["id"] for post in stage.feed(cast.alice, cast.circle)]

    assert shown() not in (posts, posts[::-1])
    assert shown() == shown(), "the order is stable"
    with without(
        "app.circle_page",
        "order by posts.shown_hour desc, posts.id desc limit 21",
        "order by posts.created_at, posts.ctid limit 21",
    ):
        assert shown() == posts


def test_muting_a_handle_to_see_which_veiled_post_goes(cast, stage, without):
    named = stage.share(cast.bob, cast.circle, "Under my handle")
    veil(stage, cast.bob, cast.circle, "Under my veil")
    cast.alice.call("mute", circle=cast.circle, post=named)

    def feed() -> str:
        return told(cast.alice, "circle_page", circle=cast.circle)

    assert "Under my handle" not in feed()
    assert "Under my veil" in feed()
    with without(
        "app.circle_page",
        "and muted_id = posts.membership_id)",
        "and muted_id = (select membership_id from app.post_authors as a"
        " where a.circle_id = _circle and a.post_id = posts.id))",
    ):
        assert "Under my veil" not in feed()


def test_muting_a_veiled_post_to_see_which_handle_goes(cast, stage, without):
    stage.share(cast.bob, cast.circle, "Under my handle")
    post = veil(stage, cast.bob, cast.circle)

    def feed_after_muting() -> str:
        cast.alice.call("mute", circle=cast.circle, post=post)
        return told(cast.alice, "circle_page", circle=cast.circle)

    with without(
        "app.mute",
        "perform app.quiet_thread(_circle, coalesce(the_post.thread_id, the_post.id), null)",
        "insert into app.mutes (circle_id, membership_id, muted_id)"
        " select _circle, me, membership_id from app.post_authors where post_id = _post",
    ):
        assert "Under my handle" not in feed_after_muting()
    assert "Under my handle" in feed_after_muting()


def test_slipping_an_address_past_the_door(cast, without):
    """A client of one's own, without the preview: an address with a letter of another alphabet in it."""

    def tried() -> str:
        words = {"kind": "note", "body": "mira at wobblefish dot \u0441om"}
        return told(cast.alice, "share_post", id=uuid4(), circle=cast.circle, **words)

    assert tried() == "contact_left"
    with without("app.holds_contact", "app.as_read(_text)", "_text"):
        assert "shown" in tried()


def test_telling_an_author_by_who_answers_as_the_one_who_began(cast, stage, without):
    """Only under one's own veil does an answer carry the thread's name; elsewhere the same person has a handle."""
    hers, his = veil(stage, cast.dora, cast.circle), veil(stage, cast.bob, cast.circle)

    def began() -> dict[str, list[bool]]:
        with cast.bob.connection.transaction(force_rollback=True):
            for post in (hers, his):
                stage.reply(cast.bob, cast.circle, post)
            return {
                post["id"]: [reply["op"] for reply in post["replies"]]
                for post in stage.feed(cast.alice, cast.circle)
            }

    assert began() == {hers: [False], his: [True]}
    with without(
        "app.put_reply",
        "case when not (mine and thread.pseudonym is not null) then me end, case when mine then thread.pseudonym end",
        "case when thread.pseudonym is null then me end, thread.pseudonym",
    ):
        assert began() == {hers: [True], his: [True]}


def test_finding_out_that_one_is_muted(cast, stage, without):
    """Bob's doors answer the same before and after Alice stopped reading him."""
    hers = stage.share(cast.alice, cast.circle, "Hers")
    his = stage.share(cast.bob, cast.circle, "His")
    cast.bob.call("react", circle=cast.circle, post=hers, kind="glad", given=True)

    def answers() -> list[str]:
        again = {"circle": cast.circle, "post": hers, "kind": "glad", "given": True}
        return [told(cast.bob, "circle_page", circle=cast.circle), told(cast.bob, "react", **again)]

    before = answers()
    cast.alice.call("mute", circle=cast.circle, post=his)
    assert answers() == before
    with without(
        "app.reads",
        "_post.id is not null",
        "_post.id is not null and not exists (select from app.mutes"
        " where muted_id = _membership and mutes.membership_id = _post.membership_id)",
    ):
        assert answers() != before


def test_replaying_the_id_of_a_veiled_post(cast, stage, without):
    """Only its author hears what became of it; for everybody else the id is taken, whoever has it."""
    veiled, named = veil(stage, cast.bob, cast.circle), stage.share(cast.bob, cast.circle, "Mine")
    again = {"circle": cast.circle, "kind": "win", "body": "Mine now"}
    assert {told(cast.alice, "share_post", id=post, **again) for post in (veiled, named)} == {"id_taken"}
    with without(
        "app.written_before", "elsif not app.wrote(_circle, _id, _membership) then", "elsif false then"
    ):
        assert veiled in told(cast.alice, "share_post", id=veiled, **again)


def test_counting_reactions_of_others(cast, stage, without):
    post = stage.share(cast.bob, cast.circle, "A small thing")
    cast.dora.call("react", circle=cast.circle, post=post, kind="courage", given=True)
    assert stage.feed(cast.alice, cast.circle)[0]["totals"] is None
    with without("app.posts_json", "'totals', case when texts.mine then", "'totals', case when true then"):
        assert stage.feed(cast.alice, cast.circle)[0]["totals"] == {"courage": 1}


def test_seeing_a_post_before_its_hour(cast, stage, without):
    stage.share(cast.bob, cast.circle, "For tomorrow", delay_hours=12)
    assert "For tomorrow" not in told(cast.alice, "circle_page", circle=cast.circle)
    with without("app.circle_page", "and posts.shown_at <= now() ", ""):
        assert "For tomorrow" in told(cast.alice, "circle_page", circle=cast.circle)


def test_watching_what_goes_when_somebody_leaves(cast, stage, without):
    """Whoever takes their words along takes the veiled ones later."""

    def left_behind() -> bool:
        veil(stage, cast.bob, cast.circle, "Under my veil")
        with cast.bob.connection.transaction(force_rollback=True):
            cast.bob.call("leave_circle", circle=cast.circle, delete_posts=True)
            return "Under my veil" in told(cast.alice, "circle_page", circle=cast.circle)

    assert left_behind()
    with without("app.leave_circle", "posts.pseudonym is null or app.nobody_read(posts)", "true"):
        assert not left_behind()


def test_counting_on_what_was_to_fade(cast, stage, connection, without):
    """It goes with the next act of anybody, and nothing of it stays in the table."""
    veil(stage, cast.bob, cast.circle, "Under my veil")
    cast.bob.call("leave_circle", circle=cast.circle, delete_posts=True)
    connection.execute("update app.posts set fades_at = now() where fades_at is not null")

    def left_of_it() -> list[bool]:
        with connection.transaction(force_rollback=True):
            stage.share(cast.dora, cast.circle, "Something else")
            kept = connection.execute(
                "select count(*) from app.posts where body = 'Under my veil'"
            ).fetchone()
            return ["Under my veil" in told(cast.alice, "circle_page", circle=cast.circle), kept != (0,)]

    assert left_of_it() == [False, False]
    with without("app.touch", "fades_at <= now()", "false"):
        assert left_of_it() == [True, True]


# --- steps and momentum ------------------------------------------------------------------------------------------


def test_touching_somebody_elses_step(cast, without):
    step = uuid4()
    cast.bob.call("log_step", id=step, circle=cast.circle, kind="contact", note="Only mine")
    assert told(cast.alice, "delete_step", circle=cast.circle, step=step) == "step_not_found"
    assert "Only mine" not in told(cast.alice, "log_step", id=step, circle=cast.circle, kind="contact")
    with without("app.need_own_step", "and identities.account_id = (select auth.uid())", ""):
        assert told(cast.alice, "delete_step", circle=cast.circle, step=step) != "step_not_found"


def test_watching_the_pulse_for_who_is_at_it(cast, without):
    def moved() -> bool:
        before = told(cast.alice, "circle_pulse", circle=cast.circle)
        cast.bob.call("log_step", id=uuid4(), circle=cast.circle, kind="contact")
        return told(cast.alice, "circle_pulse", circle=cast.circle) != before

    assert not moved()
    with without(
        "app.log_step", "return app.step_json(made)", "perform app.touch(_circle); return app.step_json(made)"
    ):
        assert moved()


@pytest.fixture
def past(cast, connection):
    connection.execute("update app.circles set opened_at = opened_at - interval '20 weeks'")
    return cast


def test_reading_a_single_person_out_of_a_week(past, connection, without):
    """Three walls: the threshold, silence about small sums of few, and the band."""
    took(connection, past.bob, past.circle, weeks_ago(1), application=7)

    def published() -> dict:
        with connection.transaction(force_rollback=True):
            return week_of(past.alice, past.circle, weeks_ago(1))["steps"]

    assert published() == {"state": "quiet"}
    with without("app.count_value", "coalesce(_people, 0) < _needed", "false"):
        assert published() == {"state": "quiet"}
        with without("app.count_value", "_present <= _needed + 1", "false"):
            assert published() == {"state": "band", "low": 6, "high": 10}
            with without("app.count_value", "when _largest > 0.6 * _total", "when false"):
                assert published()["total"] == 7, "exactly what Bob did"


def test_subtracting_the_shown_kinds_from_the_total(past, connection, without):
    for actor in (past.alice, past.bob, past.dora):
        took(connection, actor, past.circle, weeks_ago(1), application=4, contact=2)
    took(connection, past.bob, past.circle, weeks_ago(1), interview=3)

    def hidden_kind() -> int | None:
        told = week_of(past.alice, past.circle, weeks_ago(1))
        shown = {cell["kind"]: cell["count"] for cell in told["mix"]}
        return (
            told["steps"]["total"] - shown["application"] - shown["contact"] if "contact" in shown else None
        )

    with (
        without(
            "app.mix_of",
            "not app.speaks_for_enough(_circle, _from, _to, folded)",
            "false",
        ),
        past.fay.connection.transaction(force_rollback=True),
    ):
        assert hidden_kind() == 3, "exactly what Bob did"
    assert hidden_kind() is None


def test_leaving_and_joining_to_difference_a_published_week(past, connection, without):
    for actor in (past.alice, past.bob, past.dora, past.fay):
        took(connection, actor, past.circle, weeks_ago(1), application=2)

    def difference() -> int:
        before = week_of(past.alice, past.circle, weeks_ago(1))["steps"]["total"]
        with past.fay.connection.transaction(force_rollback=True):
            connection.execute("delete from auth.users where id = %s", [past.bob.account_id])
            return before - week_of(past.alice, past.circle, weeks_ago(1))["steps"]["total"]

    assert difference() == 0
    with without(
        "app.published_weeks", "told.numbers -> 'steps'", "app.steps_value(_circle, told.week, told.week + 6)"
    ):
        assert difference() == 2


def test_finding_out_who_rests(cast, without):
    cast.bob.call("take_break", until=today() + timedelta(days=3))

    def read_by_alice() -> str | None:
        return cast.alice.call("circle_page", circle=cast.circle)["me"]["resting_until"]

    assert read_by_alice() is None
    with without("app.resting_until", "account_id = (select auth.uid()) and ", ""):
        assert read_by_alice() is not None


@pytest.fixture
def taken_on(cast, connection):
    """Alice, Bob and Dora take on one a day; gives the circle and the challenge."""
    together = Circle(connection, cast.circle)
    challenge = together.propose(cast.alice, "refresh_material", today(), today() + timedelta(days=20))
    cast.fay.call("start_challenge", circle=cast.circle, challenge=challenge)
    for member in (cast.alice, cast.bob, cast.dora):
        together.commit(member, challenge, 1)
        together.log(member, "materials", amount=2)
    together.pass_days(1)
    return together, challenge


def test_reading_one_persons_doing_off_a_challenge(cast, taken_on, without):
    """Three took part, one left the circle: what the bar gains beyond one's own would be the third one's."""
    together, challenge = taken_on
    assert together.sums(cast.alice, challenge) == (63, 6)
    cast.bob.call("leave_circle", circle=cast.circle, delete_posts=False)

    def gained() -> int:
        together.log(cast.alice, "materials", amount=2)
        together.log(cast.dora, "materials", amount=5)
        together.pass_days(1)
        return together.sums(cast.alice, challenge)[1] - 6 - 2

    with cast.alice.connection.transaction(force_rollback=True):
        assert gained() == 0
    with without("app.tell_bar", "->> 'state' <> 'quiet'", "is not null"):
        assert gained() == 5


def test_reading_what_somebody_set_out_to_do_off_a_challenge(cast, taken_on, without):
    """With one of three gone from the circle, the target less one's own would be the other's share."""
    together, challenge = taken_on
    cast.bob.call("leave_circle", circle=cast.circle, delete_posts=False)
    assert together.sums(cast.alice, challenge)[0] is None
    with without("app.challenge_sums", ">= 3", ">= 1"):
        assert together.sums(cast.alice, challenge)[0] == 1 + 21 + 21
