"""Words that may hurt somebody wait until a facilitator has read them, or until they are said differently."""

from uuid import uuid4

import pytest

from tests.sql.stage import Stage

UNKIND, KIND = "You are the dumbest person here", "That was not what I needed to hear"


def say(author, circle, body=UNKIND, *, hurtful=True, **more) -> dict:
    return author.call(
        "share_post", id=uuid4(), circle=circle, kind="note", body=body, hurtful=hurtful, **more
    )


def answer(author, circle, post, body=UNKIND) -> dict:
    return author.call(
        "reply_to_post", id=uuid4(), circle=circle, post=post, body=body, hurtful=body == UNKIND
    )


def change(author, circle, post, body=KIND) -> dict:
    return author.call("edit_post", circle=circle, post=post, body=body, hurtful=body == UNKIND)


def queue(cast) -> list[dict]:
    return cast.fay.call("facilitate_page", circle=cast.circle)["queue"]


def bodies(stage: Stage, reader, circle) -> list[str]:
    return [post["body"] for post in stage.feed(reader, circle)]


def decide(cast, action: str) -> None:
    [case] = queue(cast)
    cast.fay.call(
        "decide_case",
        circle=cast.circle,
        case_id=case["id"],
        version=case["version"],
        action=action,
        reason="Please say it to nobody in particular.",
    )


def test_a_post_waits_with_a_reason_and_the_clock_of_every_hold(cast, stage):
    held = say(cast.alice, cast.circle)
    assert (held["state"], held["why"], held["due_in_hours"]) == ("held", "hurtful", 24)
    assert bodies(stage, cast.bob, cast.circle) == []
    [waiting] = cast.alice.call("circle_page", circle=cast.circle)["unseen"]
    assert (waiting["why"], waiting["editable"]) == ("hurtful", True)
    [case] = queue(cast)
    assert (case["kind"], case["held"], case["due_in_hours"]) == ("hold", "hurtful", 24)
    decide(cast, "approved")
    assert bodies(stage, cast.bob, cast.circle) == [UNKIND]
    assert cast.alice.call("me_page")["decisions"][0]["what"] == "approved"


def test_an_answer_waits_too(cast, stage):
    post = stage.share(cast.bob, cast.circle)
    held = answer(cast.alice, cast.circle, post)
    assert (held["state"], held["why"]) == ("held", "hurtful")
    assert stage.feed(cast.bob, cast.circle)[0]["replies"] == []
    assert change(cast.alice, cast.circle, held["id"])["state"] == "shown"
    [reply] = stage.feed(cast.bob, cast.circle)[0]["replies"]
    assert reply["body"] == KIND
    assert queue(cast) == []


def test_said_differently_it_waits_no_longer(cast, stage):
    held = say(cast.alice, cast.circle)
    assert change(cast.alice, cast.circle, held["id"], UNKIND)["state"] == "held"
    assert change(cast.alice, cast.circle, held["id"])["state"] == "shown"
    assert bodies(stage, cast.bob, cast.circle) == [KIND]
    assert queue(cast) == []
    assert cast.alice.call("me_page")["decisions"] == []


def test_what_was_shown_waits_once_it_is_made_unkind(cast, stage):
    post = stage.share(cast.alice, cast.circle, KIND, kind="note")
    assert change(cast.alice, cast.circle, post, UNKIND)["why"] == "hurtful"
    assert bodies(stage, cast.bob, cast.circle) == []


def test_said_differently_it_waits_for_what_any_post_would(cast):
    cast.fay.call("set_watched_terms", circle=cast.circle, terms=["boss"])
    held = say(cast.alice, cast.circle)
    again = change(cast.alice, cast.circle, held["id"], "My boss said no")
    assert (again["state"], again["why"]) == ("held", "watched_term")
    assert [case["held"] for case in queue(cast)] == ["watched_term"]


def test_a_newcomers_post_said_differently_is_still_a_newcomers(stage):
    """Two unkind posts said differently are not two posts that somebody has read."""
    fay, alice, bob = (stage.sign_up(name) for name in ("fay", "alice", "bob"))
    circle = stage.open_circle(fay, alice, bob, settled=False)
    for _ in range(3):
        held = say(alice, circle)
        assert held["why"] == "hurtful"
        again = change(alice, circle, held["id"])
        assert (again["state"], again["why"]) == ("held", "first_posts")
    assert bodies(stage, bob, circle) == []


def test_a_newcomers_answer_said_differently_is_shown_as_any_other(stage):
    fay, alice, bob = (stage.sign_up(name) for name in ("fay", "alice", "bob"))
    circle = stage.open_circle(fay, alice, bob, settled=False)
    post = stage.share(fay, circle)
    held = answer(alice, circle, post)
    assert change(alice, circle, held["id"])["state"] == "shown"


def test_sent_back_and_still_unkind_it_waits_again(cast):
    held = say(cast.alice, cast.circle)
    decide(cast, "sent_back")
    assert change(cast.alice, cast.circle, held["id"], UNKIND)["why"] == "hurtful"
    assert [case["held"] for case in queue(cast)] == ["hurtful"]


def test_somebody_who_may_need_a_person_keeps_their_case_when_the_words_change(cast):
    held = say(cast.alice, cast.circle, worrying=True)
    assert [case["kind"] for case in queue(cast)] == ["crisis"]
    change(cast.alice, cast.circle, held["id"])
    assert [case["kind"] for case in queue(cast)] == ["crisis"]


def test_a_second_try_is_answered_as_the_first_and_holds_nothing_anew(cast, stage):
    post = stage.share(cast.alice, cast.circle, KIND, kind="note")
    again = cast.alice.call("share_post", id=post, circle=cast.circle, kind="note", body=UNKIND, hurtful=True)
    assert (again["state"], again["earlier"]["body"]) == ("shown", KIND)
    assert bodies(stage, cast.bob, cast.circle) == [KIND]


def test_what_was_looked_at_and_then_changed_is_a_conflict(cast, refused):
    held = say(cast.alice, cast.circle)
    [case] = queue(cast)
    change(cast.alice, cast.circle, held["id"])
    with refused("case_moved"):
        cast.fay.call(
            "decide_case", circle=cast.circle, case_id=case["id"], version=case["version"], action="approved"
        )


@pytest.mark.parametrize("somebody_is_new", [True, False])
def test_a_veiled_post_waits_for_its_words_whoever_wrote_it(cast, stage, somebody_is_new):
    """A newcomer's and an old member's read the same, to their authors and in the queue, before and after."""
    eve = stage.sign_up("eve")
    stage.join(eve, stage.invite(cast.fay, cast.circle, code="ABCD-EFGH-JKMN-QRST"))
    if not somebody_is_new:
        stage.settle(cast.circle)
    held = [say(author, cast.circle, veiled=True) for author in (eve, cast.bob)]
    assert {(post["state"], post["why"], post["due_in_hours"]) for post in held} == {("held", "hurtful", 24)}
    assert {case["held"] for case in queue(cast)} == {"hurtful"}
    after = [
        change(author, cast.circle, post["id"]) for author, post in zip((eve, cast.bob), held, strict=True)
    ]
    assert {(post["state"], post["why"]) for post in after} == {
        ("held", "veil_newcomer") if somebody_is_new else ("shown", None)
    }
