"""Posts through their doors: rows become values, refusals become classes, and a repeated write is one row."""

from dataclasses import replace
from uuid import uuid4

import pytest

from core.data import circle_settings, circles, posts
from core.domain.posts import Draft, Earlier
from core.errors import (
    CircleNotFound,
    CircleNotOpen,
    ContactLeft,
    EditWindowOver,
    NotAskedFor,
    PostNotFound,
    RulesChanged,
    TextMissing,
    VeilNeedsFour,
)
from tests import cast

WIN = Draft("win", "A kind call today.", details={"win_kind": "callback", "took": "Three calls before it."})
SETBACK = Draft(
    "setback",
    "They went quiet after two rounds.",
    details={
        "wanted": "heard",
        "stage": "later_round",
        "said": False,
        "feelings": [{"word": "sad", "strength": 2}],
    },
)


@pytest.fixture
def circle_id(fay, alice, bob, new_member):
    return cast.circle_of(fay, alice, bob, new_member("dora"))


def read(member, circle_id):
    return posts.circle_page(member.gateway, circle_id)


def test_a_post_comes_back_as_its_reader_may_see_it(fay, alice, bob, circle_id):
    post_id = cast.share_shown(alice, fay, circle_id, WIN)
    (bobs,), (alices,) = read(bob, circle_id).posts, read(alice, circle_id).posts
    assert (bobs.id, bobs.kind, bobs.name, bobs.body) == (post_id, "win", cast.handle_of(alice), WIN.body)
    assert (bobs.win_kind, bobs.took, bobs.veiled) == ("callback", "Three calls before it.", False)
    assert (bobs.mine, bobs.editable, bobs.totals) == (False, False, None)
    assert (alices.mine, alices.editable) == (True, True)


def test_a_setback_keeps_its_feelings_and_what_was_asked_for(fay, alice, bob, circle_id):
    cast.share_shown(alice, fay, circle_id, SETBACK)
    (post,) = read(bob, circle_id).posts
    assert (post.wanted, post.stage, post.said, post.feelings) == (
        "heard",
        "later_round",
        False,
        (("sad", 2),),
    )


def test_a_veiled_post_has_a_name_that_nobody_in_the_circle_has(fay, alice, bob, circle_id):
    cast.share_shown(alice, fay, circle_id, Draft("setback", "Under the veil.", veiled=True))
    (post,) = read(bob, circle_id).posts
    assert post.veiled
    assert post.name not in {cast.handle_of(member) for member in (fay, alice, bob)}
    assert read(alice, circle_id).posts[0].mine


def test_the_veil_needs_four_and_the_circle_needs_three(new_member, fay, alice):
    circle_id = cast.circle_of(fay, alice)
    with pytest.raises(CircleNotOpen):
        cast.share(alice, circle_id, WIN)
    cast.join(new_member("bob"), circles.invite(fay.gateway, circle_id))
    assert not read(alice, circle_id).head.veil_ready
    with pytest.raises(VeilNeedsFour):
        cast.share(alice, circle_id, Draft("win", "Under the veil.", veiled=True))


def test_a_newcomers_post_waits_where_only_they_see_it(fay, alice, bob, circle_id):
    shared = posts.share(alice.gateway, str(uuid4()), circle_id, WIN)
    assert (shared.state, shared.why) == ("held", "first_posts")
    assert 0 < shared.due_in_hours <= 24
    (unseen,) = read(alice, circle_id).unseen
    assert (unseen.id, unseen.state, unseen.body, unseen.editable) == (shared.id, "held", WIN.body, True)
    assert read(bob, circle_id).posts == read(bob, circle_id).unseen == ()
    assert read(fay, circle_id).posts == ()


def test_a_delayed_post_is_told_as_such(fay, circle_id):
    shared = posts.share(fay.gateway, str(uuid4()), circle_id, Draft("win", "Later.", delay_hours=6))
    assert shared.state == "delayed"
    assert [post.state for post in read(fay, circle_id).unseen] == ["delayed"]


def test_one_id_is_one_post_and_the_first_words_stay(fay, circle_id):
    post_id = str(uuid4())
    first = posts.share(fay.gateway, post_id, circle_id, WIN)
    again = posts.share(fay.gateway, post_id, circle_id, Draft("win", "Other words."))
    assert again.earlier == Earlier("win", WIN.body, "Three calls before it.", veiled=False, editable=True)
    assert replace(again, earlier=None) == first
    assert [post.body for post in read(fay, circle_id).posts] == [WIN.body]


def test_one_id_is_one_reply(fay, alice, circle_id):
    post_id, reply_id = cast.share(fay, circle_id, WIN), str(uuid4())
    for _ in range(2):
        posts.reply(alice.gateway, reply_id, circle_id, post_id, "Glad to read this.", shape="acknowledge")
    (post,) = read(fay, circle_id).posts
    assert [(reply.id, reply.body, reply.name) for reply in post.replies] == [
        (reply_id, "Glad to read this.", cast.handle_of(alice))
    ]


@pytest.mark.parametrize("contact", ["a@b.example", "+1 415 555 0132", "https://a.example/x"])
def test_the_door_refuses_what_was_not_masked(fay, circle_id, contact):
    with pytest.raises(ContactLeft):
        cast.share(fay, circle_id, Draft("win", f"Call me: {contact}"))
    assert read(fay, circle_id).posts == ()


def test_refusals_are_classes(fay, alice, bob, new_member, circle_id):
    with pytest.raises(TextMissing):
        cast.share(fay, circle_id, Draft("win", "   "))
    with pytest.raises(CircleNotFound):
        cast.share(new_member("charlie"), circle_id, WIN)
    post_id = cast.share_shown(alice, fay, circle_id, SETBACK)
    with pytest.raises(NotAskedFor):
        posts.reply(bob.gateway, str(uuid4()), circle_id, post_id, "Do this.", shape="advice")
    with pytest.raises(PostNotFound):
        posts.edit(bob.gateway, circle_id, post_id, "Not mine.")
    circle_settings.set_rules(fay.gateway, circle_id, ["Be kind."])
    with pytest.raises(RulesChanged):
        cast.share(alice, circle_id, WIN)
    assert read(alice, circle_id).head.rules.sentences == ("Be kind.",)


def test_changed_rules_are_accepted_once(fay, alice, circle_id):
    circle_settings.set_rules(fay.gateway, circle_id, ["Be kind."])
    posts.accept_rules(alice.gateway, circle_id, read(alice, circle_id).head.rules.version)
    assert read(alice, circle_id).head.rules is None
    cast.share(alice, circle_id, WIN)


def test_an_edit_shows_as_one_and_a_deletion_can_be_taken_back(connection, fay, bob, circle_id):
    post_id = cast.share(fay, circle_id, WIN)
    posts.edit(fay.gateway, circle_id, post_id, "Better words.")
    (post,) = read(bob, circle_id).posts
    assert (post.body, post.edited) == ("Better words.", True)
    posts.delete(fay.gateway, circle_id, post_id)
    assert read(bob, circle_id).posts == ()
    posts.undelete(fay.gateway, circle_id, post_id)
    assert [post.id for post in read(bob, circle_id).posts] == [post_id]
    connection.execute(
        "update app.posts set shown_at = shown_at - interval '20 minutes' where id = %s", [post_id]
    )
    connection.commit()
    with pytest.raises(EditWindowOver):
        posts.edit(fay.gateway, circle_id, post_id, "Too late.")


def test_kindness_is_counted_for_the_author_alone(fay, alice, bob, circle_id):
    post_id = cast.share(fay, circle_id, WIN)
    for _ in range(2):
        posts.react(alice.gateway, circle_id, post_id, "glad", on=True)
    (alices,), (bobs,), (fays,) = (read(member, circle_id).posts for member in (alice, bob, fay))
    assert (alices.reactions, alices.totals) == (("glad",), None)
    assert (bobs.reactions, bobs.totals) == ((), None)
    assert fays.totals == {"glad": 1}
    posts.react(alice.gateway, circle_id, post_id, "glad", on=False)
    assert not read(fay, circle_id).posts[0].totals


def test_thanks_are_said_to_the_one_who_answered(fay, alice, bob, circle_id):
    post_id, reply_id = cast.share_shown(alice, fay, circle_id, SETBACK), str(uuid4())
    posts.reply(bob.gateway, reply_id, circle_id, post_id, "I have read you.", shape="acknowledge")
    posts.thank(alice.gateway, circle_id, reply_id)
    thanked = [read(member, circle_id).posts[0].replies[0].thanked for member in (alice, bob, fay)]
    assert [bool(said) for said in thanked] == [True, True, False]


def test_a_muted_handle_is_not_read(fay, bob, circle_id):
    posts.mute(bob.gateway, circle_id, cast.share(fay, circle_id, WIN))
    assert read(bob, circle_id).posts == ()


def test_pages_of_twenty_follow_each_other(fay, alice, circle_id):
    # Twenty in ten minutes is as many as one person shares.
    written = {cast.share(fay, circle_id, Draft("note", f"Note {number}")) for number in range(20)}
    written.add(cast.share_shown(alice, fay, circle_id, Draft("note", "Note 20")))
    first = read(fay, circle_id)
    second = posts.circle_page(fay.gateway, circle_id, after=first.next)
    assert (len(first.posts), len(second.posts), second.next) == (20, 1, None)
    assert {post.id for post in first.posts + second.posts} == written
    assert posts.circle_page(fay.gateway, circle_id, kind="win").posts == ()


def test_the_share_page_knows_my_week(fay, circle_id):
    cast.share(fay, circle_id, WIN)
    page = posts.share_page(fay.gateway, circle_id)
    assert (page.week.wins, page.week.setbacks, page.known) == (1, 0, ())
    posts.skip_weekly(fay.gateway, circle_id)
    assert posts.share_page(fay.gateway, circle_id).week is None
