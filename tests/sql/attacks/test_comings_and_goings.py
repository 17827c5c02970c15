"""Counting before and after: what somebody's coming, going or resting changes in the numbers of others."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.sql.attacks.test_a_curious_member import told, veil
from tests.sql.stage import today

LEAVE = {"delete_posts": False}


@pytest.fixture
def waits(cast, stage):
    """A veiled setback of Bob's that Dora answered, a day old; gives a look at what waits for a voice."""
    post = veil(stage, cast.bob, cast.circle)
    stage.reply(cast.dora, cast.circle, post)
    stage.reply(cast.bob, cast.circle, post, "Thank you")
    stage.later(cast.circle, 25)
    return lambda: [
        waiting["id"] for waiting in cast.alice.call("circle_page", circle=cast.circle)["waiting"]
    ]


def after(actor, look, circle, **how):
    """What it looks like once somebody has left; then they are back."""
    with actor.connection.transaction(force_rollback=True):
        actor.call("leave_circle", circle=circle, **(how or LEAVE))
        return look()


def test_watching_which_answered_veil_waits_again_when_somebody_leaves(cast, waits, without):
    assert waits() == after(cast.bob, waits, cast.circle) == after(cast.dora, waits, cast.circle) == []
    with without(
        "app.waiting_posts",
        "and replies.pseudonym is null and not exists (",
        "and exists (select from app.post_authors as own where own.post_id = posts.id)"
        " and replies.pseudonym is null and not exists (",
    ):
        assert after(cast.bob, waits, cast.circle) != []


def test_watching_ones_own_totals_for_what_goes_with_somebody(cast, stage, without):
    """Whoever gave a kindness under which nobody's name stands takes none of it along."""
    post = stage.share(cast.alice, cast.circle)
    for giver in (cast.bob, cast.dora):
        giver.call("react", circle=cast.circle, post=post, kind="glad", given=True)

    def totals() -> dict[str, int]:
        return stage.feed(cast.alice, cast.circle)[0]["totals"]

    assert after(cast.bob, totals, cast.circle) == totals() == {"glad": 2}
    with without(
        "app.leave_circle",
        "update app.reactions set membership_id = gen_random_uuid() where",
        "delete from app.reactions where",
    ):
        assert after(cast.bob, totals, cast.circle) == {"glad": 1}


def test_muting_one_after_the_other_to_see_whose_kindness_goes(cast, stage, without):
    post, his = stage.share(cast.alice, cast.circle), stage.share(cast.bob, cast.circle)
    cast.bob.call("react", circle=cast.circle, post=post, kind="glad", given=True)

    def totals() -> dict[str, int]:
        return next(post for post in stage.feed(cast.alice, cast.circle) if post["mine"])["totals"]

    cast.alice.call("mute", circle=cast.circle, post=his)
    assert totals() == {"glad": 1}
    with without(
        "app.posts_json",
        "where circle_id = _circle and post_id = any(array(select id from texts)) group by",
        "where circle_id = _circle and post_id = any(array(select id from texts)) and not exists (select from app.mutes"
        " where mutes.membership_id = _viewer and muted_id = reactions.membership_id) group by",
    ):
        assert totals() == {}


def test_watching_whose_support_goes_with_them(cast, without):
    dates = {"starts_on": today(), "ends_on": today() + timedelta(days=8)}
    cast.bob.call("propose_challenge", id=uuid4(), circle=cast.circle, template="walk_a_day", **dates)

    def supports() -> int:
        return cast.alice.call("challenges_page", circle=cast.circle)["proposed"][0]["supports"]

    assert after(cast.bob, supports, cast.circle) == supports() == 1
    with without(
        "app.supports_of",
        "where circle_id = _circle",
        "where exists (select from app.identities where identities.membership_id = challenge_supports.membership_id"
        " and ended_at is null) and circle_id = _circle",
    ):
        assert after(cast.bob, supports, cast.circle) == 0


def test_watching_whose_thanks_go_with_them(cast, stage, without):
    """The one who was thanked by a veil keeps it; nothing falls when its author leaves."""
    reply = stage.reply(cast.alice, cast.circle, veil(stage, cast.bob, cast.circle))
    cast.bob.call("thank", circle=cast.circle, reply=reply)

    def thanked() -> list[object]:
        [post] = stage.feed(cast.alice, cast.circle)
        return [post["replies"][0]["thanked"], len(cast.alice.call("me_page")["thanks"])]

    assert after(cast.bob, thanked, cast.circle) == thanked() == [True, 1]
    with without(
        "app.leave_circle",
        "delete from app.mutes",
        "delete from app.thanks using app.posts, app.posts as threads where thanks.reply_id = posts.id"
        " and threads.id = posts.thread_id and threads.pseudonym is not null; delete from app.mutes",
    ):
        assert after(cast.bob, thanked, cast.circle) == [False, 0]


def test_watching_who_rests_by_what_the_circle_counts(cast, without):
    """A break changes nothing that others read: not how many people there are, not whether the veil is ready."""

    def head() -> dict:
        page = cast.alice.call("circle_page", circle=cast.circle)
        return page["circle"] | {"veil_ready": page["me"]["veil_ready"]}

    before = head()
    cast.bob.call("take_break", until=today() + timedelta(days=3))
    assert head() == before
    with without(
        "app.people_in",
        "left_at is null",
        "left_at is null and not exists (select from app.identities join app.breaks using (account_id)"
        " where identities.membership_id = memberships.id)",
    ):
        assert head() != before


def test_hearing_when_a_word_for_later_is_written(cast, stage, without):
    """The pulse of a circle moves when a post comes, not when it is written, and the minute tells nothing."""

    def pulse() -> str:
        return cast.alice.call("circle_pulse", circle=cast.circle)

    before = pulse()
    stage.share(cast.bob, cast.circle, "For later", delay_hours=6)
    assert pulse() == before
    with without("app.touch_seen", "and _post.shown_at <= now()", ""):
        stage.share(cast.bob, cast.circle, "For later", delay_hours=6)
        assert pulse() != before


def minutes_waited(stage, cast) -> set[int]:
    """How long posts for six hours later wait, in minutes."""
    posts = [stage.share(cast.bob, cast.circle, "For later", delay_hours=6) for _ in range(8)]
    waits = stage.connection.execute(
        "select extract(epoch from shown_at - created_at)::integer / 60 from app.posts where id = any(%s)",
        [posts],
    )
    return {minutes for (minutes,) in waits.fetchall()}


def test_reckoning_back_from_when_a_delayed_post_comes(cast, stage, without):
    waits = minutes_waited(stage, cast)
    assert len(waits) > 1
    assert 360 <= min(waits) <= max(waits) <= 420
    with without("app.put_post", "case when _delay_hours > 0 then random() else 0 end", "0"):
        assert minutes_waited(stage, cast) == {360}


def test_taking_along_what_nobody_has_read(cast, without):
    """What was to come later under a veil never comes; and it was in nobody's sight to be missed."""

    def still_to_come() -> int:
        cast.bob.call(
            "share_post", id=uuid4(), circle=cast.circle, kind="note", body="Hm", veiled=True, delay_hours=6
        )
        return after(cast.bob, lambda: count(cast), cast.circle, delete_posts=True)

    assert still_to_come() == 0
    with without("app.leave_circle", "or app.nobody_read(posts)", ""):
        assert still_to_come() == 2


def count(cast) -> int:
    [(many,)] = cast.alice.connection.execute(
        "select count(*) from app.posts where circle_id = %s and deleted_at is null and shown_at > now()",
        [cast.circle],
    ).fetchall()
    return many


def test_telling_a_deleted_post_from_a_hidden_one_by_using_its_id_again(cast, stage, connection, without):
    hidden, deleted = (stage.share(cast.bob, cast.circle, "Hm") for _ in range(2))
    connection.execute("update app.posts set status = 'hidden' where id = %s", [hidden])
    cast.bob.call("delete_post", circle=cast.circle, post=deleted)

    def answers() -> set[str]:
        again = {"circle": cast.circle, "kind": "note", "body": "Mine"}
        return {told(cast.alice, "share_post", id=post, **again)[:8] for post in (hidden, deleted)}

    assert answers() == {"id_taken"}
    connection.execute(
        "update app.posts set deleted_at = deleted_at - interval '2 hours' where id = %s", [deleted]
    )
    connection.execute("select app.purge()")
    assert answers() == {"id_taken"}
    with without("app.written_before", "from app.spent_ids where", "from app.spent_ids where false and"):
        assert len(answers()) == 2


def test_finding_the_hour_of_a_reply_by_paging_from_it(cast, stage, without):
    post = stage.share(cast.bob, cast.circle, "Yesterday's")
    reply = stage.reply(cast.dora, cast.circle, post)
    stage.later(cast.circle, 1)
    stage.share(cast.bob, cast.circle, "This hour's")

    def page(after) -> list[str]:
        return [post["body"] for post in stage.feed(cast.alice, cast.circle, after=after)]

    assert page(reply) == page(uuid4())
    with without("app.circle_page", "and posts.kind <> 'reply';", ";"):
        assert page(reply) != page(uuid4())


# --- the minute within an hour -----------------------------------------------------------------------------------


def in_one_hour(stage, cast, connection, hours_ago: int) -> list[str]:
    """Veiled setbacks in the order they were written, first and last minutes of one hour; their ids run backwards."""
    connection.execute("update app.memberships set sees_from = '2020-01-01'")
    posts = sorted((veil(stage, cast.bob, cast.circle) for _ in range(4)), reverse=True)
    for place, post in enumerate(posts):
        connection.execute(
            "update app.posts set shown_hour = date_trunc('hour', now()) - make_interval(hours => %s),"
            " shown_at = date_trunc('hour', now()) - make_interval(hours => %s) + %s * interval '1199.9 seconds'"
            " where id = %s",
            [hours_ago, hours_ago, place, post],
        )
    return posts


def test_reading_the_order_of_what_waits_for_a_voice(cast, stage, connection, without):
    posts = in_one_hour(stage, cast, connection, 30)

    def waiting() -> list[str]:
        return [post["id"] for post in cast.fay.call("facilitate_page", circle=cast.circle)["unanswered"]]

    assert waiting() == sorted(posts)
    with without("app.waiting_posts", "order by shown_hour, id", "order by shown_at"):
        assert waiting() == posts


def test_reading_the_minute_from_when_a_post_begins_to_wait(cast, stage, connection, without):
    in_one_hour(stage, cast, connection, 24)

    def waiting() -> int:
        return len(cast.fay.call("facilitate_page", circle=cast.circle)["unanswered"])

    assert waiting() == 0
    with without(
        "app.waiting_posts",
        "shown_hour < date_trunc('hour', now()) - make_interval(hours => _hours)",
        "shown_at < now() - make_interval(hours => _hours)",
    ):
        assert waiting() > 0


def test_reading_the_minute_from_how_old_a_case_is(cast, stage, connection, without):
    """A facilitator who looks all day sees every age change on the hour."""
    for place in (0, 3599.9):
        post = veil(stage, cast.bob, cast.circle)
        cast.dora.call("report_post", id=uuid4(), circle=cast.circle, post=post, reason="other")
        connection.execute(
            "update app.cases set opened_at = written, due_at = written + interval '24 hours' from ("
            " select date_trunc('hour', now()) - interval '3 hours' + %s * interval '1 second' as written) as times"
            " where post_id = %s",
            [place, post],
        )

    def ages(what: str) -> set[int]:
        return {case[what] for case in cast.fay.call("facilitate_page", circle=cast.circle)["queue"]}

    assert (ages("age_hours"), ages("due_in_hours")) == ({3}, {21})
    with without(
        "app.case_json",
        "(extract(epoch from date_trunc('hour', now()) - date_trunc('hour', _case.opened_at)) / 3600)",
        "floor(extract(epoch from now() - _case.opened_at) / 3600)",
    ):
        assert len(ages("age_hours")) == 2
