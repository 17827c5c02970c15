from datetime import UTC, datetime, timedelta
from uuid import uuid4

import psycopg
import pytest

NEXT_WEEK = (datetime.now(UTC) + timedelta(days=7)).date()


@pytest.fixture
def gail(cast, stage):
    """A second facilitator."""
    gail = stage.sign_up("gail")
    code = stage.invite(cast.fay, cast.circle, code="GAILS-CODE-0000-0000", role="facilitator", uses=1)
    stage.join(gail, code)
    return gail


def queue(facilitator, cast) -> list[dict]:
    return facilitator.call("facilitate_page", circle=cast.circle)["queue"]


def report(reporter, cast, post, reason="hurtful", note="This is unkind."):
    reporter.call("report_post", id=uuid4(), circle=cast.circle, post=post, reason=reason, note=note)


def decide(facilitator, cast, case, action, reason="Please take the name out.", **more):
    return facilitator.call(
        "decide_case",
        circle=cast.circle,
        case_id=case["id"],
        version=case["version"],
        action=action,
        reason=reason,
        **more,
    )


def test_a_held_post_is_approved_and_shown(cast, stage):
    cast.fay.call("set_watched_terms", circle=cast.circle, terms=["boss"])
    stage.share(cast.alice, cast.circle, "My boss said no")
    [case] = queue(cast.fay, cast)
    assert (case["kind"], case["held"], case["due_in_hours"], case["post"]["body"]) == (
        "hold",
        "watched_term",
        24,
        "My boss said no",
    )
    decide(cast.fay, cast, case, "approved", reason="")
    assert [post["body"] for post in stage.feed(cast.bob, cast.circle)] == ["My boss said no"]
    assert cast.alice.call("me_page")["decisions"][0]["what"] == "approved"
    assert queue(cast.fay, cast) == []


def test_sent_back_it_is_written_anew_and_waits_again(cast, stage):
    cast.fay.call("set_watched_terms", circle=cast.circle, terms=["boss"])
    post = stage.share(cast.alice, cast.circle, "My boss said no")
    decide(cast.fay, cast, queue(cast.fay, cast)[0], "sent_back")
    [returned] = cast.alice.call("circle_page", circle=cast.circle)["unseen"]
    assert (returned["state"], returned["reason"], returned["editable"]) == (
        "returned",
        "Please take the name out.",
        True,
    )
    cast.alice.call("edit_post", circle=cast.circle, post=post, body="Somebody said no")
    [again] = queue(cast.fay, cast)
    assert again["post"]["body"] == "Somebody said no"
    decide(cast.fay, cast, again, "approved", reason="")
    assert [shown["body"] for shown in stage.feed(cast.bob, cast.circle)] == ["Somebody said no"]


def test_hidden_comes_back_and_removed_wants_the_typed_word(cast, stage, refused):
    post = stage.share(cast.alice, cast.circle, "Unkind words")
    report(cast.bob, cast, post)
    decide(cast.fay, cast, queue(cast.fay, cast)[0], "hidden", rule=1)
    assert stage.feed(cast.bob, cast.circle) == []
    cast.fay.call("restore_post", circle=cast.circle, post=post)
    assert len(stage.feed(cast.bob, cast.circle)) == 1
    report(cast.dora, cast, post)
    [case] = queue(cast.fay, cast)
    with refused("confirmation_missing"):
        decide(cast.fay, cast, case, "removed", typed="yes")
    decide(cast.fay, cast, case, "removed", typed="Remove")
    assert stage.feed(cast.bob, cast.circle) == []
    assert cast.alice.call("circle_page", circle=cast.circle)["unseen"][0]["state"] == "removed"
    held = cast.alice.call("share_post", id=uuid4(), circle=cast.circle, kind="note", body="Next words")
    assert held["why"] == "after_removal"


def test_two_facilitators_at_once_get_a_conflict_and_lose_nothing(cast, stage, gail, refused):
    post = stage.share(cast.alice, cast.circle)
    report(cast.bob, cast, post)
    [seen_by_fay], [seen_by_gail] = queue(cast.fay, cast), queue(gail, cast)
    decide(cast.fay, cast, seen_by_fay, "dismissed", reason="")
    with refused("case_moved"):
        decide(gail, cast, seen_by_gail, "hidden")
    assert len(stage.feed(cast.bob, cast.circle)) == 1


def test_a_claim_keeps_the_other_out_for_48_hours(cast, stage, gail, connection, refused):
    report(cast.bob, cast, stage.share(cast.alice, cast.circle))
    [case] = queue(cast.fay, cast)
    claimed = cast.fay.call("claim_case", circle=cast.circle, case_id=case["id"], version=case["version"])
    assert (
        cast.fay.call("claim_case", circle=cast.circle, case_id=case["id"], version=case["version"])
        == claimed
    )
    [seen_by_gail] = queue(gail, cast)
    assert seen_by_gail["claimed_by"] == cast.fay.call("my_circles")[0]["handle"]
    with refused("case_claimed"):
        gail.call("claim_case", circle=cast.circle, case_id=case["id"], version=seen_by_gail["version"])
    connection.execute("update app.cases set claimed_at = now() - interval '49 hours'")
    gail.call("claim_case", circle=cast.circle, case_id=case["id"], version=seen_by_gail["version"])


@pytest.mark.parametrize(
    "action",
    [
        ("facilitate_page", {}),
        ("claim_case", {"case_id": uuid4(), "version": 1}),
        ("decide_case", {"case_id": uuid4(), "version": 1, "action": "approved"}),
        ("restore_post", {"post": uuid4()}),
        ("set_measure", {"id": uuid4(), "kind": "nudge", "until": NEXT_WEEK, "rule": 1, "reason": "x"}),
        ("confirm_removal", {"measure": uuid4()}),
        ("decide_appeal", {"appeal": uuid4(), "lifted": True, "answer": "x"}),
        ("set_prompt", {"prompt": "x"}),
        ("set_rules", {"sentences": ["x"]}),
        ("set_watched_terms", {"terms": ["xx"]}),
        ("set_duty", {"starts": "09:00", "ends": "10:00"}),
        ("hand_over", {"handle": "x"}),
        ("revoke_invitation", {"id": uuid4()}),
    ],
    ids=lambda action: action[0],
)
def test_what_a_facilitator_does_is_refused_to_everybody_else(cast, refused, action):
    door, arguments = action
    with refused("facilitators_only"):
        cast.alice.call(door, circle=cast.circle, **arguments)
    with refused("circle_not_found"):
        cast.charlie.call(door, circle=cast.circle, **arguments)


def test_reports_on_one_post_are_one_case_and_name_no_reporter(cast, stage):
    post = stage.share(cast.alice, cast.circle)
    report(cast.bob, cast, post, "spam", "")
    report(cast.bob, cast, post, "spam", "")
    report(cast.dora, cast, post, "identifies_someone", "It says where.")
    [case] = queue(cast.fay, cast)
    assert case["kind"] == "identity"
    assert {item["reason"] for item in case["reports"]} == {"spam", "identifies_someone"}
    said = str(cast.fay.call("facilitate_page", circle=cast.circle)["queue"])
    for reporter in (cast.bob, cast.dora):
        assert reporter.call("my_circles")[0]["handle"] not in said


def test_a_second_and_heavier_worry_of_one_member_is_heard(cast, stage):
    post = stage.share(cast.alice, cast.circle)
    report(cast.bob, cast, post, "spam", "")
    report(cast.bob, cast, post, "worried", "")
    [case] = queue(cast.fay, cast)
    assert (case["kind"], len(case["reports"])) == ("crisis", 2)
    decide(cast.fay, cast, case, "dismissed", reason="")
    report(cast.bob, cast, post, "worried", "")
    assert len(queue(cast.fay, cast)) == 1


def test_words_changed_after_they_were_looked_at_are_looked_at_again(cast, stage, refused):
    cast.fay.call("set_watched_terms", circle=cast.circle, terms=["boss"])
    post = stage.share(cast.alice, cast.circle, "My boss said no")
    [case] = queue(cast.fay, cast)
    cast.alice.call("edit_post", circle=cast.circle, post=post, body="Something quite different")
    with refused("case_moved"):
        decide(cast.fay, cast, case, "approved", reason="")


def test_crisis_words_are_shown_at_once_and_come_first_with_a_clock(cast, stage, connection):
    report(cast.bob, cast, stage.share(cast.dora, cast.circle), "spam", "")
    stage.share(cast.alice, cast.circle, "I can't go on", kind="note", worrying=True)
    assert "I can't go on" in {post["body"] for post in stage.feed(cast.bob, cast.circle)}, "never held back"
    assert cast.fay.call("circle_page", circle=cast.circle)["me"]["urgent"] is True
    assert cast.bob.call("circle_page", circle=cast.circle)["me"]["urgent"] is False
    first = queue(cast.fay, cast)[0]
    assert (first["kind"], first["due_in_hours"]) == ("crisis", 12)
    cast.fay.call("set_duty", circle=cast.circle, starts="00:00", ends="23:59:59")
    connection.execute("update app.cases set closed_at = now()")
    cast.bob.call("ask_for_help", id=uuid4(), circle=cast.circle)
    [asked] = queue(cast.fay, cast)
    assert (asked["kind"], asked["due_in_hours"]) == ("crisis", 1)
    assert asked["asks_for_help"] == cast.bob.call("my_circles")[0]["handle"]


def test_pausing_the_author_of_a_veiled_post_tells_nobody_who_it_was(cast, stage, refused):
    post = stage.share(cast.alice, cast.circle, "By veil", veiled=True)
    before = cast.fay.call("facilitate_page", circle=cast.circle)["members"]
    cast.fay.call(
        "set_measure",
        id=uuid4(),
        circle=cast.circle,
        kind="post_pause",
        until=NEXT_WEEK,
        rule=1,
        reason="Too sharp",
        post=post,
    )
    page = cast.fay.call("facilitate_page", circle=cast.circle)
    assert page["members"] == before
    [row] = [row for row in page["log"] if row["action"] == "measure_post_pause"]
    assert (row["who"], row["detail"]["handle"]) == (cast.fay.call("my_circles")[0]["handle"], None)
    with refused("posts_paused"):
        stage.share(cast.alice, cast.circle)
    stage.share(cast.bob, cast.circle)
    [decision] = cast.alice.call("me_page")["decisions"]
    assert (decision["what"], decision["until"], decision["rule"], decision["reason"]) == (
        "post_pause",
        str(NEXT_WEEK),
        1,
        "Too sharp",
    )


def test_a_pause_survives_leaving_and_coming_back(cast, stage, refused):
    handle = cast.alice.call("my_circles")[0]["handle"]
    cast.fay.call(
        "set_measure",
        id=uuid4(),
        circle=cast.circle,
        kind="reply_pause",
        until=NEXT_WEEK,
        rule=1,
        reason="x",
        handle=handle,
    )
    post = stage.share(cast.bob, cast.circle)
    with refused("replies_paused"):
        stage.reply(cast.alice, cast.circle, post)
    cast.alice.call("leave_circle", circle=cast.circle, delete_posts=False)
    stage.invite(cast.fay, cast.circle, code="BACK-CODE-0000-00000")
    stage.join(cast.alice, "BACK-CODE-0000-00000")
    with refused("replies_paused"):
        stage.reply(cast.alice, cast.circle, post)


def test_a_circle_pause_closes_the_page_kindly(cast, stage):
    stage.share(cast.bob, cast.circle)
    handle = cast.alice.call("my_circles")[0]["handle"]
    cast.fay.call(
        "set_measure",
        id=uuid4(),
        circle=cast.circle,
        kind="circle_pause",
        until=NEXT_WEEK,
        rule=1,
        reason="x",
        handle=handle,
    )
    page = cast.alice.call("circle_page", circle=cast.circle)
    assert page["posts"] == []
    assert page["me"]["away_until"] is not None


def test_removal_takes_two_and_an_appeal_goes_to_another(cast, stage, gail, refused):
    handle, measure, appeal = cast.alice.call("my_circles")[0]["handle"], uuid4(), uuid4()
    cast.fay.call(
        "set_measure",
        id=measure,
        circle=cast.circle,
        kind="removal",
        until=NEXT_WEEK,
        rule=2,
        reason="Again",
        handle=handle,
    )
    with refused("second_facilitator"):
        cast.fay.call("confirm_removal", circle=cast.circle, measure=measure)
    assert len(cast.alice.call("my_circles")) == 1
    gail.call("confirm_removal", circle=cast.circle, measure=measure)
    assert cast.alice.call("my_circles") == []
    stage.invite(cast.fay, cast.circle, code="AGAIN-CODE-0000-0000")
    assert stage.join(cast.alice, "AGAIN-CODE-0000-0000")["state"] == "removed_before"
    cast.alice.call("appeal", id=appeal, circle=cast.circle, measure=measure, words="Please look again")
    for decided_already in (cast.fay, gail):
        with refused("second_facilitator"):
            decided_already.call("decide_appeal", circle=cast.circle, appeal=appeal, lifted=True, answer="x")
    hana = stage.sign_up("hana")
    stage.join(hana, stage.invite(cast.fay, cast.circle, code="HANA-CODE-0000-0000", role="facilitator"))
    hana.call("decide_appeal", circle=cast.circle, appeal=appeal, lifted=True, answer="Come back")
    assert cast.alice.call("me_page")["decisions"][0]["appeal"]["lifted"] is True
    assert stage.join(cast.alice, "AGAIN-CODE-0000-0000")["state"] == "joined"


def test_nobody_appeals_for_somebody_else(cast, refused):
    measure = uuid4()
    handle = cast.alice.call("my_circles")[0]["handle"]
    cast.fay.call(
        "set_measure",
        id=measure,
        circle=cast.circle,
        kind="nudge",
        until=NEXT_WEEK,
        rule=1,
        reason="x",
        handle=handle,
    )
    with refused("measure_not_found"):
        cast.bob.call("appeal", id=uuid4(), circle=cast.circle, measure=measure, words="Let me see")


def test_a_facilitator_does_not_decide_about_their_own_words(cast, stage, gail, refused):
    post = stage.share(cast.fay, cast.circle)
    report(cast.bob, cast, post)
    assert queue(cast.fay, cast) == []
    [case] = queue(gail, cast)
    with refused("own_case"):
        decide(cast.fay, cast, case, "dismissed", reason="")


def test_an_unanswered_setback_reaches_the_facilitator_after_a_day(cast, stage):
    stage.share(cast.alice, cast.circle, "A no", kind="setback", veiled=True, details={"wanted": "heard"})
    stage.later(cast.circle, 23)
    assert cast.fay.call("facilitate_page", circle=cast.circle)["unanswered"] == []
    stage.later(cast.circle, 2)
    [waiting] = cast.fay.call("facilitate_page", circle=cast.circle)["unanswered"]
    assert (waiting["body"], waiting["wanted"]) == ("A no", "heard")


def test_every_decision_and_look_is_a_row_that_stays(cast, stage, connection):
    report(cast.bob, cast, stage.share(cast.alice, cast.circle))
    [case] = queue(cast.fay, cast)
    queue(cast.fay, cast)
    decide(cast.fay, cast, case, "dismissed", reason="")
    actions = [
        row[0] for row in connection.execute("select action from app.log where case_id = %s", [case["id"]])
    ]
    assert sorted(actions) == ["case_dismissed", "case_seen"]
    for change in ("update app.log set action = 'x'", "delete from app.log", "truncate app.log"):
        with pytest.raises(psycopg.Error, match="log_stays"), connection.transaction():
            connection.execute(change)


def test_the_circle_hears_when_somebody_is_on_duty(cast):
    assert cast.alice.call("circle_page", circle=cast.circle)["circle"]["coverage"] == {
        "on_duty": False,
        "at": None,
    }
    cast.fay.call("set_duty", circle=cast.circle, starts="00:00", ends="23:59:59")
    assert cast.alice.call("circle_page", circle=cast.circle)["circle"]["coverage"] == {
        "on_duty": True,
        "at": "23:59",
    }


def test_why_a_veiled_post_waits_does_not_point_at_the_newcomer(stage):
    fay, alice, bob, dora = (stage.sign_up(name) for name in ("fay", "alice", "bob", "dora"))
    circle = stage.open_circle(fay, alice, bob, dora, settled=False)
    stage.share(alice, circle, "By handle")
    stage.share(bob, circle, "By veil", veiled=True)
    held = {
        case["post"]["body"]: case["held"] for case in fay.call("facilitate_page", circle=circle)["queue"]
    }
    assert held == {"By handle": "first_posts", "By veil": "veil_newcomer"}
