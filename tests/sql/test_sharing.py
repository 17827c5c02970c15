from uuid import uuid4

import pytest


def test_what_alice_shares_bob_reads_and_charlie_does_not(cast, stage, refused):
    stage.share(
        cast.alice,
        cast.circle,
        "I have a first interview",
        details={"win_kind": "interview", "took": "Two months"},
    )
    [post] = stage.feed(cast.bob, cast.circle)
    assert (post["body"], post["win_kind"], post["took"]) == (
        "I have a first interview",
        "interview",
        "Two months",
    )
    assert (post["mine"], post["editable"], post["totals"]) == (False, False, None)
    assert post["when"] in {"this_morning", "this_afternoon", "this_evening"}
    with refused("circle_not_found"):
        stage.feed(cast.charlie, cast.circle)
    with refused("circle_not_found"):
        stage.share(cast.charlie, cast.circle)


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ("", "text_missing"),
        (" \n\t ", "text_missing"),
        ("\u200b\u0007\u202e", "text_missing"),
        ("x" * 4001, "text_too_long"),
        ("x" * 1_000_000, "text_too_long"),
        ("write to me at jo@example.org", "contact_left"),
        ("write to me at jo (at) example.org", "contact_left"),
        ("write to me at jo\u200b@example.org", "contact_left"),
        ("ｊｏ＠example．org", "contact_left"),
        ("see https://example.org/me", "contact_left"),
        ("see www.example.org", "contact_left"),
        ("see example.com for it", "contact_left"),
        ("call 555-123-4567 please", "contact_left"),
        ("call +49 30 901820 please", "contact_left"),
        ("call 020 7946 0018 please", "contact_left"),
    ],
)
def test_a_text_that_may_not_be_kept_is_refused_by_name(cast, stage, refused, body, slug):
    with refused(slug):
        stage.share(cast.alice, cast.circle, body)
    assert stage.feed(cast.alice, cast.circle) == []


@pytest.mark.parametrize(
    "body",
    [
        "مقابلة اليوم 🎈",
        "Got $120,000 after 3 rounds",
        "on 2026-11-22 and 22.11.2026",
        "learned ASP.NET",
        "<b>**hi**</b> :red[x] $x$",
    ],
)
def test_words_of_every_script_are_kept_as_they_are(cast, stage, body):
    stage.share(cast.alice, cast.circle, body)
    assert stage.feed(cast.bob, cast.circle)[0]["body"] == body


def test_one_id_is_one_post_and_nobody_elses(cast, stage, refused):
    post = stage.share(cast.alice, cast.circle, "Once")
    again = cast.alice.call("share_post", id=post, circle=cast.circle, kind="win", body="Twice")
    assert again["id"] == str(post)
    assert [shown["body"] for shown in stage.feed(cast.bob, cast.circle)] == ["Once"]
    with refused("id_taken"):
        cast.bob.call("share_post", id=post, circle=cast.circle, kind="win", body="Mine now")


def test_a_closed_lobby_takes_no_posts(stage, refused):
    fay, alice = stage.sign_up("fay"), stage.sign_up("alice")
    circle = stage.open_circle(fay, alice)
    with refused("circle_not_open"):
        stage.share(alice, circle)


def test_a_veiled_setback_carries_a_name_of_its_own_and_no_handle(cast, stage, connection):
    post = stage.share(
        cast.alice, cast.circle, "They said no", kind="setback", veiled=True, details={"wanted": "heard"}
    )
    stage.reply(cast.bob, cast.circle, post)
    stage.reply(cast.alice, cast.circle, post, "Thank you")
    [shown] = stage.feed(cast.bob, cast.circle)
    own_answer = next(reply for reply in shown["replies"] if reply["body"] == "Thank you")
    assert shown["veiled"] is True
    assert own_answer["name"] == shown["name"]
    assert own_answer["op"] is True
    handle = cast.alice.call("my_circles")[0]["handle"]
    assert handle not in str(shown)
    kept = connection.execute(
        "select membership_id from app.posts where id = %s or thread_id = %s", [post, post]
    ).fetchall()
    assert sum(row[0] is not None for row in kept) == 1, "only Bob's reply carries a membership"


def test_the_veil_waits_for_a_fourth_person(stage, refused):
    fay, alice, bob = (stage.sign_up(name) for name in ("fay", "alice", "bob"))
    circle = stage.open_circle(fay, alice, bob)
    with refused("veil_needs_four"):
        stage.share(alice, circle, veiled=True)
    assert alice.call("share_page", circle=circle)["me"]["veil_ready"] is False
    stage.share(alice, circle)


def test_a_newcomers_first_two_posts_wait_with_a_reason_and_a_clock(stage):
    fay, alice, bob = (stage.sign_up(name) for name in ("fay", "alice", "bob"))
    circle = stage.open_circle(fay, alice, bob, settled=False)
    answer = alice.call("share_post", id=uuid4(), circle=circle, kind="win", body="First")
    assert (answer["state"], answer["why"], answer["due_in_hours"]) == ("held", "first_posts", 24)
    assert stage.feed(bob, circle) == []
    [waiting] = alice.call("circle_page", circle=circle)["unseen"]
    assert (waiting["state"], waiting["body"], waiting["editable"]) == ("held", "First", True)
    assert bob.call("circle_page", circle=circle)["unseen"] == []


def test_a_watched_word_makes_a_post_and_a_reply_wait(cast, stage):
    cast.fay.call("set_watched_terms", circle=cast.circle, terms=["idiot"])
    post = stage.share(cast.bob, cast.circle)
    held = cast.alice.call("share_post", id=uuid4(), circle=cast.circle, kind="note", body="What an Idiot")
    replied = cast.alice.call("reply_to_post", id=uuid4(), circle=cast.circle, post=post, body="you IDIOT")
    assert (held["why"], replied["why"]) == ("watched_term", "watched_term")
    [shown] = stage.feed(cast.bob, cast.circle)
    assert shown["replies"] == []


def test_a_delayed_post_comes_in_its_hour(cast, stage):
    answer = cast.alice.call(
        "share_post", id=uuid4(), circle=cast.circle, kind="win", body="Later", delay_hours=5
    )
    assert answer["state"] == "delayed"
    before = cast.bob.call("circle_pulse", circle=cast.circle)
    assert stage.feed(cast.bob, cast.circle) == []
    stage.later(cast.circle, 6)
    assert [post["body"] for post in stage.feed(cast.bob, cast.circle)] == ["Later"]
    assert cast.bob.call("circle_pulse", circle=cast.circle) != before


def test_pages_of_twenty_follow_each_other_without_gap_or_repeat(cast, stage):
    said = {stage.share(cast.alice, cast.circle, f"Note {n}", kind="note") for n in range(10)}
    stage.later(cast.circle, 3)
    stage.connection.execute("delete from app.rate_limits")
    said |= {stage.share(cast.bob, cast.circle, f"Win {n}") for n in range(15)}
    first = cast.dora.call("circle_page", circle=cast.circle)
    second = cast.dora.call("circle_page", circle=cast.circle, after=first["next"])
    ids = [post["id"] for post in first["posts"] + second["posts"]]
    assert (len(first["posts"]), len(second["posts"]), second["next"]) == (20, 5, None)
    assert sorted(ids) == sorted(map(str, said))
    assert {post["kind"] for post in stage.feed(cast.dora, cast.circle, kind="note")} == {"note"}


@pytest.mark.parametrize(
    ("wanted", "shape", "slug"),
    [
        ("heard", "advice", "not_asked_for"),
        ("heard", "view", "not_asked_for"),
        ("views", "advice", "not_asked_for"),
        ("logging", "acknowledge", "only_logging"),
    ],
)
def test_a_reply_gives_what_was_asked_for(cast, stage, refused, wanted, shape, slug):
    post = stage.share(cast.alice, cast.circle, "A no", kind="setback", details={"wanted": wanted})
    with refused(slug):
        stage.reply(cast.bob, cast.circle, post, shape=shape)


def test_advice_is_welcome_where_it_was_asked_for(cast, stage):
    post = stage.share(cast.alice, cast.circle, "A no", kind="setback", details={"wanted": "advice"})
    stage.reply(cast.bob, cast.circle, post, shape="advice")
    assert stage.feed(cast.dora, cast.circle)[0]["replies"][0]["shape"] == "advice"


def test_the_three_examples_come_before_a_first_answer_to_a_setback(cast, stage, connection, refused):
    post = stage.share(cast.alice, cast.circle, "A no", kind="setback")
    connection.execute(
        "update app.profiles set practised_at = null where account_id = %s", [cast.bob.account_id]
    )
    with refused("practice_first"):
        stage.reply(cast.bob, cast.circle, post)
    cast.bob.call("finish_practice")
    stage.reply(cast.bob, cast.circle, post)


def test_a_setback_may_be_feelings_alone(cast, stage, refused):
    feelings = [{"word": "tired", "strength": 2}]
    stage.share(cast.alice, cast.circle, "", kind="setback", details={"feelings": feelings})
    assert stage.feed(cast.bob, cast.circle)[0]["feelings"] == feelings
    with refused("text_missing"):
        stage.share(cast.alice, cast.circle, "", kind="setback")
    with refused("feelings_unknown"):
        stage.share(
            cast.alice,
            cast.circle,
            "x",
            kind="setback",
            details={"feelings": [{"word": "jo@example.org", "strength": 1}]},
        )


def test_an_edit_is_checked_again_and_its_time_ends(cast, stage, refused):
    post = stage.share(cast.alice, cast.circle, "Befor")
    cast.alice.call("edit_post", circle=cast.circle, post=post, body="Before")
    assert stage.feed(cast.bob, cast.circle)[0]["body"] == "Before"
    with refused("contact_left"):
        cast.alice.call("edit_post", circle=cast.circle, post=post, body="jo@example.org")
    with refused("post_not_found"):
        cast.bob.call("edit_post", circle=cast.circle, post=post, body="Not mine")
    stage.later(cast.circle, 1)
    with refused("edit_window_over"):
        cast.alice.call("edit_post", circle=cast.circle, post=post, body="Too late")


def test_a_deletion_can_be_undone_for_a_quarter_of_an_hour_and_is_then_real(cast, stage, connection, refused):
    post = stage.share(cast.alice, cast.circle, "Oops")
    with refused("post_not_found"):
        cast.bob.call("delete_post", circle=cast.circle, post=post)
    cast.alice.call("delete_post", circle=cast.circle, post=post)
    assert stage.feed(cast.bob, cast.circle) == []
    cast.alice.call("undelete_post", circle=cast.circle, post=post)
    assert len(stage.feed(cast.bob, cast.circle)) == 1
    cast.alice.call("delete_post", circle=cast.circle, post=post)
    connection.execute("update app.posts set deleted_at = now() - interval '2 hours' where id = %s", [post])
    with refused("undo_too_late"):
        cast.alice.call("undelete_post", circle=cast.circle, post=post)
    connection.execute("select app.purge()")
    assert connection.execute("select count(*) from app.posts where id = %s", [post]).fetchone()[0] == 0


def test_only_the_author_sees_how_many_reacted(cast, stage, refused):
    post = stage.share(cast.alice, cast.circle)
    for reader in (cast.bob, cast.dora, cast.bob):
        reader.call("react", circle=cast.circle, post=post, kind="glad", given=True)
    assert stage.feed(cast.alice, cast.circle)[0]["totals"] == {"glad": 2}
    [seen] = stage.feed(cast.bob, cast.circle)
    assert (seen["totals"], seen["reactions"]) == (None, ["glad"])
    cast.bob.call("react", circle=cast.circle, post=post, kind="glad", given=False)
    assert stage.feed(cast.alice, cast.circle)[0]["totals"] == {"glad": 1}
    with refused("reaction_unknown"):
        cast.bob.call("react", circle=cast.circle, post=post, kind="thumbs_down", given=True)
    with refused("circle_not_found"):
        cast.charlie.call("react", circle=cast.circle, post=post, kind="glad", given=True)


def test_thanks_reach_the_one_who_replied_and_nobody_else(cast, stage, refused):
    post = stage.share(cast.alice, cast.circle, "A no", kind="setback", details={"wanted": "heard"})
    reply = stage.reply(cast.bob, cast.circle, post, "That one stings.")
    with refused("post_not_found"):
        cast.dora.call("thank", circle=cast.circle, reply=reply)
    cast.alice.call("thank", circle=cast.circle, reply=reply)
    assert cast.bob.call("me_page")["thanks"][0]["words"] == "That one stings."
    assert stage.feed(cast.alice, cast.circle)[0]["replies"][0]["thanked"] is True
    assert stage.feed(cast.dora, cast.circle)[0]["replies"][0]["thanked"] is None


def test_a_setback_without_an_answer_waits_for_a_voice_after_twelve_hours(cast, stage):
    post = stage.share(cast.alice, cast.circle, "A no", kind="setback", details={"wanted": "heard"})
    stage.share(cast.dora, cast.circle, "Just noting", kind="setback", details={"wanted": "logging"})
    stage.later(cast.circle, 11)
    assert cast.bob.call("circle_page", circle=cast.circle)["waiting"] == []
    stage.later(cast.circle, 2)
    [waiting] = cast.bob.call("circle_page", circle=cast.circle)["waiting"]
    assert waiting["id"] == str(post)
    assert cast.alice.call("circle_page", circle=cast.circle)["waiting"] == [], "its author is not reminded"
    stage.reply(cast.alice, cast.circle, post, "Still here")
    assert len(cast.bob.call("circle_page", circle=cast.circle)["waiting"]) == 1, (
        "one's own reply is no answer"
    )
    stage.reply(cast.bob, cast.circle, post)
    assert cast.dora.call("circle_page", circle=cast.circle)["waiting"] == []


def test_a_muted_handle_is_quiet_and_its_veil_stays_whole(cast, stage):
    loud = stage.share(cast.alice, cast.circle, "By handle")
    stage.share(cast.alice, cast.circle, "By veil", veiled=True)
    alice_before = cast.alice.call("circle_page", circle=cast.circle)
    cast.bob.call("mute", circle=cast.circle, post=loud)
    assert [post["body"] for post in stage.feed(cast.bob, cast.circle)] == ["By veil"]
    assert cast.alice.call("circle_page", circle=cast.circle) == alice_before, "the muted hear nothing of it"
    handle = cast.alice.call("my_circles")[0]["handle"]
    cast.bob.call("unmute", circle=cast.circle, handle=handle)
    assert len(stage.feed(cast.bob, cast.circle)) == 2


def test_muting_a_veiled_post_quiets_that_thread_alone(cast, stage):
    veiled = stage.share(cast.alice, cast.circle, "By veil", veiled=True)
    stage.share(cast.alice, cast.circle, "By handle")
    cast.bob.call("mute", circle=cast.circle, post=veiled)
    assert [post["body"] for post in stage.feed(cast.bob, cast.circle)] == ["By handle"]
    assert cast.bob.call("me_page")["muted"] == []


def test_a_snoozed_thread_comes_back(cast, stage, connection):
    post = stage.share(cast.alice, cast.circle, "I have a job", details={"win_kind": "job"})
    cast.bob.call("quiet_thread", circle=cast.circle, post=post, days=7)
    assert stage.feed(cast.bob, cast.circle) == []
    connection.execute("update app.quiet_threads set until = now() - interval '1 minute'")
    assert len(stage.feed(cast.bob, cast.circle)) == 1


def test_the_weekly_win_is_proposed_once_and_skipping_leaves_no_mark(cast, stage):
    stage.share(cast.alice, cast.circle, "A small win")
    assert cast.alice.call("share_page", circle=cast.circle)["week"] == {
        "wins": 1,
        "setbacks": 0,
        "replies": 0,
        "thanks": 0,
        "steps": {},
    }
    cast.alice.call("skip_weekly", circle=cast.circle)
    assert cast.alice.call("share_page", circle=cast.circle)["week"] is None
    stage.share(cast.bob, cast.circle, "My week", details={"weekly": True})
    assert cast.bob.call("share_page", circle=cast.circle)["week"] is None


def test_a_flood_is_slowed_down(cast, stage, refused):
    for n in range(20):
        stage.share(cast.alice, cast.circle, f"Note {n}", kind="note")
    with refused("too_fast"):
        stage.share(cast.alice, cast.circle, "One more", kind="note")


def test_the_private_list_is_its_owners_alone(cast):
    cast.alice.call("keep_private_words", words=["Mr. Example", "Example & Sons", "Mr. Example"])
    assert cast.alice.call("share_page", circle=cast.circle)["known"] == ["Example & Sons", "Mr. Example"]
    assert cast.bob.call("share_page", circle=cast.circle)["known"] == []
