"""The circle page: what Alice shares, and what Bob sees after her."""

from uuid import uuid4

import pytest

from core.data import cases, circle_settings, circles, posts
from core.data.gateway import watched
from core.domain.posts import Draft
from core.ui import routes
from core.ui.acts import Opened
from core.ui.practice import EXAMPLES
from tests import cast
from tests.pages.screen import labels, press, run

WIN = Draft("win", "A kind call today.")
HEAVY = Draft("setback", "They went quiet after two rounds.", details={"wanted": "heard"})


def texts(at):
    return [text.value for text in at.text]


def captions(at):
    return [caption.value for caption in at.caption]


def marked_up(at):
    """Everything that the browser reads as Markdown."""
    return [
        str(element.value) for kind in ("title", "header", "markdown", "caption") for element in at.get(kind)
    ]


def pick(at, post_id, option):
    """Choose from a card's menu, which a test without a browser has no element for."""
    at.session_state["circle-chosen"] = (option, post_id)
    return run(at)


@pytest.mark.usefixtures("circle_id")
def test_one_call_paints_it(open_page, alice):
    at, called = open_page(routes.CIRCLE, alice), []
    with watched(called.append):
        at.run()
    assert [name for name in called if name != "my_circles"] == ["circle_page"]


def test_below_three_it_is_a_friendly_lobby(open_page, new_member, fay, alice):
    cast.circle_of(fay, alice)
    at = open_page(routes.CIRCLE, alice)
    assert any("opens when one more person has joined" in line for line in marked_up(at))
    assert any("Nothing is asked of you until then." in line for line in marked_up(at))
    cast.circle_of(new_member("gail"))
    assert "Share the first one" not in labels(at)


@pytest.mark.usefixtures("circle_id")
def test_an_empty_circle_says_what_will_be_here_and_offers_one_step(open_page, alice):
    at = open_page(routes.CIRCLE, alice)
    assert any(line.startswith("Nothing here yet.") for line in marked_up(at))
    at = press(at, "Share the first one")
    assert at.title[0].value == "Share with your circle"


@pytest.mark.parametrize(
    "typed",
    [
        "**bold** _soft_ # title",
        "<img src=x onerror=alert(1)> <b>hi</b>",
        ":red[loud] :material/home: :tada:",
        "$x^2$ and `code` and [a](b)",
        "| a | b |\n|---|---|\n| 1 | 2 |",
    ],
)
def test_what_alice_shares_bob_reads_as_it_was_typed(open_page, fay, alice, bob, circle_id, typed):
    cast.share_shown(alice, fay, circle_id, Draft("win", typed, details={"took": typed}))
    at = open_page(routes.CIRCLE, bob)
    assert texts(at).count(typed) == 2
    assert not any(typed in line for line in marked_up(at))
    assert not at.get("html") or all(typed not in str(element.proto) for element in at.get("html"))


def test_a_card_says_who_by_handle_and_roughly_when(open_page, fay, alice, bob, circle_id):
    cast.share_shown(alice, fay, circle_id, HEAVY)
    at = open_page(routes.CIRCLE, bob)
    handle = circles.mine(alice.gateway)[0].handle
    assert f"**{handle}** · A setback" in marked_up(at)
    assert "*The author wants to be heard.*" in marked_up(at)
    assert any(caption.startswith(("This ", "Yesterday")) for caption in captions(at))


def test_what_waits_is_seen_by_its_author_alone_with_a_clock(open_page, alice, bob, circle_id):
    cast.share(alice, circle_id, WIN)
    at = open_page(routes.CIRCLE, alice)
    assert "**Only you see this yet**" in marked_up(at)
    assert any("A facilitator looks at it within" in caption for caption in captions(at))
    assert WIN.body in texts(at)
    assert WIN.body not in texts(open_page(routes.CIRCLE, bob))


def test_what_was_sent_back_comes_with_its_reason_and_is_sent_again(open_page, fay, alice, circle_id):
    post_id = cast.share(alice, circle_id, WIN)
    (case,) = cases.facilitate_page(fay.gateway, circle_id).queue
    cases.decide(fay.gateway, circle_id, case, "sent_back", reason="Please leave the firm out.")
    at = open_page(routes.CIRCLE, alice)
    assert "Please leave the firm out." in texts(at)
    at.session_state[f"draft-said:box-edit-{post_id}"] = "A call today."
    at = press(run(at), "Save")
    assert [post.state for post in posts.circle_page(alice.gateway, circle_id).unseen] == ["held"]
    assert "A call today." in texts(at)


def test_a_deleted_post_comes_back_in_one_tap(open_page, fay, bob, circle_id):
    post_id = cast.share(fay, circle_id, WIN)
    at = pick(open_page(routes.CIRCLE, fay), post_id, "Delete")
    assert WIN.body not in texts(at)
    at = press(at, "Undo")
    assert WIN.body in texts(at)
    assert WIN.body in texts(open_page(routes.CIRCLE, bob))


def test_muting_is_quiet(open_page, fay, bob, circle_id):
    post_id = cast.share(fay, circle_id, WIN)
    at = pick(open_page(routes.CIRCLE, bob), post_id, "Mute")
    assert WIN.body not in texts(at)
    assert any("Nobody is told" in toast.value for toast in at.toast)


def test_a_kindness_is_given_and_only_its_author_reads_how_many(open_page, fay, alice, bob, circle_id):
    post_id = cast.share(fay, circle_id, WIN)
    at = open_page(routes.CIRCLE, alice)
    at.button_group(key=f"react-feed-{post_id}").set_value(["glad"])
    run(at)
    assert posts.circle_page(alice.gateway, circle_id).posts[0].reactions == ("glad",)
    assert "Glad for you: 1" in captions(open_page(routes.CIRCLE, fay))
    assert not any("Glad for you" in caption for caption in captions(open_page(routes.CIRCLE, bob)))


def test_an_answer_is_seen_masked_and_sent(open_page, fay, bob, circle_id):
    post_id = cast.share(fay, circle_id, HEAVY)
    at = press(open_page(routes.CIRCLE, bob), "Answer")
    at.session_state[f"draft-said:box-answer-{post_id}"] = "Maya at Adobe did that to me too."
    run(at)
    assert not any("Adobe" in text for text in texts(at))
    press(at, "Send")
    (reply,) = posts.circle_page(fay.gateway, circle_id).posts[0].replies
    assert "[company]" in reply.body


def edit(at, post, words, took):
    """Open a card's edit dialog, as its menu does, and write in both boxes."""
    at.session_state["circle-dialog"] = Opened("edit", post)
    run(at)
    at.session_state[f"draft-said:box-edit-{post.id}"] = words
    at.session_state[f"draft-said:box-edit-road-{post.id}"] = took
    return run(at)


def test_what_a_win_took_can_be_changed_masked_like_the_rest(open_page, fay, circle_id):
    cast.share(fay, circle_id, Draft("win", "A call.", details={"took": "Three letters."}))
    (post,) = posts.circle_page(fay.gateway, circle_id).posts
    at = edit(open_page(routes.CIRCLE, fay), post, "Two calls.", "Three letters to Maya at Adobe.")
    assert not any("Adobe" in text for text in texts(at))
    press(at, "Save")
    (post,) = posts.circle_page(fay.gateway, circle_id).posts
    assert (post.body, post.took) == ("Two calls.", "Three letters to [person] at [company].")


def test_three_examples_come_before_a_first_answer_to_a_setback(open_page, connection, fay, bob, circle_id):
    forget = "update app.profiles set practised_at = null where account_id = %s"
    connection.execute(forget, [bob.account_id])
    connection.commit()
    cast.share(fay, circle_id, HEAVY)
    at = press(open_page(routes.CIRCLE, bob), "Answer")
    for number, example in enumerate(EXAMPLES):
        assert any(f"example {number + 1} of 3" in caption for caption in captions(at))
        at.radio(key=f"practice-{number}").set_value(example.kind)
        at = press(run(at), "Go on")
    assert any("They want to be heard" in caption for caption in captions(at))
    assert posts.circle_page(bob.gateway, circle_id).head.practised


def test_what_is_just_logged_wants_no_answer(open_page, fay, bob, circle_id):
    cast.share(fay, circle_id, Draft("setback", "A form letter.", details={"wanted": "logging"}))
    at = open_page(routes.CIRCLE, bob)
    assert "Answer" not in labels(at)
    assert "No answer is wanted here. A small kindness is welcome." in captions(at)


def test_thanks_are_one_tap(open_page, fay, alice, bob, circle_id):
    post_id = cast.share_shown(alice, fay, circle_id, HEAVY)
    posts.reply(bob.gateway, str(uuid4()), circle_id, post_id, "I have read you.", shape="acknowledge")
    at = press(open_page(routes.CIRCLE, alice), "This helped")
    assert any("you said this helped" in caption for caption in captions(at))
    assert not any("helped" in caption for caption in captions(open_page(routes.CIRCLE, fay)))


def test_changed_rules_are_read_and_accepted_here(open_page, fay, alice, circle_id):
    circle_settings.set_rules(fay.gateway, circle_id, ["Be kind, **always**."])
    at = open_page(routes.CIRCLE, alice)
    assert "· Be kind, **always**." in texts(at)
    at = press(at, "I'll keep to them")
    assert "I'll keep to them" not in labels(at)


def test_a_person_is_one_tap_away(open_page, fay, alice, circle_id):
    at = press(open_page(routes.CIRCLE, alice), "Ask my facilitator")
    assert any(line.startswith("They are told.") for line in marked_up(at))
    (case,) = cases.facilitate_page(fay.gateway, circle_id).queue
    assert (case.kind, case.asks_for_help) == ("crisis", circles.mine(alice.gateway)[0].handle)


def test_older_posts_are_one_tap_away_and_so_is_the_newest(open_page, fay, alice, circle_id):
    # Twenty stand on one page, and twenty in ten minutes is as many as one person shares.
    for number in range(20):
        cast.share(fay, circle_id, Draft("note", f"Note {number}"))
    cast.share_shown(alice, fay, circle_id, Draft("note", "One more"))
    newest = set(texts(at := open_page(routes.CIRCLE, alice)))
    older = set(texts(at := press(at, "Show older")))
    assert len(older - newest) == 1
    assert set(texts(press(at, "Back to the newest"))) == newest
